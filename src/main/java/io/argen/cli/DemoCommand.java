package io.argen.cli;

import io.argen.augment.AugmentOptions;
import io.argen.augment.AugmentResult;
import io.argen.augment.SampleData;
import io.argen.dataset.Dataset;
import io.argen.motion.ExpressionDynamics;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The main job on the built-in sample data. */
@Command(
    name = "demo",
    description = {
      "%nMakes a small long-tailed data set of invented people, balances it, and ends with the path of",
      "the report. It shows that everything runs; what it measures is no evidence of anything."
    },
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footer = {"%nExample:", "  ./argen demo --out my-demo --seed 7"})
final class DemoCommand implements Callable<Integer> {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "argen-demo",
      description =
          "Gets data/ (the sample data) and balanced/ (the result). Default: ${DEFAULT-VALUE}.")
  private Path out = Path.of("argen-demo");

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Of every random choice. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Mixin private final BatchOptions batch = new BatchOptions();
  @Mixin private final CommonOptions common = new CommonOptions();

  private final Console console;
  private final Places places;

  DemoCommand(Console console, Places places) {
    this.console = console;
    this.places = places;
  }

  /** The document {@code argen/demo/1}. */
  record Document(String schema, String data, AugmentResult result) {}

  @Override
  public Integer call() {
    Path data = out.resolve("data");
    AugmentResult result;
    try (LazyNets nets = new LazyNets(places, 1)) {
      try (Console.Display progress = console.progress()) {
        console.deleteIfInterrupted(data);
        SampleData.write(data, seed, new SampleAnimator(nets), progress);
      }
      result =
          new AugmentJob(console, nets, new ExpressionDynamics())
              .run(
                  AugmentOptions.balance(out.resolve("balanced"), seed, batch.threads()),
                  Dataset.read(data));
    }
    if (common.json) {
      console.document(new Document("argen/demo/1", data.toString(), result));
    } else {
      new AugmentPrinter(console).print(result);
    }
    return ExitCode.of(result.complete(), batch.strict);
  }
}
