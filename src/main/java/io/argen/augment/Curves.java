package io.argen.augment;

/** Comparing two curves over the frames of a clip. */
public final class Curves {
  private Curves() {}

  /** Pearson's correlation, -1 to 1; 0 where a curve is flat. */
  public static double correlation(double[] a, double[] b) {
    double[] m = moments(a, b);
    return m[2] <= 1e-12 || m[3] <= 1e-12 ? 0 : m[4] / Math.sqrt(m[2] * m[3]);
  }

  /** Lin's concordance correlation coefficient (Lin 1989), -1 to 1; 1 for two equal curves. */
  public static double concordance(double[] a, double[] b) {
    double[] m = moments(a, b);
    double shift = m[0] - m[1];
    double spread = m[2] + m[3] + shift * shift;
    return spread <= 1e-12 ? 1 : 2 * m[4] / spread;
  }

  public static double max(double[] values) {
    double max = 0;
    for (double v : values) {
      max = Math.max(max, v);
    }
    return max;
  }

  static double min(double[] values) {
    double min = values.length == 0 ? 0 : values[0];
    for (double v : values) {
      min = Math.min(min, v);
    }
    return min;
  }

  /** Means of a and b, variances of a and b, covariance. */
  private static double[] moments(double[] a, double[] b) {
    if (a.length != b.length || a.length == 0) {
      throw new IllegalArgumentException(
          "curves need equal lengths above 0, got " + a.length + " and " + b.length);
    }
    double n = a.length;
    double[] m = new double[5];
    for (int t = 0; t < a.length; t++) {
      m[0] += a[t] / n;
      m[1] += b[t] / n;
    }
    for (int t = 0; t < a.length; t++) {
      m[2] += (a[t] - m[0]) * (a[t] - m[0]) / n;
      m[3] += (b[t] - m[1]) * (b[t] - m[1]) / n;
      m[4] += (a[t] - m[0]) * (b[t] - m[1]) / n;
    }
    return m;
  }
}
