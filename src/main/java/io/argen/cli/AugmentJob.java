package io.argen.cli;

import io.argen.affect.PrototypeTable;
import io.argen.augment.AugmentOptions;
import io.argen.augment.AugmentResult;
import io.argen.augment.Augmenter;
import io.argen.augment.Describer;
import io.argen.augment.studio.AnimationStudio;
import io.argen.dataset.Dataset;
import io.argen.motion.MotionSource;
import io.argen.report.Gallery;
import io.argen.report.HtmlReport;
import java.nio.file.Path;
import java.time.Clock;

/** The main job with its report, as {@code augment} and {@code demo} run it. */
final class AugmentJob {
  private final Console console;
  private final LazyNets nets;
  private final MotionSource motion;
  private final PrototypeTable prototypes;
  private final Describer describer;

  /** With what moves the faces; whoever opened it closes it. */
  AugmentJob(Console console, LazyNets nets, MotionSource motion) {
    this(console, nets, motion, PrototypeTable.ARGEN, Describer.composed());
  }

  /** The same with another table of prototypes and another writer. */
  AugmentJob(
      Console console,
      LazyNets nets,
      MotionSource motion,
      PrototypeTable prototypes,
      Describer describer) {
    this.console = console;
    this.nets = nets;
    this.motion = motion;
    this.prototypes = prototypes;
    this.describer = describer;
  }

  /** Runs and writes the report; the nets are loaded only if there is something left to do. */
  AugmentResult run(AugmentOptions options, Dataset set) {
    try (Console.Display progress = console.progress()) {
      AugmentResult result =
          Augmenter.run(
              options,
              set,
              new AnimationStudio(nets, motion, prototypes),
              describer,
              progress,
              Clock.systemUTC());
      String stage = "writing the report";
      progress.begin(stage, 0);
      HtmlReport.write(options.out(), Path.of(result.report()));
      Gallery.write(options.out());
      progress.end(stage);
      return result;
    }
  }
}
