package io.argen.evaluate.metric;

import io.argen.run.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * 95 % intervals by drawing groups with replacement. The percentiles are expanded for few groups
 * (Hesterberg 2015, The American Statistician 69(4), section 4.2): plain ones are too narrow by
 * about sqrt((n-1)/n) and by the normal in place of Student's t.
 */
public final class Bootstrap {
  /** Enough for two digits of an interval's ends. */
  public static final int RESAMPLES = 2000;

  private static final double UPPER = 0.975;

  private Bootstrap() {}

  /** What is estimated. */
  @FunctionalInterface
  public interface Statistic {
    /** Of some items, which may be repeated. */
    double of(int[] items);
  }

  /** The statistic of all items with its interval; the same seed gives the same one. */
  public static Estimate of(Groups groups, Statistic statistic, int resamples, long seed) {
    int[][] members =
        groups.members().stream()
            .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
    int n = members.length;
    if (n < 2 || resamples < 1) {
      throw new IllegalArgumentException(
          "two groups and one resample at least, got " + n + " and " + resamples);
    }
    RandomGenerator random = Seeds.generator(Seeds.derive(seed, "bootstrap"));
    double[] drawn = new double[resamples];
    int[] chosen = new int[n];
    for (int r = 0; r < resamples; r++) {
      int size = 0;
      for (int g = 0; g < n; g++) {
        chosen[g] = random.nextInt(n);
        size += members[chosen[g]].length;
      }
      int[] items = new int[size];
      int at = 0;
      for (int g : chosen) {
        System.arraycopy(members[g], 0, items, at, members[g].length);
        at += members[g].length;
      }
      drawn[r] = statistic.of(items);
    }
    Arrays.sort(drawn);
    double z =
        new TDistribution(null, n - 1.0).inverseCumulativeProbability(UPPER)
            * Math.sqrt(n / (n - 1.0));
    double tail = new NormalDistribution(null, 0, 1).cumulativeProbability(-z);
    int[] all =
        groups.members().stream().flatMap(List::stream).mapToInt(Integer::intValue).toArray();
    return new Estimate(
        statistic.of(all), quantile(drawn, tail), quantile(drawn, 1 - tail), groups.over(), n);
  }

  private static double quantile(double[] sorted, double q) {
    double at = q * (sorted.length - 1);
    int low = (int) Math.floor(at);
    int high = Math.min(sorted.length - 1, low + 1);
    return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
  }
}
