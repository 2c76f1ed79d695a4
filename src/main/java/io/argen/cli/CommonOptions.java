package io.argen.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options every verb has. */
final class CommonOptions {
  @Option(
      names = "--json",
      description = "Print exactly one JSON document on stdout (see docs/json.md).")
  boolean json;

  @Option(
      names = "--config",
      paramLabel = "FILE.yaml",
      description = "Take options from a YAML file; the command line wins.")
  @Nullable Path config;

  @Option(names = "--verbose", description = "Show the stack trace of a failure.")
  boolean verbose;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  boolean help;
}
