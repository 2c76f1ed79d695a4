package io.argen.diffusion;

/**
 * How a denoiser is trained.
 *
 * @param steps updates in all; the learning rate ends there
 * @param warmUpSteps updates over which the learning rate rises
 * @param learningRate of AdamW at its highest
 * @param weightDecay of AdamW, on matrices only
 * @param clipNorm gradients longer than this are shortened to it
 * @param averageDecay of the exponential average of the weights
 * @param textDropout chance that a sample is without its text
 * @param knownDropout chance that a sample's known frames are at full noise
 * @param sharedLevel chance that all unknown frames of a sample have one noise level, as when
 *     sampling; the others have independent ones (Chen et al. 2024, arXiv 2407.01392)
 * @param shift of the noise levels toward noise, as in {@link NoiseSchedule}
 * @param seed of weights, noise and what is dropped
 * @param recompute whether blocks are computed again on the way back, for less memory
 */
public record FlowOptions(
    int steps,
    int warmUpSteps,
    double learningRate,
    double weightDecay,
    double clipNorm,
    double averageDecay,
    double textDropout,
    double knownDropout,
    double sharedLevel,
    double shift,
    long seed,
    boolean recompute) {
  /** The learning rate falls to this share of its highest. */
  private static final double LAST_SHARE = 0.02;

  public FlowOptions {
    if (steps < 1 || warmUpSteps < 0 || !(learningRate > 0) || !(clipNorm > 0) || !(shift > 0)) {
      throw new IllegalArgumentException(
          "steps, learning rate, clip norm and shift must be positive, got "
              + steps
              + ", "
              + learningRate
              + ", "
              + clipNorm
              + ", "
              + shift);
    }
    for (double share :
        new double[] {weightDecay, averageDecay, textDropout, knownDropout, sharedLevel}) {
      if (!(share >= 0 && share <= 1)) {
        throw new IllegalArgumentException("shares must be between 0 and 1, got " + share);
      }
    }
  }

  /** The learning rate of an update, counted from 0: a linear rise, then half a cosine. */
  double learningRate(long step) {
    if (step < warmUpSteps) {
      return learningRate * (step + 1) / warmUpSteps;
    }
    double way = Math.min(1, (double) (step - warmUpSteps) / Math.max(1, steps - warmUpSteps));
    return learningRate * (LAST_SHARE + (1 - LAST_SHARE) * 0.5 * (1 + Math.cos(Math.PI * way)));
  }

  /** The average's decay at an update: quick at first, so that it forgets the start. */
  double averageDecay(long step) {
    return Math.min(averageDecay, (1.0 + step) / (10.0 + step));
  }
}
