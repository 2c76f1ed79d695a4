package io.argen.cli;

import picocli.CommandLine.Option;

/** Options of verbs that work through many items. */
final class BatchOptions {
  private static final int MOST_JOBS = 1024;

  @Accepts(min = 0, max = MOST_JOBS)
  @Option(
      names = "--jobs",
      paramLabel = "N",
      defaultValue = "0",
      description = "Items worked on at once; 0 is one a processor. Default: ${DEFAULT-VALUE}.")
  int jobs;

  @Option(
      names = "--strict",
      description = "Exit with 1, not 3, when items were skipped or fell short.")
  boolean strict;

  /** Threads to use. */
  int threads() {
    return jobs > 0 ? jobs : Runtime.getRuntime().availableProcessors();
  }
}
