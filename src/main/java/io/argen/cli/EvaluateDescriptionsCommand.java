package io.argen.cli;

import io.argen.evaluate.DescriptionStudy;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How good and how quick the composer is. */
@Command(
    name = "descriptions",
    description = {
      "%nHas the composer describe 7 emotions of 5 faces with N seeds and prints how many texts read",
      "back as their plan, how varied they are (distinct-2, self-BLEU-4), what opening the index and",
      "a description take, and some texts drawn by lot, to be read."
    },
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footer = {"%nExample:", "  ./argen evaluate descriptions --samples 20"})
final class EvaluateDescriptionsCommand implements Callable<Integer> {
  private static final int MOST = 1000;

  @Accepts(min = 2, max = MOST)
  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "20",
      description = "Texts of each face. Default: ${DEFAULT-VALUE}.")
  private int seeds;

  @Accepts(min = 0, max = MOST)
  @Option(
      names = "--samples",
      paramLabel = "N",
      defaultValue = "5",
      description = "Texts to print. Default: ${DEFAULT-VALUE}.")
  private int samples;

  @Mixin private final CommonOptions common = new CommonOptions();

  private final Console console;

  EvaluateDescriptionsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    DescriptionStudy.Report report = DescriptionStudy.run(seeds, samples);
    if (common.json) {
      console.document(report);
      return ExitCode.DONE;
    }
    say(
        "index and composer opened in %.2f s (%.2f s of processor time)",
        report.openSeconds(), report.openCpuSeconds());
    say(
        "%d descriptions on one thread: %.1f ms on the mean, 99 of 100 below %.1f ms, slowest %.1f ms;"
            + " 1,000 take %.1f s of processor time",
        report.items(),
        report.meanMillis(),
        report.p99Millis(),
        report.slowestMillis(),
        report.cpuSecondsPer1000());
    for (DescriptionStudy.Row row : report.rows()) {
      say(
          "%-9s %d texts: plan read back in %.1f %%, least alignment %.2f, distinct-2 %.3f, self-BLEU-4"
              + " %.3f",
          row.emotion(),
          row.texts(),
          100 * row.planRead(),
          row.leastAlignment(),
          row.distinct2(),
          row.selfBleu4());
    }
    report.samples().forEach(text -> say("%n%s", text));
    return ExitCode.DONE;
  }

  private void say(String format, Object... values) {
    console.out().println(String.format(Locale.ROOT, format, values));
  }
}
