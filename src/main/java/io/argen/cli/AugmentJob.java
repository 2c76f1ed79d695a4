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
import io.argen.run.ContentCache;
import java.nio.file.Path;
import java.time.Clock;

/** The main job with its report, as {@code augment} and {@code demo} run it. */
final class AugmentJob {
  private final Console console;
  private final LazyNets nets;
  private final MotionSource motion;
  private final PrototypeTable prototypes;
  private final Describer describer;
  private final ContentCache cache;

  /** With what moves the faces and what is known of clips; whoever opened them closes them. */
  AugmentJob(Console console, LazyNets nets, MotionSource motion, ContentCache cache) {
    this(console, nets, motion, PrototypeTable.ARGEN, Describer.composed(), cache);
  }

  /** The same with another table of prototypes and another writer. */
  AugmentJob(
      Console console,
      LazyNets nets,
      MotionSource motion,
      PrototypeTable prototypes,
      Describer describer,
      ContentCache cache) {
    this.cache = cache;
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
              new AnimationStudio(nets, motion, prototypes, cache),
              describer,
              cache,
              progress,
              Clock.systemUTC());
      String stage = "writing the report";
      progress.begin(stage, 0);
      Gallery.write(options.out());
      HtmlReport.write(options.out(), Path.of(result.report()));
      progress.end(stage);
      return result;
    }
  }
}
