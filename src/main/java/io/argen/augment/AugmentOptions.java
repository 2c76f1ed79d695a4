package io.argen.augment;

import io.argen.facs.ActionUnits;
import java.nio.file.Path;
import java.util.Collections;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What to make.
 *
 * @param out the output folder: new, empty, or of the same run
 * @param target clips every class shall have; empty for the largest class's count
 * @param classes labels to fill; empty for all
 * @param limit most synthetic clips to make; empty for no limit
 * @param maxPerSource most synthetic clips kept from one real clip, at least 1
 * @param candidates clips made for every item, of which the best is kept, at least 1
 * @param seed of every random choice
 * @param jobs clips made at a time, at least 1; does not change the result
 * @param link how real files come into the output
 * @param prototypes label to the Action Units of its apex, for classes that are no known emotion
 * @param control whether full classes get synthetic clips too, as many as the class that gets most:
 *     then "synthetic" says nothing of the class
 * @param plain whether all synthetic clips look alike instead of as real ones do; to measure what
 *     the likeness is good for
 */
public record AugmentOptions(
    Path out,
    OptionalInt target,
    SortedSet<String> classes,
    OptionalInt limit,
    int maxPerSource,
    int candidates,
    long seed,
    int jobs,
    Link link,
    SortedMap<String, ActionUnits> prototypes,
    boolean control,
    boolean plain) {

  /** With the looks of real clips. */
  public AugmentOptions(
      Path out,
      OptionalInt target,
      SortedSet<String> classes,
      OptionalInt limit,
      int maxPerSource,
      int candidates,
      long seed,
      int jobs,
      Link link,
      SortedMap<String, ActionUnits> prototypes,
      boolean control) {
    this(
        out,
        target,
        classes,
        limit,
        maxPerSource,
        candidates,
        seed,
        jobs,
        link,
        prototypes,
        control,
        false);
  }

  /** Without clips for full classes. */
  public AugmentOptions(
      Path out,
      OptionalInt target,
      SortedSet<String> classes,
      OptionalInt limit,
      int maxPerSource,
      int candidates,
      long seed,
      int jobs,
      Link link,
      SortedMap<String, ActionUnits> prototypes) {
    this(
        out, target, classes, limit, maxPerSource, candidates, seed, jobs, link, prototypes, false);
  }

  /** How real files come into the output. */
  public enum Link {
    /** Hard links; byte-for-byte copies where the file system has none. */
    HARD,
    /** Byte-for-byte copies. */
    COPY,
    /** Symbolic links to the absolute place of the input. */
    SYMLINK
  }

  public AugmentOptions {
    if (maxPerSource < 1 || candidates < 1 || jobs < 1) {
      throw new IllegalArgumentException(
          "maxPerSource, candidates and jobs must be at least 1, got "
              + maxPerSource
              + ", "
              + candidates
              + " and "
              + jobs);
    }
    if (target.orElse(0) < 0 || limit.orElse(0) < 0) {
      throw new IllegalArgumentException("target and limit must not be negative");
    }
    classes = Collections.unmodifiableSortedSet(new TreeSet<>(classes));
    prototypes = Collections.unmodifiableSortedMap(new TreeMap<>(prototypes));
  }

  /** Balance to the largest class with the defaults of the command line. */
  public static AugmentOptions balance(Path out, long seed, int jobs) {
    return new AugmentOptions(
        out,
        OptionalInt.empty(),
        new TreeSet<>(),
        OptionalInt.empty(),
        20,
        1,
        seed,
        jobs,
        Link.HARD,
        new TreeMap<>());
  }
}
