package io.argen.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What makes a run this run and no other: a rerun with the same definition continues it, any other
 * definition needs another output folder. Settings that do not change the result (jobs) stay out.
 *
 * @param verb the command, for instance {@code augment}
 * @param seed the run's seed
 * @param dataHash SHA-256 over the names, labels and contents of the input
 * @param settings option name to value
 */
public record RunDefinition(
    String verb, long seed, String dataHash, SortedMap<String, String> settings) {
  public RunDefinition {
    settings = new TreeMap<>(settings);
  }

  /** Hex digits that are the same for the same run. */
  public String id() {
    return Digests.hex(Json.line(this));
  }

  /** What differs from {@code earlier}, in words; empty if it is the same run. */
  public List<String> differencesFrom(RunDefinition earlier) {
    List<String> differences = new ArrayList<>();
    differ(differences, "verb", earlier.verb, verb);
    differ(differences, "--seed", Long.toString(earlier.seed), Long.toString(seed));
    if (!earlier.dataHash.equals(dataHash)) {
      differences.add("the input data have changed or are others");
    }
    TreeSet<String> keys = new TreeSet<>(settings.keySet());
    keys.addAll(earlier.settings.keySet());
    for (String key : keys) {
      differ(
          differences,
          "--" + key,
          Objects.requireNonNullElse(earlier.settings.get(key), "unset"),
          Objects.requireNonNullElse(settings.get(key), "unset"));
    }
    return differences;
  }

  private static void differ(List<String> into, String what, String before, String now) {
    if (!before.equals(now)) {
      into.add(what + " was " + before + ", now " + now);
    }
  }
}
