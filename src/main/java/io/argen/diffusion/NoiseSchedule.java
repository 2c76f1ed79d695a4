package io.argen.diffusion;

/**
 * The noise levels a sampler visits, shifted toward noise: {@code s' = k s / (1 + (k-1) s)}.
 *
 * @param levels falling, one more than there are steps
 * @param wholeTimesteps whether the network is fed {@code 1000 s} cut to an integer, as the
 *     reference's UniPC and DPM-Solver++ do
 */
@SuppressWarnings("ArrayRecordComponent") // Copied on the way in and out; never compared.
public record NoiseSchedule(double[] levels, boolean wholeTimesteps) {
  /** Wan's UniPC starts a thousandth below full noise. */
  private static final double UNI_PC_FIRST = 0.999;

  public NoiseSchedule {
    levels = levels.clone();
    for (int i = 0; i < levels.length; i++) {
      if (!(levels[i] >= 0 && levels[i] <= 1 && (i == 0 || levels[i] < levels[i - 1]))) {
        throw new IllegalArgumentException(
            "levels must fall within 0 to 1, got " + levels[i] + " at " + i);
      }
    }
    if (levels.length < 2) {
      throw new IllegalArgumentException("at least one step is needed");
    }
  }

  /** Evenly spaced levels, then shifted; the last is {@code last} as it is. */
  public static NoiseSchedule of(int steps, double shift, double first, double last) {
    if (steps < 1 || !(shift > 0)) {
      throw new IllegalArgumentException(
          "steps must be >= 1 and shift > 0, got " + steps + " and " + shift);
    }
    double start = first / (shift - (shift - 1) * first);
    double end = last / (shift - (shift - 1) * last);
    double[] levels = new double[steps + 1];
    for (int i = 0; i <= steps; i++) {
      double s = start + (end - start) * i / steps;
      levels[i] = shift * s / (1 + (shift - 1) * s);
    }
    levels[0] = first;
    levels[steps] = last;
    return new NoiseSchedule(levels, false);
  }

  /** From full noise to none. */
  public static NoiseSchedule of(int steps, double shift) {
    return of(steps, shift, 1, 0);
  }

  /** The reference's grid for UniPC. */
  public static NoiseSchedule uniPc(int steps, double shift) {
    double first = shift * UNI_PC_FIRST / (1 + (shift - 1) * UNI_PC_FIRST);
    return of(steps, shift, first, 0).whole();
  }

  /** The same with timesteps cut to integers. */
  public NoiseSchedule whole() {
    return new NoiseSchedule(levels, true);
  }

  @Override
  public double[] levels() {
    return levels.clone();
  }

  public int steps() {
    return levels.length - 1;
  }

  double level(int i) {
    return levels[i];
  }

  /** What the network is fed at a step. */
  double timestep(int i) {
    double t = 1000 * levels[i];
    // The reference computes in float32 before it cuts.
    return wholeTimesteps ? Math.floor((float) t) : t;
  }

  /** Half the logarithm of the signal-to-noise ratio, as the solvers count. */
  double lambda(int i) {
    return Math.log(1 - levels[i]) - Math.log(levels[i]);
  }
}
