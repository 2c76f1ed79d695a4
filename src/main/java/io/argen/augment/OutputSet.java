package io.argen.augment;

import io.argen.dataset.Sample;
import io.argen.run.AtomicFiles;
import io.argen.run.InputException;
import io.argen.run.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The output data set: real files in their places, and the tables that describe all files. */
final class OutputSet {
  private static final int LONGEST_NAME = 100;

  private final Path out;
  private final AugmentOptions.Link link;

  /** A line of {@code origins.jsonl}: where a file of the output comes from. */
  record Origin(String fileName, String origin) {}

  OutputSet(Path out, AugmentOptions.Link link) {
    this.out = out;
    this.link = link;
  }

  /** Chooses every sample's name below the output folder, by sample id: unique and safe. */
  static Map<String, String> names(List<Sample> samples) {
    Map<String, String> names = new LinkedHashMap<>();
    Set<String> taken = new HashSet<>();
    for (Sample sample : samples) {
      Path last = sample.path().getFileName();
      String base =
          safe(sample.split())
              + "/"
              + (sample.synthetic() ? "synthetic" : "real/" + safe(sample.label()))
              + "/";
      String name = safe(last == null ? sample.id() : last.toString());
      String path = base + name;
      // Names that differ only in case are one file on some systems.
      for (int n = 2; !taken.add(path.toLowerCase(Locale.ROOT)); n++) {
        path = base + n + "-" + name;
      }
      names.put(sample.id(), path);
    }
    return names;
  }

  /** Letters and digits of any script, dots, dashes and underscores; the rest becomes "_". */
  static String safe(String name) {
    StringBuilder safe = new StringBuilder();
    name.codePoints()
        .forEach(
            c -> {
              boolean kept = Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_';
              safe.appendCodePoint(kept ? c : '_');
            });
    String text = safe.toString();
    if (text.length() > LONGEST_NAME) {
      text = text.substring(text.length() - LONGEST_NAME);
      if (Character.isLowSurrogate(text.charAt(0))) {
        text = text.substring(1);
      }
    }
    return text.isEmpty() || text.startsWith(".") ? "_" + text : text;
  }

  /** Puts a real clip into its place, unless it is there. */
  void place(Sample sample, String name) {
    Path to = out.resolve(name);
    try {
      Path from = sample.path().toRealPath();
      if (link == AugmentOptions.Link.SYMLINK) {
        symlink(from, to);
      } else if (Files.isDirectory(from)) {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(from)) {
          files = walk.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
          linkOrCopy(file, to.resolve(from.relativize(file).toString()));
        }
      } else {
        linkOrCopy(from, to);
      }
    } catch (IOException e) {
      if (!Files.isReadable(sample.path())) {
        throw new InputException(
            sample.path(), "cannot be read", "check permissions, or remove it from the set", e);
      }
      throw AtomicFiles.unwritable(to, e);
    }
  }

  private static void symlink(Path from, Path to) throws IOException {
    if (Files.isSymbolicLink(to) && Files.readSymbolicLink(to).equals(from)) {
      return;
    }
    Files.createDirectories(to.resolveSibling("."));
    Files.deleteIfExists(to);
    Files.createSymbolicLink(to, from);
  }

  private void linkOrCopy(Path from, Path to) throws IOException {
    if (Files.exists(to) && Files.size(to) == Files.size(from)) {
      return;
    }
    Files.createDirectories(to.resolveSibling("."));
    Files.deleteIfExists(to);
    if (link == AugmentOptions.Link.HARD && hardLinked(from, to)) {
      return;
    }
    Path temp = AtomicFiles.tempFor(to);
    Files.deleteIfExists(temp);
    Files.copy(from, temp);
    AtomicFiles.moveIntoPlace(temp, to);
  }

  private static boolean hardLinked(Path from, Path to) {
    try {
      Files.createLink(to, from);
      return true;
    } catch (UnsupportedOperationException | FileSystemException e) {
      return false;
    } catch (IOException e) {
      throw AtomicFiles.unwritable(to, e);
    }
  }

  /** Writes each split's {@code metadata.jsonl}: real clips by name, then made ones in order. */
  void writeTables(
      Map<String, List<MetadataRow>> rowsOfSplit, List<Origin> origins, Path originsFile) {
    Set<String> splits = new TreeSet<>(rowsOfSplit.keySet());
    for (String split : splits) {
      writeIfChanged(
          out.resolve(safe(split)).resolve("metadata.jsonl"),
          lines(rowsOfSplit.getOrDefault(split, List.of())));
    }
    writeIfChanged(originsFile, lines(origins));
  }

  /** One JSON document a line. */
  static String lines(List<?> records) {
    List<String> lines = new ArrayList<>();
    for (Object entry : records) {
      lines.add(Json.line(entry) + "\n");
    }
    return String.join("", lines);
  }

  /** Leaves a file alone that says the same already. */
  static void writeIfChanged(Path file, String text) {
    try {
      if (Files.isRegularFile(file)
          && Files.readString(file, StandardCharsets.UTF_8).equals(text)) {
        return;
      }
    } catch (IOException e) {
      throw AtomicFiles.unwritable(file, e);
    }
    AtomicFiles.write(file, text);
  }
}
