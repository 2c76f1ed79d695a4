package io.argen.clip;

/**
 * Along one axis, which source pixels make each result pixel and with what weights: the overlap
 * when shrinking, the Catmull-Rom kernel (Keys 1981, a = -0.5) when growing. Weights sum to 1.
 */
final class AxisSampling {
  private static final double CUBIC = -0.5;

  private final int[][] indices;
  private final float[][] weights;

  private AxisSampling(int[][] indices, float[][] weights) {
    this.indices = indices;
    this.weights = weights;
  }

  /** Samples {@code count} pixels from the stretch that starts at {@code from}. */
  static AxisSampling of(int sourceSize, double from, double length, int count) {
    double scale = length / count;
    int[][] indices = new int[count][];
    float[][] weights = new float[count][];
    for (int i = 0; i < count; i++) {
      double start = from + i * scale;
      double centre = start + scale / 2 - 0.5;
      int first = scale > 1 ? (int) Math.floor(start) : (int) Math.floor(centre) - 1;
      int taps = scale > 1 ? (int) Math.ceil(start + scale) - first : 4;
      indices[i] = new int[taps];
      double[] exact = new double[taps];
      double sum = 0;
      for (int k = 0; k < taps; k++) {
        int at = first + k;
        indices[i][k] = Math.max(0, Math.min(sourceSize - 1, at));
        exact[k] =
            scale > 1
                ? Math.max(0, Math.min(at + 1, start + scale) - Math.max(at, start))
                : cubic(centre - at);
        sum += exact[k];
      }
      weights[i] = new float[taps];
      for (int k = 0; k < taps; k++) {
        weights[i][k] = (float) (exact[k] / sum);
      }
    }
    return new AxisSampling(indices, weights);
  }

  private static double cubic(double distance) {
    double d = Math.abs(distance);
    if (d < 1) {
      return ((CUBIC + 2) * d - (CUBIC + 3)) * d * d + 1;
    }
    return d < 2 ? ((CUBIC * d - 5 * CUBIC) * d + 8 * CUBIC) * d - 4 * CUBIC : 0;
  }

  /** The least source index used. */
  int first() {
    int least = Integer.MAX_VALUE;
    for (int[] taps : indices) {
      least = Math.min(least, taps[0]);
    }
    return least;
  }

  /** The greatest source index used. */
  int last() {
    int greatest = 0;
    for (int[] taps : indices) {
      greatest = Math.max(greatest, taps[taps.length - 1]);
    }
    return greatest;
  }

  /** Samples one row of interleaved RGB along its length. */
  void sampleRow(byte[] rgb, int rowStart, float[] out, int outStart) {
    for (int i = 0; i < indices.length; i++) {
      float r = 0;
      float g = 0;
      float b = 0;
      for (int k = 0; k < indices[i].length; k++) {
        int at = rowStart + indices[i][k] * 3;
        float weight = weights[i][k];
        r += weight * (rgb[at] & 0xFF);
        g += weight * (rgb[at + 1] & 0xFF);
        b += weight * (rgb[at + 2] & 0xFF);
      }
      out[outStart + i * 3] = r;
      out[outStart + i * 3 + 1] = g;
      out[outStart + i * 3 + 2] = b;
    }
  }

  /** Sums whole rows, numbered from {@code firstRow}, into result row {@code i}. */
  void sumRows(int i, float[] rows, int firstRow, float[] out) {
    java.util.Arrays.fill(out, 0);
    for (int k = 0; k < indices[i].length; k++) {
      int start = (indices[i][k] - firstRow) * out.length;
      float weight = weights[i][k];
      for (int j = 0; j < out.length; j++) {
        out[j] += weight * rows[start + j];
      }
    }
  }
}
