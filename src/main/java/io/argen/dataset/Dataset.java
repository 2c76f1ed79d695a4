package io.argen.dataset;

import io.argen.config.Spelling;
import io.argen.facs.Emotion;
import io.argen.run.ContentHashes;
import io.argen.run.Digests;
import io.argen.run.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A corpus of labelled clips.
 *
 * @param root its folder
 * @param layout the name of the {@link Layout} it was read by
 * @param samples its usable clips, ordered by path
 * @param warnings what a user should know, one sentence each
 * @param skipped what was left out, and why
 */
public record Dataset(
    Path root, String layout, List<Sample> samples, List<String> warnings, List<Skip> skipped) {
  /** The names of the splits. */
  public static final List<String> SPLITS = Splits.ALL;

  private static final List<Layout> LAYOUTS =
      List.of(
          new MetadataTable(),
          new Dfew(),
          new Ferv39k(),
          new Mafw(),
          new CkPlus(),
          new Ravdess(),
          new ClassFolders());

  public Dataset {
    samples = List.copyOf(samples);
    warnings = List.copyOf(warnings);
    skipped = List.copyOf(skipped);
  }

  /** Reads a data set, recognising its layout. */
  public static Dataset read(Path root) {
    return read(root, ReadOptions.defaults());
  }

  /**
   * Reads a data set.
   *
   * @throws InputException if the folder is missing, in no known layout, or without a usable clip
   */
  public static Dataset read(Path root, ReadOptions options) {
    if (!Files.isDirectory(root)) {
      throw new InputException(
          root,
          Files.exists(root) ? "is a file, not a data set's folder" : "does not exist",
          "give the folder that holds the class folders or metadata.csv");
    }
    if (options.layout().isPresent()) {
      return named(options.layout().get()).read(root, options.fold());
    }
    for (Layout layout : LAYOUTS) {
      if (layout.matches(root)) {
        return layout.read(root, options.fold());
      }
    }
    throw new InputException(
        root,
        "is no data set: it has neither class folders with clips nor metadata.csv or"
            + " metadata.jsonl, and is none of DFEW, FERV39k, MAFW, CK+ and RAVDESS",
        "put the clips into folders named by emotion (fear/x.mp4), or list them in metadata.csv"
            + " with the columns file_name,label");
  }

  /** The names of all layouts, in the order in which they are tried. */
  public static List<String> layouts() {
    return LAYOUTS.stream().map(Layout::name).toList();
  }

  private static Layout named(String name) {
    List<String> known = LAYOUTS.stream().map(Layout::name).toList();
    return LAYOUTS.stream()
        .filter(layout -> layout.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "unknown layout "
                        + name
                        + Spelling.nearest(name, known)
                            .map(near -> "; did you mean " + near + "?")
                            .orElse("; known are " + known)));
  }

  /** Clips a class in one split, for every label that the data set has anywhere. */
  public SortedMap<String, Integer> counts(String split) {
    SortedMap<String, Integer> counts = new TreeMap<>();
    for (Sample sample : samples) {
      counts.merge(sample.label(), sample.split().equals(split) ? 1 : 0, Integer::sum);
    }
    return counts;
  }

  /** Clips a class in all splits together. */
  public SortedMap<String, Integer> counts() {
    SortedMap<String, Integer> counts = new TreeMap<>();
    samples.forEach(sample -> counts.merge(sample.label(), 1, Integer::sum));
    return counts;
  }

  /** Who is seen, as far as the data set says, in alphabetical order. */
  public Set<String> subjects() {
    Set<String> subjects = new TreeSet<>();
    samples.forEach(sample -> sample.subject().ifPresent(subjects::add));
    return subjects;
  }

  /** The clips of one split. */
  public List<Sample> split(String split) {
    return samples.stream().filter(sample -> sample.split().equals(split)).toList();
  }

  /** How the data set spells an emotion; of several spellings the most frequent. */
  public Optional<String> labelOf(Emotion emotion) {
    SortedMap<String, Integer> spellings = new TreeMap<>();
    for (Sample sample : samples) {
      if (sample.emotion().equals(Optional.of(emotion))) {
        spellings.merge(sample.label(), 1, Integer::sum);
      }
    }
    return spellings.entrySet().stream()
        .max(
            Map.Entry.<String, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .map(Map.Entry::getKey);
  }

  /**
   * SHA-256 over every clip's name, bytes, label, subject, split and flags, whatever folder the
   * data set lies in.
   *
   * @throws InputException if a clip cannot be read
   */
  public String contentHash(ContentHashes hashes) {
    List<String> lines = new ArrayList<>();
    for (Sample sample : samples) {
      try {
        lines.add(
            Digests.hex(
                sample.id(),
                hashes.of(sample.path()),
                sample.label(),
                sample.subject().orElse(""),
                sample.split(),
                Boolean.toString(sample.consent()),
                Boolean.toString(sample.synthetic())));
      } catch (IOException e) {
        throw new InputException(sample.path(), "cannot be read", "check its permissions", e);
      }
    }
    lines.sort(Comparator.naturalOrder());
    return Digests.hex("argen/dataset/1", lines.toArray(String[]::new));
  }
}
