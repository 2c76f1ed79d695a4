package io.argen.diffusion;

import java.util.random.RandomGenerator;

/**
 * What a training batch hides: noise levels of its frames, and texts.
 *
 * @param levels 0-1 of each frame, [B,T]; known frames have 0, or 1 where they are dropped
 * @param counts 1 where a frame's velocity is learned, [B,T]
 * @param told 1 where the text is given, [B]
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on at once, never compared.
record NoiseLevels(float[] levels, float[] counts, float[] told) {
  /** Chances of what is known: the first frame only, a longer beginning, some frames, nothing. */
  private static final double FIRST = 0.6;

  private static final double BEGINNING = 0.2;
  private static final double SOME = 0.15;

  static NoiseLevels draw(FlowOptions options, int batch, int frames, RandomGenerator random) {
    float[] levels = new float[batch * frames];
    float[] counts = new float[batch * frames];
    float[] told = new float[batch];
    for (int b = 0; b < batch; b++) {
      told[b] = random.nextDouble() < options.textDropout() ? 0 : 1;
      boolean[] known = known(frames, random);
      boolean dropped = random.nextDouble() < options.knownDropout();
      boolean shared = random.nextDouble() < options.sharedLevel();
      double one = level(options, random);
      for (int t = 0; t < frames; t++) {
        double own = level(options, random);
        int at = b * frames + t;
        levels[at] = known[t] ? (dropped ? 1 : 0) : (float) (shared ? one : own);
        counts[at] = known[t] ? 0 : 1;
      }
    }
    return new NoiseLevels(levels, counts, told);
  }

  /** How many frames are learned; at least 1, as it divides. */
  double counted() {
    double sum = 0;
    for (float c : counts) {
      sum += c;
    }
    return Math.max(1, sum);
  }

  private static boolean[] known(int frames, RandomGenerator random) {
    boolean[] known = new boolean[frames];
    double kind = random.nextDouble();
    int beginning = 1 + random.nextInt(Math.max(1, frames / 3));
    double share = 0.3 * random.nextDouble();
    for (int t = 0; t < frames; t++) {
      boolean drawn = random.nextDouble() < share;
      if (kind < FIRST) {
        known[t] = t == 0;
      } else if (kind < FIRST + BEGINNING) {
        known[t] = t < beginning;
      } else if (kind < FIRST + BEGINNING + SOME) {
        known[t] = t == 0 || drawn;
      }
    }
    return known;
  }

  private static double level(FlowOptions options, RandomGenerator random) {
    double u = random.nextDouble();
    return options.shift() * u / (1 + (options.shift() - 1) * u);
  }
}
