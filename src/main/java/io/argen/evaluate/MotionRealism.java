package io.argen.evaluate;

import io.argen.motion.MotionFrame;
import io.argen.motion.MotionLatents;
import io.argen.motion.learn.MotionScript;
import io.argen.run.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How far made motion is from that of real people: the kernel distance (Binkowski et al. 2018,
 * arXiv 1801.01401; unbiased, cubic kernel) between features of windows of a second. See {@link
 * MotionWindows} for the features.
 */
public final class MotionRealism {
  private static final int RESAMPLES = 200;
  private static final double LEAST_DEVIATION = 0.02;

  /** Windows of each real clip. */
  private final List<List<double[]>> real = new ArrayList<>();

  private double[] mean = new double[0];
  private double[] deviation = new double[0];

  /** Of measured clips; at least two of them a second long. */
  public MotionRealism(List<MotionLatents> clips) {
    for (MotionLatents clip : clips) {
      List<double[]> windows = MotionWindows.of(MotionWindows.rows(clip.at(MotionScript.RATE_HZ)));
      if (!windows.isEmpty()) {
        real.add(windows);
      }
    }
    if (real.size() < 2) {
      throw new IllegalArgumentException("needs two clips of a second, got " + real.size());
    }
    List<double[]> all = real.stream().flatMap(List::stream).toList();
    mean = new double[all.get(0).length];
    deviation = new double[mean.length];
    for (int k = 0; k < mean.length; k++) {
      int at = k;
      mean[k] = all.stream().mapToDouble(f -> f[at]).average().orElse(0);
      double m = mean[k];
      deviation[k] =
          Math.max(
              LEAST_DEVIATION,
              Math.sqrt(all.stream().mapToDouble(f -> Math.pow(f[at] - m, 2)).average().orElse(0)));
    }
  }

  /**
   * Distance of made clips from the real ones.
   *
   * @param distance smaller is nearer
   * @param low 2.5th percentile over draws of real clips and of made ones
   * @param high 97.5th percentile
   */
  public record Report(double distance, double low, double high, int realClips, int windows) {}

  /** Measures made clips, at {@link MotionScript#RATE_HZ}. */
  public Report measure(List<List<MotionFrame>> made) {
    List<List<double[]>> windows = new ArrayList<>();
    for (List<MotionFrame> clip : made) {
      windows.add(MotionWindows.of(MotionWindows.rows(clip)));
    }
    int[] sizes = {real.size(), windows.size()};
    double[][] within = sums(real, real);
    double[][] beside = sums(windows, windows);
    double[][] across = sums(real, windows);
    double point = distance(within, beside, across, counts(sizes[0]), counts(sizes[1]), windows);
    RandomGenerator random = Seeds.generator(20);
    double[] draws = new double[RESAMPLES];
    for (int r = 0; r < RESAMPLES; r++) {
      draws[r] =
          distance(
              within, beside, across, drawn(sizes[0], random), drawn(sizes[1], random), windows);
    }
    Arrays.sort(draws);
    return new Report(
        point,
        draws[(int) (0.025 * RESAMPLES)],
        draws[(int) (0.975 * RESAMPLES) - 1],
        real.size(),
        windows.stream().mapToInt(List::size).sum());
  }

  /**
   * What one feature does to the distance.
   *
   * @param feature unit or channel, and {@code level}, {@code speed} or {@code change} of speed
   * @param real its mean over windows of real people, as a share of what a lively face reaches
   * @param made the same of made clips
   * @param away how far the made mean is from the real one, in real standard deviations
   * @param wider standard deviation of made clips over that of real ones
   * @param without the distance if the feature is left out (always the real mean)
   */
  public record Part(
      String feature, double real, double made, double away, double wider, double without) {}

  /** Every feature's part in the distance of made clips, the one that adds most first. */
  public List<Part> explain(List<List<MotionFrame>> made) {
    List<double[]> rows =
        made.stream().flatMap(clip -> MotionWindows.of(MotionWindows.rows(clip)).stream()).toList();
    List<double[]> people = real.stream().flatMap(List::stream).toList();
    List<String> names = MotionWindows.names();
    double[] within = dots(people, people);
    double[] beside = dots(rows, rows);
    double[] across = dots(people, rows);
    List<Part> parts = new ArrayList<>();
    for (int k = 0; k < names.size(); k++) {
      int at = k;
      double centre = rows.stream().mapToDouble(f -> f[at]).average().orElse(0);
      double spread =
          Math.sqrt(
              rows.stream().mapToDouble(f -> Math.pow(f[at] - centre, 2)).average().orElse(0));
      parts.add(
          new Part(
              names.get(k),
              mean[k],
              centre,
              (centre - mean[k]) / deviation[k],
              spread / deviation[k],
              without(within, people, people, k)
                  + without(beside, rows, rows, k)
                  - 2 * without(across, people, rows, k)));
    }
    parts.sort(Comparator.comparingDouble(Part::without));
    return parts;
  }

  private double[] dots(List<double[]> first, List<double[]> second) {
    double[] dots = new double[first.size() * second.size()];
    for (int i = 0; i < first.size(); i++) {
      for (int j = 0; j < second.size(); j++) {
        for (int k = 0; k < mean.length; k++) {
          dots[i * second.size() + j] += product(first.get(i), second.get(j), k);
        }
      }
    }
    return dots;
  }

  /** Mean kernel without a feature; windows of one set are not paired with themselves. */
  private double without(double[] dots, List<double[]> first, List<double[]> second, int k) {
    double sum = 0;
    int pairs = 0;
    for (int i = 0; i < first.size(); i++) {
      for (int j = 0; j < second.size(); j++) {
        if (i != j || first != second) {
          double dot = dots[i * second.size() + j] - product(first.get(i), second.get(j), k);
          sum += Math.pow(dot / mean.length + 1, 3);
          pairs++;
        }
      }
    }
    return sum / pairs;
  }

  private double product(double[] x, double[] y, int k) {
    return (x[k] - mean[k]) / deviation[k] * ((y[k] - mean[k]) / deviation[k]);
  }

  private static int[] counts(int n) {
    int[] counts = new int[n];
    Arrays.fill(counts, 1);
    return counts;
  }

  private static int[] drawn(int n, RandomGenerator random) {
    int[] counts = new int[n];
    for (int i = 0; i < n; i++) {
      counts[random.nextInt(n)]++;
    }
    return counts;
  }

  private double distance(
      double[][] within,
      double[][] beside,
      double[][] across,
      int[] a,
      int[] b,
      List<List<double[]>> made) {
    return mean(within, a, a, real, real, true)
        + mean(beside, b, b, made, made, true)
        - 2 * mean(across, a, b, real, made, false);
  }

  /** Mean kernel over pairs of windows of drawn clips; a clip is not paired with itself. */
  private static double mean(
      double[][] sums,
      int[] a,
      int[] b,
      List<List<double[]>> first,
      List<List<double[]>> second,
      boolean same) {
    double sum = 0;
    double pairs = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b.length; j++) {
        if (!same || i != j) {
          double weight = (double) a[i] * b[j];
          sum += weight * sums[i][j];
          pairs += weight * first.get(i).size() * second.get(j).size();
        }
      }
    }
    return pairs == 0 ? 0 : sum / pairs;
  }

  private double[][] sums(List<List<double[]>> first, List<List<double[]>> second) {
    double[][] sums = new double[first.size()][second.size()];
    for (int i = 0; i < first.size(); i++) {
      for (int j = 0; j < second.size(); j++) {
        for (double[] x : first.get(i)) {
          for (double[] y : second.get(j)) {
            sums[i][j] += kernel(x, y);
          }
        }
      }
    }
    return sums;
  }

  private double kernel(double[] x, double[] y) {
    double dot = 0;
    for (int k = 0; k < x.length; k++) {
      dot += product(x, y, k);
    }
    return Math.pow(dot / x.length + 1, 3);
  }
}
