package io.argen.cli;

import io.argen.affect.vlm.VlmUsage;
import io.argen.augment.AugmentEstimate;
import io.argen.augment.AugmentResult;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** What {@code augment} did or would do, in words. */
final class AugmentPrinter {
  private static final String TRAIN = "train";
  private static final int MOST_SKIPPED = 20;

  private final PrintStream out;
  private final PrintStream err;

  AugmentPrinter(Console console) {
    this.out = console.out();
    this.err = console.err();
  }

  void print(AugmentEstimate estimate) {
    warn(estimate.warnings(), estimate.skipped());
    SortedMap<String, Integer> before =
        estimate.countsBefore().getOrDefault(TRAIN, new TreeMap<>());
    SortedMap<String, Integer> after = new TreeMap<>(before);
    estimate.toMake().forEach((label, n) -> after.merge(label, n, Integer::sum));
    table(before, after);
    say(
        "%d clips to make, about %.0f min and %.2f GB",
        estimate.total(), estimate.estimatedMinutes(), estimate.estimatedGigabytes());
    lacking(estimate.shortfall(), estimate.leftAlone());
    say("Nothing was written.");
  }

  void print(AugmentResult result) {
    // Each skipped file was named while the run went on.
    warn(result.warnings(), List.of());
    table(
        result.countsBefore().getOrDefault(TRAIN, new TreeMap<>()),
        result.countsAfter().getOrDefault(TRAIN, new TreeMap<>()));
    say(
        "%d synthetic clips (%d of an earlier start), %d given up, %.0f clips a minute",
        result.synthetic(), result.reused(), result.rejected(), result.clipsPerMinute());
    if (!result.skipped().isEmpty()) {
      say("%d files or persons skipped, named above and in the report", result.skipped().size());
    }
    lacking(result.shortfall(), result.leftAlone());
    VlmUsage.Counts vlm = result.descriptions().vlm();
    if (vlm != null) {
      say("descriptions: %s", WritingPrinter.line(vlm));
      WritingPrinter.reasons(vlm).forEach(err::println);
    }
    say("data set: %s", result.out());
    say("report: %s", result.report());
  }

  private void table(SortedMap<String, Integer> before, SortedMap<String, Integer> after) {
    int width = after.keySet().stream().mapToInt(String::length).max().orElse(0);
    say("%-" + Math.max(5, width) + "s  %7s  %7s", "train", "before", "after");
    after.forEach(
        (label, n) ->
            say(
                "%-" + Math.max(5, width) + "s  %7d  %7d",
                label,
                before.getOrDefault(label, 0),
                n));
  }

  private void lacking(SortedMap<String, Integer> shortfall, SortedMap<String, Integer> unknown) {
    shortfall.forEach((label, n) -> say("%s falls short by %d", label, n));
    unknown.forEach(
        (label, n) ->
            say(
                "%s lacks %d and is left alone; say what it looks like: --prototype %s=AUS",
                label, n, label));
  }

  /** What went wrong is no result: it goes to stderr. */
  private void warn(List<String> warnings, List<AugmentResult.Skipped> skipped) {
    warnings.forEach(warning -> err.println("argen: " + warning));
    if (!skipped.isEmpty()) {
      err.println("argen: " + skipped.size() + " skipped:");
      skipped.stream()
          .limit(MOST_SKIPPED)
          .forEach(s -> err.println("  " + s.path() + ": " + s.reason()));
      if (skipped.size() > MOST_SKIPPED) {
        err.println("  and " + (skipped.size() - MOST_SKIPPED) + " more, all in --json");
      }
    }
  }

  private void say(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }
}
