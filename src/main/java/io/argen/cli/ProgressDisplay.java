package io.argen.cli;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Draws a bar a stage on a terminal; elsewhere writes a line when a stage starts and ends. */
final class ProgressDisplay implements Console.Display {
  private static final double NANOS = 1e9;
  private static final int UPDATE_MILLIS = 250;
  private static final int WIDTH = 78;
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintStream err;
  private final boolean terminal;
  private final Map<String, Stage> stages = new HashMap<>();

  /** A stage under way; the bar is null where there is no terminal. */
  private static final class Stage {
    private final long startNanos = System.nanoTime();
    private final @Nullable ProgressBar bar;
    private long steps;

    private Stage(@Nullable ProgressBar bar) {
      this.bar = bar;
    }
  }

  ProgressDisplay(PrintStream err, boolean terminal) {
    this.err = err;
    this.terminal = terminal;
  }

  @Override
  public synchronized void begin(String stage, long total) {
    end(stage);
    if (!terminal) {
      err.println("argen: " + stage + (total > 0 ? " (" + total + ") ..." : " ..."));
    }
    stages.put(stage, new Stage(terminal ? bar(stage, total) : null));
  }

  @Override
  public synchronized void step(String stage) {
    Stage running = stages.get(stage);
    if (running == null) {
      return;
    }
    running.steps++;
    if (running.bar != null) {
      running.bar.step();
    }
  }

  @Override
  public synchronized void end(String stage) {
    Stage running = stages.remove(stage);
    if (running == null) {
      return;
    }
    if (running.bar != null) {
      running.bar.close();
      return;
    }
    err.println(
        String.format(
            Locale.ROOT,
            "argen: %s: %sdone in %.1f s",
            stage,
            running.steps > 0 ? running.steps + " " : "",
            (System.nanoTime() - running.startNanos) / NANOS));
  }

  @Override
  public synchronized void note(String message) {
    result(err, "argen: " + message);
  }

  @Override
  public synchronized void result(PrintStream out, String line) {
    if (terminal && !stages.isEmpty()) {
      // The bar is drawn again below the line at its next update.
      err.print(CLEAR_LINE);
      err.flush();
    }
    out.println(line);
  }

  @Override
  public synchronized void close() {
    for (Stage stage : stages.values()) {
      if (stage.bar != null) {
        stage.bar.pause();
        stage.bar.close();
      }
    }
    stages.clear();
    err.flush();
  }

  private ProgressBar bar(String stage, long total) {
    return new ProgressBarBuilder()
        .setTaskName(stage)
        .setInitialMax(total > 0 ? total : -1)
        .setUpdateIntervalMillis(UPDATE_MILLIS)
        .setStyle(ProgressBarStyle.ASCII)
        .setConsumer(new ConsoleProgressBarConsumer(err, WIDTH))
        .build();
  }
}
