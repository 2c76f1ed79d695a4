package io.argen.cli;

import io.argen.run.ContentCache;
import picocli.CommandLine.Option;

/** Whether a verb that measures clips may use what others measured. */
final class CacheOptions {
  @Option(
      names = "--no-cache",
      description = {
        "Measure every clip anew, and keep nothing of what is measured. Else all verbs share it in a",
        "folder of yours that argen doctor names."
      })
  boolean noCache;

  /** What is known of clips; whoever opens it closes it. */
  ContentCache open(Places places) {
    return noCache ? ContentCache.none() : SharedCache.open(places);
  }
}
