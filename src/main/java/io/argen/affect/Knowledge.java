package io.argen.affect;

import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Emotion;
import io.argen.run.ArgenException;
import io.argen.run.Digests;
import io.argen.run.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All passages, ARGen's own and the user's, by id. Immutable. */
public final class Knowledge {
  private static final List<String> FILES =
      List.of(
          "units.jsonl",
          "prototypes.jsonl",
          "compounds.jsonl",
          "time.jsonl",
          "intensity.jsonl",
          "contradictions.jsonl",
          "cautions.jsonl",
          "head-gaze.jsonl",
          "wordings.jsonl");
  private static final long MAX_FILE_BYTES = 20_000_000;
  private static final int PROBLEMS_SHOWN = 50;

  /** Read once; the tests of the build check it. */
  private static final class Own {
    static final Knowledge KNOWLEDGE = read(false);
  }

  private final Map<String, Passage> passages;
  private final Set<String> own;

  private Knowledge(Collection<Passage> passages, Set<String> own) {
    this.own = Set.copyOf(own);
    this.passages = new LinkedHashMap<>();
    for (Passage passage : passages) {
      this.passages.put(passage.id(), passage);
    }
  }

  /**
   * What ARGen comes with.
   *
   * @throws ArgenException if a file is broken, which the build's tests rule out
   */
  public static Knowledge builtIn() {
    return Own.KNOWLEDGE;
  }

  /**
   * Reads ARGen's own files; wordings are read back only where that is asked for, as it is slow.
   */
  static Knowledge read(boolean wordingsToo) {
    PassageReader reader =
        new PassageReader(
            wordingsToo ? Optional.of(AlignmentCheck.standard()) : Optional.empty(), Basis.MEMORY);
    for (String file : FILES) {
      reader.read(file, resource(file));
    }
    reader.checkReferences();
    if (!reader.problems().isEmpty()) {
      throw new ArgenException("the knowledge base is broken:\n" + shown(reader.problems()));
    }
    List<Passage> passages = List.copyOf(reader.passages());
    return new Knowledge(passages, passages.stream().map(Passage::id).collect(Collectors.toSet()));
  }

  /** Whether a passage comes with ARGen. */
  boolean isOwn(String id) {
    return own.contains(id);
  }

  /**
   * A copy with the passages of every {@code .jsonl} file of a folder added.
   *
   * @throws InputException naming the file and line of every broken or duplicate entry
   */
  public Knowledge with(Path folder) {
    PassageReader reader = new PassageReader(Optional.of(AlignmentCheck.standard()), Basis.USER);
    reader.know(passages.values());
    List<Path> files = files(folder);
    for (Path file : files) {
      try {
        if (Files.size(file) > MAX_FILE_BYTES) {
          reader.problem(file.toString(), "is larger than 20 MB; split it");
        } else {
          reader.read(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
        }
      } catch (MalformedInputException e) {
        reader.problem(file.toString(), "is not UTF-8; save it as UTF-8");
      } catch (IOException e) {
        reader.problem(file.toString(), "cannot be read");
      }
    }
    reader.checkReferences();
    if (!reader.problems().isEmpty()) {
      throw new InputException(
          folder,
          "the knowledge has " + reader.problems().size() + " problems",
          "correct them:\n" + shown(reader.problems()));
    }
    return new Knowledge(reader.passages(), own);
  }

  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new InputException(folder, "is no folder", "give a folder of .jsonl files of passages");
    }
    try (Stream<Path> list = Files.list(folder)) {
      List<Path> files = list.filter(f -> f.toString().endsWith(".jsonl")).sorted().toList();
      if (files.isEmpty()) {
        throw new InputException(folder, "has no .jsonl file", "write one passage a line into one");
      }
      return files;
    } catch (IOException e) {
      throw new InputException(folder, "cannot be listed", "check its permissions", e);
    }
  }

  private static String shown(List<String> problems) {
    int more = problems.size() - PROBLEMS_SHOWN;
    return String.join("\n", problems.subList(0, Math.min(problems.size(), PROBLEMS_SHOWN)))
        + (more > 0 ? "\n.. and " + more + " more" : "");
  }

  static String resource(String file) {
    try (InputStream in = Knowledge.class.getResourceAsStream("/affect/" + file)) {
      if (in == null) {
        throw new ArgenException(
            "affect/" + file + " is not on the class path; build again with mvn package");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ArgenException("affect/" + file + " cannot be read", e);
    }
  }

  /** A hash of all that descriptions depend on. */
  public String fingerprint() {
    StringBuilder all = new StringBuilder();
    for (Passage passage : passages.values()) {
      ActionUnits measured = passage.measured();
      all.append(passage.id())
          .append(passage.kind())
          .append(passage.emotions())
          .append(passage.actionUnits())
          .append(passage.text())
          .append(passage.source())
          .append(passage.askedAs())
          .append(passage.seeAlso())
          .append(measured == null ? "" : Arrays.toString(measured.toArray()))
          .append('\n');
    }
    return Digests.hex(all.toString());
  }

  /** Every passage, in the order of the files. */
  public List<Passage> passages() {
    return List.copyOf(passages.values());
  }

  public Optional<Passage> get(String id) {
    return Optional.ofNullable(passages.get(id));
  }

  /** The passages of a kind that speak of an Action Unit. */
  public List<Passage> of(Kind kind, ActionUnit unit) {
    return passages.values().stream()
        .filter(p -> p.kind() == kind && p.actionUnits().contains(unit))
        .toList();
  }

  /** The passages of a kind that speak of an emotion. */
  public List<Passage> of(Kind kind, Emotion emotion) {
    return passages.values().stream()
        .filter(p -> p.kind() == kind && p.emotions().contains(emotion))
        .toList();
  }

  /** The passages of a kind. */
  public List<Passage> of(Kind kind) {
    return passages.values().stream().filter(p -> p.kind() == kind).toList();
  }
}
