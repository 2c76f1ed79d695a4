package io.argen.evaluate.metric;

/** Whether a recogniser is as sure as it is right. */
public final class Calibration {
  private Calibration() {}

  /**
   * The expected calibration error (Guo et al. 2017): the gap between confidence and accuracy, mean
   * over bins of equal width weighted by their clips.
   *
   * @param confidence of each clip's predicted class, 0 to 1
   * @param right whether the prediction is right
   */
  public static double error(double[] confidence, boolean[] right, int bins) {
    if (confidence.length != right.length || bins < 1) {
      throw new IllegalArgumentException(
          "one verdict a confidence and a bin at least, got "
              + right.length
              + ", "
              + confidence.length
              + " and "
              + bins);
    }
    double[] gap = new double[bins];
    for (int i = 0; i < right.length; i++) {
      int bin = (int) Math.ceil(confidence[i] * bins) - 1;
      gap[Math.min(bins - 1, Math.max(0, bin))] += confidence[i] - (right[i] ? 1 : 0);
    }
    double sum = 0;
    for (double g : gap) {
      sum += Math.abs(g);
    }
    return right.length == 0 ? 0 : sum / right.length;
  }
}
