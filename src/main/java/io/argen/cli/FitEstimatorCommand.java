package io.argen.cli;

import io.argen.evaluate.SeenCalibration;
import io.argen.evaluate.SelfConsistency;
import io.argen.motion.ActionUnitEstimator;
import io.argen.motion.FaceRenderer;
import io.argen.motion.fit.SeenFitter;
import io.argen.run.Provenance;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How units are seen, learned from renderings of the invented people. */
@Command(
    name = "estimator",
    description = {
      "%nLearns from renderings how the nets see each Action Unit. To be made again whenever the",
      "renderer or its basis has changed. Only invented people are rendered, without the first",
      "five, which are kept for measuring how good the result is. How far a unit is read from the",
      "look of the skin is chosen on people left out of the fit. Takes minutes."
    },
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footer = {
      "%nExample:",
      "  ./argen fit estimator --out estimator.safetensors",
      "%nMethod: docs/action-units.md."
    })
final class FitEstimatorCommand implements Callable<Integer> {
  private static final double NANOS = 1e9;

  /** The first so many invented people are for judging. */
  private static final int KEPT = 5;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The file to write, as in estimator.safetensors.")
  private Path out = Path.of("");

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "7",
      description = "Draws the mixtures. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Mixin private final BatchOptions batch = new BatchOptions();
  @Mixin private final CommonOptions common = new CommonOptions();

  private final Console console;
  private final Places places;

  FitEstimatorCommand(Console console, Places places) {
    this.console = console;
    this.places = places;
  }

  /** The document {@code argen/fit-estimator/1}. */
  record Document(String schema, String out, int people, int pictures, long seed, double seconds) {}

  @Override
  public Integer call() {
    long start = System.nanoTime();
    List<SelfConsistency.Portrait> invented = InventedPortraits.all();
    List<SelfConsistency.Portrait> people = invented.subList(KEPT, invented.size());
    List<List<SeenFitter.Sample>> samples;
    try (FaceKit kit = FaceKit.open(places, 1);
        Console.Display progress = console.progress()) {
      samples =
          SeenCalibration.samples(
              kit.nets(),
              new FaceRenderer(kit.canonical(), kit.basis()),
              ActionUnitEstimator.ofPoints(kit.canonical(), kit.basis()),
              people,
              seed,
              batch.threads(),
              progress);
    }
    int pictures = samples.stream().mapToInt(List::size).sum();
    SeenFitter.fit(samples)
        .write(
            out,
            Map.of(
                "generator",
                Provenance.generatorName(),
                "command",
                "fit estimator --seed " + seed,
                "people",
                people.get(0).name() + " to " + people.get(people.size() - 1).name(),
                "pictures",
                Integer.toString(pictures)));
    Document document =
        new Document(
            "argen/fit-estimator/1",
            out.toString(),
            people.size(),
            pictures,
            seed,
            (System.nanoTime() - start) / NANOS);
    if (common.json) {
      console.document(document);
    } else {
      console
          .out()
          .printf(
              Locale.ROOT,
              "%s: %d people, %d pictures, seed %d, %.1f s%n",
              document.out(),
              document.people(),
              document.pictures(),
              document.seed(),
              document.seconds());
    }
    return ExitCode.DONE;
  }
}
