package io.argen.face;

/**
 * A low-pass filter that opens when things move fast, so that jitter goes and blinks stay (Casiez,
 * Roussel & Vogel 2012, "1 EUR Filter", CHI): cutoff = minCutoff + beta |velocity|.
 */
final class OneEuroFilter {
  /** Hertz: jitter slower than this is kept. */
  private static final double MIN_CUTOFF = 4.0;

  /** Hertz per face-size a second. */
  private static final double BETA = 60.0;

  private static final double VELOCITY_CUTOFF = 6.0;

  private final double[] value;
  private final double[] velocity;
  private double lastTime = Double.NaN;

  OneEuroFilter(int size) {
    value = new double[size];
    velocity = new double[size];
  }

  /**
   * Filters in place.
   *
   * @param unit length that velocities are measured in, for instance the distance of the eyes
   */
  void apply(float[] points, double timeSeconds, double unit) {
    double dt = timeSeconds - lastTime;
    boolean first = Double.isNaN(lastTime) || dt > 0.5;
    lastTime = timeSeconds;
    for (int i = 0; i < points.length; i++) {
      if (first) {
        value[i] = points[i];
        velocity[i] = 0;
        continue;
      }
      if (dt <= 0) {
        points[i] = (float) value[i];
        continue;
      }
      double raw = (points[i] - value[i]) / dt / unit;
      velocity[i] += weight(VELOCITY_CUTOFF, dt) * (raw - velocity[i]);
      double cutoff = MIN_CUTOFF + BETA * Math.abs(velocity[i]);
      value[i] += weight(cutoff, dt) * (points[i] - value[i]);
      points[i] = (float) value[i];
    }
  }

  private static double weight(double cutoffHz, double dt) {
    double tau = 1 / (2 * Math.PI * cutoffHz);
    return 1 / (1 + tau / dt);
  }
}
