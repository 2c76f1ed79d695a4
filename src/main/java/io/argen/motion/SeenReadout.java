package io.argen.motion;

import io.argen.facs.ActionUnits;
import io.argen.tensor.Safetensors;
import io.argen.tensor.SafetensorsFile;
import java.io.IOException;

/**
 * Intensities that explain a difference from a neutral best: maximum a posteriori under Gaussian
 * noise with full covariance, non-negative, left and right coupled; then each unit's own response
 * curve.
 */
public final class SeenReadout {
  /** Below its threshold a response counts this much: noise is held down, order is kept. */
  private static final double FAINT = 0.15;

  /** Squared intensity costs this much, intensity the other: most units are absent. */
  private static final double RIDGE = 0.15;

  private static final double COST = 0.15;

  /** Faces are mostly symmetric: a difference between the sides must be seen to be believed. */
  private static final double COUPLING = 0.25;

  private final double[][] design;
  private final double[][] readout;
  private final double[] gain;
  private final double[] threshold;
  private final NonNegativeSolver solver;

  /**
   * Any readout; arrays are shared.
   *
   * @param design what an intensity of 1 is seen as, {@code [46][width]}
   * @param readout design times the inverse of the noise's covariance, same shape
   * @param gain slope of each channel's response above its threshold
   * @param threshold of each channel, in raw response
   */
  public SeenReadout(double[][] design, double[][] readout, double[] gain, double[] threshold) {
    this.design = design;
    this.readout = readout;
    this.gain = gain;
    this.threshold = threshold;
    int n = ActionUnits.CHANNELS;
    double[][] penalty = new double[n][n];
    double[] cost = new double[n];
    double[] most = new double[n];
    for (int k = 0; k < n; k++) {
      most[k] = most(k);
      cost[k] = COST;
      penalty[k][k] = RIDGE + COUPLING;
      penalty[k][k ^ 1] = -COUPLING;
    }
    solver = new NonNegativeSolver(design, readout, penalty, cost, most);
  }

  /** Intensities before the response curves, {@code [46]}; negative ones do not occur. */
  public double[] raw(double[] difference) {
    return solver.solve(difference);
  }

  /** The most a channel can be: 26's holds the jaw's opening, see {@link JawDrop}. */
  public static double most(int channel) {
    return JawDrop.opens(channel) ? JawDrop.WIDEST : ActionUnits.MAX_INTENSITY;
  }

  /** A response curve before its upper bound. */
  public static double response(double raw, double gain, double threshold) {
    return gain * (Math.max(0, raw - threshold) + FAINT * Math.min(raw, threshold));
  }

  /** A channel's intensity for a raw response. */
  double response(int channel, double raw) {
    return Math.min(most(channel), response(raw, gain[channel], threshold[channel]));
  }

  /** The same with other response curves. */
  public SeenReadout curved(double[] gains, double[] thresholds) {
    return new SeenReadout(design, readout, gains, thresholds);
  }

  /** What a channel's intensity of 1 is seen as; not to be changed. */
  double[] seenAs(int channel) {
    return design[channel];
  }

  void addTo(Safetensors tensors, String prefix) {
    int n = design.length;
    tensors
        .add(prefix + "design", flat(design), n, design[0].length)
        .add(prefix + "readout", flat(readout), n, design[0].length)
        .add(prefix + "gain", flat(new double[][] {gain}), n)
        .add(prefix + "threshold", flat(new double[][] {threshold}), n);
  }

  static SeenReadout in(SafetensorsFile file, String prefix, int width) throws IOException {
    int n = ActionUnits.CHANNELS;
    return new SeenReadout(
        rows(file.values(prefix + "design", n, width), n),
        rows(file.values(prefix + "readout", n, width), n),
        rows(file.values(prefix + "gain", n), 1)[0],
        rows(file.values(prefix + "threshold", n), 1)[0]);
  }

  private static float[] flat(double[][] rows) {
    float[] out = new float[rows.length * rows[0].length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) rows[i / rows[0].length][i % rows[0].length];
    }
    return out;
  }

  private static double[][] rows(float[] values, int count) {
    int width = values.length / count;
    double[][] out = new double[count][width];
    for (int i = 0; i < values.length; i++) {
      out[i / width][i % width] = values[i];
    }
    return out;
  }
}
