package io.argen.motion.learn;

import io.argen.diffusion.FlowOptions;
import io.argen.diffusion.TrainingState;
import io.argen.run.AtomicFiles;
import io.argen.run.Progress;
import io.argen.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Fine-tuning of a model on windows tracked from someone's own clips. Half of what it sees is
 * generated, so that it does not forget the words that the clips do not need.
 *
 * @param updates of the weights
 * @param share of windows that are the clips' own
 * @param seed of the generated part, the order and the noise
 */
public record MotionAdaptation(int updates, double share, long seed) {
  /** The share that {@code augment} uses. */
  public static final double SHARE = 0.5;

  private static final int DESCRIPTIONS = 500;
  private static final int BATCH = 32;
  private static final int CHECKPOINT_EVERY = 100;
  private static final double RATE = 2e-4;
  private static final double AVERAGE = 0.98;
  private static final String STAGE = "learning from the clips";

  public MotionAdaptation {
    if (updates < 1 || !(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "updates must be >= 1 and share between 0 and 1, got " + updates + " and " + share);
    }
  }

  /**
   * Goes on from a model, or from where an earlier call in the same folder was interrupted.
   *
   * @param windows at least one
   * @return the adapted model's file
   */
  public Path adapt(
      MotionModel start, List<TrackedWindow> windows, Path folder, Progress progress) {
    if (windows.isEmpty()) {
      throw new IllegalArgumentException("no windows to learn from");
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw AtomicFiles.unwritable(folder, e);
    }
    // The same bits on any number of cores, and no waiting where other programs are busy.
    Tensors.useThreads(1);
    MotionDescriber words = new PlainDescriber();
    MotionTrainer trainer =
        new MotionTrainer(
            start.config(),
            new FlowOptions(
                updates,
                Math.min(20, updates),
                RATE,
                0.01,
                1,
                AVERAGE,
                0.1,
                0.1,
                0.6,
                3,
                seed,
                false),
            BATCH,
            CHECKPOINT_EVERY,
            new MotionCorpus(DESCRIPTIONS, "adaptation", seed, false, words)
                .with(windows, share, words),
            start,
            folder);
    progress.begin(STAGE, updates);
    trainer.run(updates, new Steps(progress), progress);
    progress.end(STAGE);
    return trainer.modelFile();
  }

  private record Steps(Progress progress) implements MotionTrainer.Watcher {
    @Override
    public void after(TrainingState state) {
      progress.step(STAGE);
    }

    @Override
    public void wrote(Path model, TrainingState state) {}
  }
}
