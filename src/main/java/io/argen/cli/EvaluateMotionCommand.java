package io.argen.cli;

import io.argen.clip.Stills;
import io.argen.dataset.Consent;
import io.argen.evaluate.ConsistencyReport;
import io.argen.evaluate.SelfConsistency;
import io.argen.motion.ActionUnitEstimator;
import io.argen.motion.FaceRenderer;
import io.argen.report.MatrixChart;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Whether Action Units that are asked of the renderer are measured again. */
@Command(
    name = "motion",
    description = {
      "%nRenders random Action Units on faces at rest and measures them again in the pictures:",
      "agreement of each unit, and what each unit asked alone is measured as. It shows that",
      "renderer and measurement speak of the same thing, not that people would code it so."
    },
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footer = {
      "%nExample:",
      "  ./argen evaluate motion neutral.jpg --mixtures 20 --out motion",
      "%nConcordance is Lin's; 1 is perfect."
    })
final class EvaluateMotionCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "PHOTO",
      arity = "0..*",
      description = "Photos of one face at rest. Without any: the built-in invented people.")
  private List<Path> photos = new ArrayList<>();

  @Accepts(min = 1, max = 10_000)
  @Option(
      names = "--mixtures",
      paramLabel = "N",
      defaultValue = "60",
      description = "Random mixtures of units a face. Default: ${DEFAULT-VALUE}.")
  private int mixtures;

  @Accepts(min = 64, max = 2048)
  @Option(
      names = "--size",
      paramLabel = "PX",
      defaultValue = "256",
      description = "Side of the pictures. Default: ${DEFAULT-VALUE}.")
  private int size;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "3",
      description = "Same seed, same numbers. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Also write units.csv, cross-talk.csv and cross-talk.png there.")
  private @Nullable Path out;

  @Mixin private final BatchOptions batch = new BatchOptions();
  @Mixin private final CommonOptions common = new CommonOptions();

  private final Console console;
  private final Places places;

  EvaluateMotionCommand(Console console, Places places) {
    this.console = console;
    this.places = places;
  }

  @Override
  public Integer call() {
    ConsistencyReport report;
    List<SelfConsistency.Portrait> people =
        photos.isEmpty() ? InventedPortraits.all() : portraits(photos);
    try (FaceKit kit = FaceKit.open(places, 1);
        Console.Display progress = console.progress()) {
      report =
          new SelfConsistency(
                  kit.nets(),
                  new FaceRenderer(kit.canonical(), kit.basis()),
                  new ActionUnitEstimator(kit.canonical(), kit.basis()))
              .measure(
                  people,
                  new SelfConsistency.Options(mixtures, size, batch.threads(), seed),
                  progress);
    }
    if (out != null) {
      report.writeUnits(out.resolve("units.csv"));
      report.writeCrossTalk(out.resolve("cross-talk.csv"));
      MatrixChart.draw(
          out.resolve("cross-talk.png"),
          "measured for each unit of intensity asked alone (26 and 27 with 25)",
          "asked",
          "measured",
          report.crossTalk(),
          1);
    }
    if (common.json) {
      console.document(report);
    } else {
      print(report);
    }
    return ExitCode.DONE;
  }

  private static List<SelfConsistency.Portrait> portraits(List<Path> files) {
    return files.stream()
        .filter(new Consent()::given)
        .map(file -> new SelfConsistency.Portrait(file.toString(), Stills.read(file)))
        .toList();
  }

  private void print(ConsistencyReport report) {
    PrintStream to = console.out();
    to.printf(
        Locale.ROOT,
        "%d faces, %d mixtures, a face lost in %d pictures%n",
        report.people().size(),
        report.mixtures(),
        report.lost());
    to.printf(
        Locale.ROOT,
        "%-6s %6s %12s %12s %6s %8s%n",
        "unit",
        "asked",
        "concordance",
        "correlation",
        "gain",
        "phantom");
    report
        .units()
        .forEach(
            (unit, a) ->
                to.printf(
                    Locale.ROOT,
                    "%-6s %6d %12.2f %12.2f %6.2f %8.2f%n",
                    unit,
                    a.asked(),
                    a.concordance(),
                    a.correlation(),
                    a.gain(),
                    a.phantom()));
    if (out != null) {
      to.println("tables and picture: " + out);
    }
  }
}
