package io.argen.evaluate;

import io.argen.run.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A mean with its 95 % interval, by the percentile bootstrap over clips (Efron 1979; 2,000
 * resamples, fixed seed).
 *
 * @param mean over clips
 * @param low 2.5th percentile of the resampled means
 * @param high 97.5th percentile
 * @param n clips
 */
public record Interval(double mean, double low, double high, int n) {
  private static final int RESAMPLES = 2000;
  private static final long SEED = 20;

  /** Of values, or null if there are none. */
  public static @Nullable Interval of(List<Double> values) {
    int n = values.size();
    if (n == 0) {
      return null;
    }
    double[] v = values.stream().mapToDouble(Double::doubleValue).toArray();
    RandomGenerator random = Seeds.generator(SEED);
    double[] means = new double[RESAMPLES];
    for (int r = 0; r < RESAMPLES; r++) {
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += v[random.nextInt(n)];
      }
      means[r] = sum / n;
    }
    Arrays.sort(means);
    return new Interval(
        rounded(Arrays.stream(v).average().orElse(0)),
        rounded(means[(int) (0.025 * RESAMPLES)]),
        rounded(means[(int) (0.975 * RESAMPLES) - 1]),
        n);
  }

  private static double rounded(double value) {
    return Math.round(value * 1e5) / 1e5;
  }
}
