package io.argen.run;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a result comes from: enough to make it again.
 *
 * @param generator program and version, for instance {@code ARGen 0.1.0}
 * @param seed the run's seed
 * @param dataHash SHA-256 over the names, labels and contents of the input
 * @param modelHashes model name to SHA-256 of its weights
 * @param machine operating system, architecture and processors
 * @param java runtime version
 * @param startedAt UTC, ISO 8601, to the second
 */
public record Provenance(
    String generator,
    long seed,
    String dataHash,
    SortedMap<String, String> modelHashes,
    String machine,
    String java,
    String startedAt) {

  public Provenance {
    modelHashes = new TreeMap<>(modelHashes);
  }

  /** Of this program on this machine, now. */
  public static Provenance now(
      long seed, String dataHash, Map<String, String> modelHashes, Clock clock) {
    return new Provenance(
        generatorName(),
        seed,
        dataHash,
        new TreeMap<>(modelHashes),
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.arch")
            + ", "
            + Runtime.getRuntime().availableProcessors()
            + " processors",
        Runtime.version().toString(),
        Instant.now(clock).truncatedTo(ChronoUnit.SECONDS).toString());
  }

  /** "ARGen" and the version in the jar's manifest. */
  public static String generatorName() {
    @Nullable String version = Provenance.class.getPackage().getImplementationVersion();
    return "ARGen " + (version == null ? "development" : version);
  }
}
