package io.argen.cli;

import io.argen.diffusion.TrainingState;
import io.argen.motion.learn.MotionTrainer;
import io.argen.report.LossChart;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** Says how fast training goes and when it will end, and draws its curve. */
final class TrainingTeller implements MotionTrainer.Watcher {
  private static final double NANOS = 1e9;
  private static final int NOTED_EVERY = 50;

  private final Console console;
  private final int updates;
  private final Path out;

  private long before = System.nanoTime();
  private Duration busyBefore = busy();
  private boolean undrawn;

  TrainingTeller(Console console, int updates, Path out) {
    this.console = console;
    this.updates = updates;
    this.out = out;
  }

  @Override
  public void after(TrainingState state) {
    if (state.step() % NOTED_EVERY != 0) {
      return;
    }
    long now = System.nanoTime();
    double each = (now - before) / NANOS / NOTED_EVERY;
    before = now;
    Duration busy = busy();
    long busyMillis = busy.minus(busyBefore).toMillis() / NOTED_EVERY;
    busyBefore = busy;
    console
        .err()
        .printf(
            Locale.ROOT,
            "argen: update %d of %d, loss %.4f, %.2f updates/s (%d ms of the processor"
                + " each), %.0f min to go%n",
            state.step(),
            updates,
            recent(state.losses()),
            1 / each,
            busyMillis,
            each * (updates - state.step()) / 60);
  }

  @Override
  public void wrote(Path model, TrainingState state) {
    try {
      LossChart.draw(out.resolve("loss.png"), "training loss", state.losses());
    } catch (RuntimeException | LinkageError | InternalError e) {
      // Java draws no letters where the machine has no fonts; training goes on.
      if (!undrawn) {
        console.err().println("argen: loss.png cannot be drawn: " + e.getMessage());
      }
      undrawn = true;
    }
  }

  /** What the program has used of the processors. */
  private static Duration busy() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** The mean of the last hundred. */
  static double recent(float[] losses) {
    int n = Math.min(100, losses.length);
    double sum = 0;
    for (int i = losses.length - n; i < losses.length; i++) {
      sum += losses[i];
    }
    return sum / Math.max(1, n);
  }
}
