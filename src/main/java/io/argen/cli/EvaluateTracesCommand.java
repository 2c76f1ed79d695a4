package io.argen.cli;

import io.argen.evaluate.TraceReport;
import io.argen.evaluate.TraceStudy;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Whether synthetic clips give themselves away. */
@Command(
    name = "traces",
    description = {
      "%nTries to tell synthetic from real training clips by size, length, frame rate, compression,",
      "sharpness and colour alone. An area under the curve near 0.5 is good: what can be told so",
      "is a shortcut for a recogniser."
    },
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footer = {
      "%nExample:",
      "  ./argen evaluate traces balanced",
      "%nEach clip is judged by a model fitted on other people's clips."
    })
final class EvaluateTracesCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "The --out folder of augment.")
  private Path data = Path.of("");

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Deals people into folds. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Mixin private final DataOptions from = new DataOptions();
  @Mixin private final BatchOptions batch = new BatchOptions();
  @Mixin private final CommonOptions common = new CommonOptions();

  private final Console console;

  EvaluateTracesCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    TraceReport report;
    try (Console.Display progress = console.progress()) {
      report = TraceStudy.of(from.read(data), batch.threads(), seed, progress);
    }
    if (common.json) {
      console.document(report);
      return ExitCode.DONE;
    }
    console
        .out()
        .printf(
            Locale.ROOT,
            "%d real and %d synthetic clips of %d people: AUC %.3f (%.3f-%.3f)%n"
                + "without how much frames change: %.3f (%.3f-%.3f)%n%neach alone:%n",
            report.real(),
            report.synthetic(),
            report.people(),
            report.auc(),
            report.low(),
            report.high(),
            report.stored(),
            report.storedLow(),
            report.storedHigh());
    report
        .single()
        .forEach((name, auc) -> console.out().printf(Locale.ROOT, "  %-26s %.3f%n", name, auc));
    return ExitCode.DONE;
  }
}
