package io.argen.cli;

import io.argen.dataset.Dataset;
import io.argen.evaluate.FrechetVideo;
import io.argen.evaluate.GenerationEvaluator;
import io.argen.evaluate.GenerationReport;
import io.argen.evaluate.GenerationSummary;
import io.argen.evaluate.Interval;
import io.argen.evaluate.Separation;
import io.argen.evaluate.SetDistances;
import io.argen.run.ContentCache;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How good generated clips are. */
@Command(
    name = "generation",
    description = {
      "%nMeasures the synthetic clips of augment's output: the person's identity against the"
          + " source",
      "frame, Action Units against the asked curves, expression by a net that had no say in making",
      "them, and jitter. Of any other data set all clips are measured, against their first frames.",
      "Then the clips as a set against real ones of the same labels: KID and Frechet distance on",
      "named features, diversity, near-copies of test clips, and how well they are told apart."
    },
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footer = {
      "%nExample:",
      "  ./argen evaluate generation balanced --csv clips.csv",
      "  ./argen evaluate generation balanced --i3d i3d_torchscript.pt",
      "%nMeans over clips with 95 %% bootstrap intervals."
    })
final class EvaluateGenerationCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "The --out folder of augment, or a data set.")
  private Path folder = Path.of("");

  @Option(names = "--csv", paramLabel = "FILE", description = "Also write one row a clip.")
  private @Nullable Path csv;

  @Option(
      names = "--against",
      paramLabel = "DATA",
      description = "Real clips to compare with. Default: those of augment's output.")
  private @Nullable Path against;

  @Accepts(min = 10, max = 1_000_000)
  @Option(
      names = "--real",
      paramLabel = "N",
      defaultValue = "300",
      description =
          "Real clips looked at, of train and of other splits. Default: ${DEFAULT-VALUE}.")
  private int real;

  @Option(
      names = "--i3d",
      paramLabel = "FILE",
      description = {
        "TorchScript file of I3D, for the Frechet video distance: takes [1,3,16,224,224] in -1 to"
            + " 1.",
        "Give --real 2048 as well: below 256 clips the distance says little."
      })
  private @Nullable Path i3d;

  @Mixin private final BatchOptions batch = new BatchOptions();
  @Mixin private final CacheOptions cacheOptions = new CacheOptions();
  @Mixin private final CommonOptions common = new CommonOptions();

  private final Console console;
  private final Places places;

  EvaluateGenerationCommand(Console console, Places places) {
    this.console = console;
    this.places = places;
  }

  @Override
  public Integer call() {
    GenerationReport report;
    try (LazyNets nets = new LazyNets(places, 1);
        ContentCache cache = cacheOptions.open(places);
        Console.Display progress = console.progress()) {
      GenerationEvaluator.Evaluation evaluation =
          new GenerationEvaluator(nets, cache, batch.threads(), progress)
              .evaluate(
                  folder,
                  new GenerationEvaluator.Against(
                      Optional.ofNullable(against).map(Dataset::read),
                      real,
                      Optional.ofNullable(i3d)));
      if (csv != null) {
        GenerationSummary.writeCsv(csv, evaluation.clips());
      }
      report = evaluation.report();
    }
    if (common.json) {
      console.document(report);
    } else {
      print(report);
    }
    return ExitCode.of(report.skipped().isEmpty(), batch.strict);
  }

  private void print(GenerationReport report) {
    PrintStream out = console.out();
    int width =
        Math.max(7, report.classes().keySet().stream().mapToInt(String::length).max().orElse(0));
    String head = "%-" + width + "s %6s  %-20s %-20s %-20s %-20s %-20s%n";
    out.printf(
        Locale.ROOT,
        head,
        "class",
        "clips",
        "identity",
        "AU correlation",
        "AU concordance",
        "expression",
        "jitter");
    report.classes().forEach((label, summary) -> row(out, head, label, summary));
    row(out, head, "all", report.overall());
    out.println();
    out.println("second net's first choice, label by label:");
    for (Map.Entry<String, SortedMap<String, Integer>> row : report.confusion().entrySet()) {
      out.printf(Locale.ROOT, "%-" + width + "s  %s%n", row.getKey(), choices(row.getValue()));
    }
    if (report.distances() != null) {
      print(report.distances());
    }
    FrechetVideo fvd = report.fvd();
    if (fvd != null) {
      out.printf(
          Locale.ROOT,
          "FVD %.2f%s: %s%n",
          fvd.value(),
          fvd.few() ? " (fewer than 256 clips: too few to compare with other figures)" : "",
          fvd.protocol());
    }
    if (csv != null) {
      out.println("table: " + csv);
    }
  }

  private void print(SetDistances set) {
    PrintStream out = console.out();
    out.printf(
        Locale.ROOT,
        "%nas a set: %d synthetic and %d real clips of the same labels, %d clips of other splits%n",
        set.made(),
        set.real(),
        set.test());
    set.features()
        .forEach(
            (name, d) ->
                out.printf(
                    Locale.ROOT,
                    "  %-16s KID %s, Frechet %s%n",
                    name,
                    number(d.kid()),
                    number(d.frechet())));
    out.println("  diversity        " + number(set.diversity()) + " of that of real clips");
    out.println("  another seed     " + number(set.acrossSeeds()) + " of the same");
    out.println("  near-copies      " + number(set.nearCopies()) + " of them, of a test clip");
    Separation apart = set.toldApart();
    out.println(
        "  told apart       "
            + (apart == null
                ? "-"
                : String.format(
                    Locale.ROOT, "AUC %.3f (%.3f-%.3f)", apart.auc(), apart.low(), apart.high()))
            + " by Action Units");
  }

  private static String number(@Nullable Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, "%.3f", value);
  }

  private static void row(
      PrintStream out, String format, String label, GenerationReport.Summary summary) {
    out.printf(
        Locale.ROOT,
        format,
        label,
        summary.clips(),
        text(summary.identity()),
        text(summary.auCorrelation()),
        text(summary.auConcordance()),
        text(summary.expressionAccuracy()),
        text(summary.jitter()));
  }

  private static String text(@Nullable Interval interval) {
    return interval == null
        ? "-"
        : String.format(
            Locale.ROOT, "%.3f (%.3f-%.3f)", interval.mean(), interval.low(), interval.high());
  }

  private static String choices(SortedMap<String, Integer> counts) {
    StringBuilder text = new StringBuilder();
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .forEach(
            entry -> text.append(entry.getKey()).append(' ').append(entry.getValue()).append("  "));
    return text.toString().stripTrailing();
  }
}
