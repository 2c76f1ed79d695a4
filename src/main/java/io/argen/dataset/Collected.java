package io.argen.dataset;

import io.argen.clip.Clips;
import io.argen.config.Spelling;
import io.argen.facs.Emotion;
import io.argen.run.Digests;
import io.argen.run.InputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a layout finds while it reads: clips to be checked and named, and what is wrong. */
final class Collected {
  private static final int HASH_DIGITS = 8;

  private final Path root;
  private final Path absoluteRoot;
  private final String layout;
  private final List<Entry> entries = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final List<Skip> skipped = new ArrayList<>();

  /** A clip as found; no split means that the data set does not say. */
  record Entry(
      Path path,
      String label,
      Optional<Emotion> emotion,
      Optional<String> subject,
      @Nullable String split,
      boolean consent,
      boolean synthetic) {}

  Collected(Path root, String layout) {
    this.root = root;
    this.absoluteRoot = root.toAbsolutePath().normalize();
    this.layout = layout;
  }

  /** Takes a clip, or skips it if its first bytes are of none. */
  void add(Entry entry) {
    Clips.problem(entry.path())
        .ifPresentOrElse(
            problem -> skip(relative(entry.path()), reason(entry.path(), problem)),
            () -> entries.add(entry));
  }

  /** The file is named beside the reason already. */
  private static String reason(Path path, String problem) {
    String prefix = path + ": ";
    return problem.startsWith(prefix) ? problem.substring(prefix.length()) : problem;
  }

  void skip(String path, String reason) {
    skipped.add(new Skip(path, reason));
  }

  void warn(String warning) {
    if (!warnings.contains(warning)) {
      warnings.add(warning);
    }
  }

  /** A path inside the data set, with slashes. */
  String relative(Path path) {
    return absoluteRoot.relativize(path.toAbsolutePath().normalize()).toString().replace('\\', '/');
  }

  /** The same file, named from the root as the user gave it. */
  Path inRoot(Path path) {
    return root.resolve(absoluteRoot.relativize(path.toAbsolutePath().normalize()));
  }

  /**
   * The data set.
   *
   * @throws InputException if no clip is left
   */
  Dataset dataset() {
    if (entries.isEmpty()) {
      String first =
          skipped.isEmpty()
              ? ""
              : " ("
                  + skipped.size()
                  + " skipped, the first "
                  + skipped.get(0).path()
                  + ": "
                  + skipped.get(0).reason()
                  + ")";
      throw new InputException(
          root, "holds no usable clip" + first, "give a data set with at least one clip");
    }
    warnOfSplits();
    warnOfLabels();
    entries.sort(Comparator.comparing(entry -> relative(entry.path())));
    return new Dataset(root, layout, samples(), warnings, skipped);
  }

  private List<Sample> samples() {
    List<Sample> samples = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Entry entry : entries) {
      String id = Clips.id(Path.of(relative(entry.path())));
      // Names that differ in case only would be one file on some systems.
      if (!ids.add(id.toLowerCase(Locale.ROOT))) {
        String hash = Digests.hex(relative(entry.path())).substring(0, HASH_DIGITS);
        id = id + "-" + hash;
        ids.add(id.toLowerCase(Locale.ROOT));
      }
      samples.add(
          new Sample(
              id,
              entry.path(),
              entry.label(),
              entry.emotion(),
              entry.subject(),
              entry.split() == null ? Splits.TRAIN : entry.split(),
              entry.consent(),
              entry.synthetic()));
    }
    return samples;
  }

  private void warnOfSplits() {
    long without = entries.stream().filter(entry -> entry.split() == null).count();
    if (without == entries.size()) {
      warn("the data set names no splits: every clip is taken for training");
    } else if (without > 0) {
      warn(without + " of " + entries.size() + " clips name no split: they are taken for training");
    }
  }

  private void warnOfLabels() {
    SortedMap<String, Integer> unknown = new TreeMap<>();
    Map<Emotion, Set<String>> spellings = new EnumMap<>(Emotion.class);
    for (Entry entry : entries) {
      entry
          .emotion()
          .ifPresentOrElse(
              emotion ->
                  spellings.computeIfAbsent(emotion, e -> new TreeSet<>()).add(entry.label()),
              () -> unknown.merge(entry.label(), 1, Integer::sum));
    }
    List<String> known = Arrays.stream(Emotion.values()).map(Emotion::label).toList();
    unknown.forEach(
        (label, count) ->
            warn(
                "label '%s' (%d clips) is no emotion ARGen knows%s"
                    .formatted(
                        label,
                        count,
                        Spelling.nearest(label, known)
                            .map(near -> "; did you mean " + near + "?")
                            .orElse(""))));
    spellings.forEach(
        (emotion, labels) -> {
          if (labels.size() > 1) {
            warn(
                "%s is spelt %s: they are counted as separate classes"
                    .formatted(emotion.label(), String.join(", ", labels)));
          }
        });
  }
}
