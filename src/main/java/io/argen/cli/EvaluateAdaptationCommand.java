package io.argen.cli;

import io.argen.affect.TextEncoder;
import io.argen.evaluate.AdaptationStudy;
import io.argen.evaluate.MotionStudy;
import io.argen.motion.learn.MotionCorpus;
import io.argen.motion.learn.MotionModel;
import io.argen.motion.learn.PlainDescriber;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What learning from a few clips of a class changes. */
@Command(
    name = "adaptation",
    description = {
      "%nFine-tunes the motion model on 0, 5, 20 and 100 clips of an invented class, as augment does",
      "with a data set's own, and measures it on held-out clips of that class: distance, nodding and",
      "one-sidedness, of which the words say nothing, and what it forgets of other expressions."
    },
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footer = {"%nExample:", "  ./argen evaluate adaptation --out adaptation"})
final class EvaluateAdaptationCommand implements Callable<Integer> {
  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Gets the adapted models; started again, what is there is used.")
  private Path out = Path.of("");

  @Option(
      names = "--weights",
      paramLabel = "FILE",
      description = "A model that train motion wrote. Default: argen-motion-s.")
  private @Nullable Path weights;

  @Option(
      names = "--clips",
      split = ",",
      paramLabel = "N",
      defaultValue = "0,5,20,100",
      description = "Numbers of clips. Default: ${DEFAULT-VALUE}.")
  private List<Integer> clips = List.of();

  @Accepts(min = 1, max = 1_000_000)
  @Option(
      names = "--updates",
      paramLabel = "N",
      defaultValue = "200",
      description = "Of each fine-tuning. Default: ${DEFAULT-VALUE}.")
  private int updates;

  @Mixin private final CommonOptions common = new CommonOptions();

  private final Console console;

  EvaluateAdaptationCommand(Console console) {
    this.console = console;
  }

  /** The document {@code argen/evaluate-adaptation/1}. */
  record Document(String schema, String model, int updates, List<AdaptationStudy.Row> rows) {}

  @Override
  public Integer call() {
    MotionModel model = weights == null ? MotionModel.shipped() : MotionModel.read(weights);
    List<AdaptationStudy.Row> rows = new ArrayList<>();
    MotionCorpus others = new MotionCorpus(60, "validation", 5, true, new PlainDescriber());
    try (TextEncoder encoder = new TextEncoder();
        Console.Display progress = console.progress()) {
      MotionStudy general = new MotionStudy(others, 1, 5, false, encoder);
      AdaptationStudy study = new AdaptationStudy(model, encoder, general, 8, 1);
      for (int number : clips) {
        rows.add(study.measure(number, updates, out, progress));
      }
    }
    if (common.json) {
      console.document(
          new Document(
              "argen/evaluate-adaptation/1",
              weights == null ? MotionChoice.SHIPPED : weights.toString(),
              updates,
              rows));
    } else {
      for (AdaptationStudy.Row row : rows) {
        console
            .out()
            .printf(
                Locale.ROOT,
                "%3d clips: distance %.2f (%.2f to %.2f), nodding %.2f of the class's, weaker side"
                    + " %.2f of the other (class: %.2f), other expressions' concordance %.3f%n",
                row.clips(),
                row.distance().distance(),
                row.distance().low(),
                row.distance().high(),
                row.nodding(),
                row.lean(),
                row.leanAsked(),
                row.concordance());
      }
    }
    return ExitCode.DONE;
  }
}
