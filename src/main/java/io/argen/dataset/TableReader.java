package io.argen.dataset;

import io.argen.facs.Emotion;
import io.argen.run.InputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one metadata table; a bad row is skipped with its line named. */
final class TableReader {
  static final String FILE_NAME = "file_name";
  static final String LABEL = "label";
  private static final String CONSENT = "consent";
  private static final Pattern WINDOWS_ABSOLUTE = Pattern.compile("[A-Za-z]:[\\\\/]|\\\\");
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final Collected found;
  private final Path file;
  private final Path folder;
  private final @Nullable String folderSplit;
  private final Map<Path, Long> lines = new HashMap<>();

  TableReader(Collected found, Path file, @Nullable String folderSplit) {
    this.found = found;
    this.file = file;
    this.folder = file.toAbsolutePath().normalize().resolveSibling("");
    this.folderSplit = folderSplit;
  }

  private List<TableRow> rows() {
    String text = text();
    boolean json = file.toString().endsWith(".jsonl");
    return json ? TableRows.ofJsonLines(text) : TableRows.ofCsv(file, text);
  }

  /** Clips to what the column {@code frames} says of them. */
  Map<Path, Integer> frames() {
    Map<Path, Integer> frames = new HashMap<>();
    for (TableRow row : rows()) {
      Path clip = row.cell(FILE_NAME).map(this::resolve).orElse(null);
      String count = row.cell("frames").orElse("");
      if (clip != null && count.matches("[0-9]{1,8}")) {
        frames.put(clip.toAbsolutePath().normalize(), Integer.valueOf(count));
      }
    }
    return frames;
  }

  void read() {
    for (TableRow row : rows()) {
      String problem = row.problem().orElseGet(() -> take(row));
      if (problem != null) {
        found.skip(
            row.cell(FILE_NAME).orElse(found.relative(file)),
            found.relative(file) + " line " + row.line() + ": " + problem);
      }
    }
  }

  /** UTF-8, with or without byte order mark; what is no UTF-8 is taken for Windows' Latin 1. */
  private String text() {
    try {
      byte[] bytes = Files.readAllBytes(file);
      String text;
      try {
        text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      } catch (CharacterCodingException e) {
        found.warn(found.relative(file) + " is no UTF-8: it is read as ISO 8859-1");
        text = new String(bytes, StandardCharsets.ISO_8859_1);
      }
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (IOException e) {
      throw new InputException(file, "cannot be read", "check its permissions", e);
    }
  }

  /** Takes a row's clip; otherwise what is wrong with it. */
  private @Nullable String take(TableRow row) {
    Optional<String> name = row.cell(FILE_NAME);
    if (name.isEmpty()) {
      return "has no file_name";
    }
    Optional<String> label = row.cell(LABEL);
    if (label.isEmpty()) {
      return "has no label";
    }
    Path clip = resolve(name.get());
    if (clip == null) {
      return "file_name must be relative and stay inside the data set's folder";
    }
    if (!Files.exists(clip)) {
      return "file is missing";
    }
    Optional<String> split = row.cell("split").flatMap(Splits::parse);
    if (row.cell("split").isPresent() && split.isEmpty() && folderSplit == null) {
      return "split '" + row.cell("split").get() + "' is not train, val or test";
    }
    Long before = lines.putIfAbsent(clip, row.line());
    if (before != null) {
      return "names the same file as line " + before;
    }
    found.add(
        new Collected.Entry(
            found.inRoot(clip),
            label.get(),
            row.cell("emotion").flatMap(Emotion::parse).or(() -> Emotion.parse(label.get())),
            row.cell("subject"),
            folderSplit != null ? folderSplit : split.orElse(null),
            consent(row),
            row.cell("synthetic").flatMap(TableReader::truth).orElse(false)));
    return null;
  }

  /** The clip's place, or null if the name is absolute or leaves the table's folder. */
  private @Nullable Path resolve(String name) {
    Path inside = resolveLiterally(name);
    boolean windows = name.indexOf('\\') >= 0 && (inside == null || !Files.exists(inside));
    return windows ? resolveLiterally(name.replace('\\', '/')) : inside;
  }

  private @Nullable Path resolveLiterally(String name) {
    try {
      boolean windowsAbsolute = WINDOWS_ABSOLUTE.matcher(name).lookingAt();
      if (windowsAbsolute || Path.of(name).isAbsolute()) {
        return null;
      }
      Path resolved = folder.resolve(name).normalize();
      return resolved.startsWith(folder) && !resolved.equals(folder) ? resolved : null;
    } catch (InvalidPathException e) {
      return null;
    }
  }

  /**
   * A table without the column consents; an empty or unreadable cell of one that has it does not.
   */
  private boolean consent(TableRow row) {
    if (!row.columns().contains(CONSENT)) {
      return true;
    }
    Optional<Boolean> said = row.cell(CONSENT).flatMap(TableReader::truth);
    if (said.isEmpty()) {
      found.warn(
          "%s line %d: consent '%s' is neither true nor false and is taken for false"
              .formatted(found.relative(file), row.line(), row.cell(CONSENT).orElse("")));
    }
    return said.orElse(false);
  }

  private static Optional<Boolean> truth(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "y", "1", "1.0" -> Optional.of(true);
      case "false", "no", "n", "0", "0.0" -> Optional.of(false);
      default -> Optional.empty();
    };
  }
}
