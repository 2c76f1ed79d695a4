package io.argen.cli;

import io.argen.diffusion.FlowOptions;
import picocli.CommandLine.Option;

/** How a model of motion learns: updates, rates, and what is left out of what it is told. */
final class FlowChoice {
  @Accepts(min = 1, max = 10_000_000)
  @Option(
      names = "--updates",
      paramLabel = "N",
      defaultValue = "8000",
      description = "Updates in all. Default: ${DEFAULT-VALUE}.")
  int updates;

  @Accepts(min = 1, max = 4096)
  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "32",
      description = "Windows of motion an update. Default: ${DEFAULT-VALUE}.")
  int batch;

  @Accepts(min = 1e-7, max = 1)
  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      defaultValue = "0.001",
      description = "At its highest. Default: ${DEFAULT-VALUE}.")
  private double learningRate;

  @Accepts(min = 0, max = 1_000_000)
  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "200",
      description = "Updates over which it rises. Default: ${DEFAULT-VALUE}.")
  private int warmUp;

  @Accepts(min = 0, max = 1)
  @Option(
      names = "--weight-decay",
      paramLabel = "X",
      defaultValue = "0.01",
      description = "Of AdamW, on matrices. Default: ${DEFAULT-VALUE}.")
  private double weightDecay;

  @Accepts(min = 0, max = 1)
  @Option(
      names = "--average",
      paramLabel = "X",
      defaultValue = "0.998",
      description = "Decay of the average of the weights. Default: ${DEFAULT-VALUE}.")
  private double average;

  @Accepts(min = 0, max = 1)
  @Option(
      names = "--text-dropout",
      paramLabel = "X",
      defaultValue = "0.1",
      description = "Share of windows without text. Default: ${DEFAULT-VALUE}.")
  private double textDropout;

  @Accepts(min = 0, max = 1)
  @Option(
      names = "--known-dropout",
      paramLabel = "X",
      defaultValue = "0.1",
      description =
          "Share of windows whose known frames are at full noise. Default: ${DEFAULT-VALUE}.")
  private double knownDropout;

  @Accepts(min = 0, max = 1)
  @Option(
      names = "--shared-level",
      paramLabel = "X",
      defaultValue = "0.6",
      description =
          "Share of windows with one noise level for all unknown frames; the others have one for"
              + " each. Default: ${DEFAULT-VALUE}.")
  private double sharedLevel;

  @Accepts(min = 0.01, max = 100)
  @Option(
      names = "--shift",
      paramLabel = "X",
      defaultValue = "3",
      description = "Of the noise levels toward noise. Default: ${DEFAULT-VALUE}.")
  private double shift;

  @Option(
      names = "--recompute",
      description =
          "Keep only what goes into each block and compute the rest again on the way back: less"
              + " memory for deep networks, about a third more time.")
  private boolean recompute;

  /** As the trainer takes them. */
  FlowOptions options(long seed) {
    return new FlowOptions(
        updates,
        warmUp,
        learningRate,
        weightDecay,
        1,
        average,
        textDropout,
        knownDropout,
        sharedLevel,
        shift,
        seed,
        recompute);
  }
}
