package io.argen.cli;

import io.argen.augment.AugmentOptions;
import io.argen.augment.AugmentResult;
import io.argen.augment.SampleData;
import io.argen.dataset.Dataset;
import io.argen.evaluate.study.Arm;
import io.argen.evaluate.study.Study;
import io.argen.evaluate.study.StudyFold;
import io.argen.evaluate.study.StudyReport;
import io.argen.recognize.TrainingOptions;
import io.argen.report.StudyPage;
import io.argen.run.ContentCache;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The main job on the built-in sample data. */
@Command(
    name = "demo",
    description = {
      "%nMakes a small long-tailed data set of invented people, balances it, trains recognisers"
          + " with and",
      "without what was made, and ends with the path of the report. It shows that everything runs;"
          + " what it measures is no evidence of anything."
    },
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footer = {"%nExample:", "  ./argen demo --out my-demo --seed 7"})
final class DemoCommand implements Callable<Integer> {
  private static final int UPDATES = 100;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "argen-demo",
      description =
          "Gets data/ (the sample data), balanced/ (the result) and study/. Default:"
              + " ${DEFAULT-VALUE}.")
  private Path out = Path.of("argen-demo");

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Of every random choice. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Mixin private final BatchOptions batch = new BatchOptions();
  @Mixin private final CacheOptions cacheOptions = new CacheOptions();
  @Mixin private final CommonOptions common = new CommonOptions();

  private final Console console;
  private final Places places;

  DemoCommand(Console console, Places places) {
    this.console = console;
    this.places = places;
  }

  /** The document {@code argen/demo/1}. */
  record Document(String schema, String data, AugmentResult result, StudyReport study) {}

  @Override
  public Integer call() {
    Path data = out.resolve("data");
    AugmentResult result;
    try (LazyNets nets = new LazyNets(places, 1);
        ContentCache cache = cacheOptions.open(places)) {
      try (Console.Display progress = console.progress()) {
        console.deleteIfInterrupted(data);
        SampleData.write(data, seed, new SampleAnimator(nets), progress);
      }
      try (MotionChoice.Open motion = new MotionChoice().open()) {
        result =
            new AugmentJob(console, nets, motion.source(), cache)
                .run(
                    AugmentOptions.balance(out.resolve("balanced"), seed, batch.threads()),
                    Dataset.read(data));
      }
    }
    StudyReport study = study(Dataset.read(data));
    if (common.json) {
      console.document(new Document("argen/demo/1", data.toString(), result, study));
    } else {
      console.out().println("a check that training and judging work; so few clips prove nothing:");
      StudyPage.table(study).forEach(console.out()::println);
      console.out().println();
      new AugmentPrinter(console).print(result);
    }
    return ExitCode.of(result.complete(), batch.strict);
  }

  /** Small, and without people to choose weights by: the last ones count. */
  private StudyReport study(Dataset data) {
    StudyFold fold = new StudyFold(1, data.split("train"), List.of(), data.split("val"));
    return EvaluateStudyCommand.run(
        console,
        places,
        cacheOptions.open(places),
        new Study.Request(
            out.resolve("study"),
            data,
            List.of(fold),
            "published",
            Stream.of("real", "oversample", "set=" + out.resolve("balanced"))
                .map(Arm::parse)
                .toList(),
            2,
            TrainingOptions.MESH.steps(UPDATES),
            seed,
            batch.threads()));
  }
}
