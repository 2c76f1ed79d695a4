package io.argen.evaluate;

import io.argen.motion.MotionFrame;
import io.argen.run.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How far motion that was made to show what people show is from those people's own: the kernel
 * distance (Binkowski et al. 2018, arXiv 1801.01401; cubic kernel) between features of windows of a
 * second, each feature over its spread among the people.
 *
 * <p>Windows are paired across people only: those of one person resemble each other, and what was
 * made after a person resembles that person. Motion that is as people's, but another's, is then at
 * 0. Intervals are of the people: each is drawn with all windows, and all that was made after them.
 */
public final class PeopleRealism {
  /** What windows are compared by. */
  public enum Features {
    /** Levels, and the size of movements of every order. */
    TEXTURE {
      @Override
      List<double[]> windows(List<MotionFrame> clip) {
        return MotionTexture.of(clip, false);
      }
    },
    /** The same of motion that was smoothed, so that a tracker's noise counts less. */
    SMOOTHED {
      @Override
      List<double[]> windows(List<MotionFrame> clip) {
        return MotionTexture.of(clip, true);
      }
    },
    /** Levels and speeds as {@link MotionRealism} takes them. */
    SPEEDS {
      @Override
      List<double[]> windows(List<MotionFrame> clip) {
        return MotionWindows.of(MotionWindows.rows(clip));
      }
    };

    abstract List<double[]> windows(List<MotionFrame> clip);

    /**
     * Smallest spread that a feature counts with: a fiftieth of lively; of logarithms a quarter.
     */
    double leastDeviation(int feature) {
      return this == SPEEDS || feature < io.argen.facs.ActionUnit.values().length ? 0.02 : 0.25;
    }

    private List<double[]> of(List<List<MotionFrame>> clips) {
      return clips.stream().flatMap(clip -> windows(clip).stream()).toList();
    }
  }

  private static final int RESAMPLES = 2000;

  private final Features features;
  private final List<List<double[]>> real = new ArrayList<>();
  private final double[] mean;
  private final double[] deviation;
  private final double[][] within;

  /**
   * Of people.
   *
   * @param people clips of each, at {@link io.argen.motion.learn.MotionScript#RATE_HZ}; at least
   *     three people with a second each
   */
  public PeopleRealism(Features features, List<List<List<MotionFrame>>> people) {
    this.features = features;
    people.forEach(clips -> real.add(features.of(clips)));
    if (real.size() < 3 || real.stream().anyMatch(List::isEmpty)) {
      throw new IllegalArgumentException(
          "needs three people with a second each, got " + real.size());
    }
    List<double[]> all = real.stream().flatMap(List::stream).toList();
    mean = new double[all.get(0).length];
    deviation = new double[mean.length];
    for (int k = 0; k < mean.length; k++) {
      int at = k;
      double m = all.stream().mapToDouble(f -> f[at]).average().orElse(0);
      double v = all.stream().mapToDouble(f -> Math.pow(f[at] - m, 2)).average().orElse(0);
      mean[k] = m;
      deviation[k] = Math.max(features.leastDeviation(k), Math.sqrt(v));
    }
    within = sums(real, real);
  }

  /**
   * A distance with the 2.5th and 97.5th percentile over draws of people.
   *
   * @param draws of the distance, the same people in the same place for everything measured
   */
  @SuppressWarnings("ArrayRecordComponent") // Read only here.
  public record Distance(double distance, double low, double high, double[] draws) {
    static Distance of(double point, double[] draws) {
      double[] sorted = draws.clone();
      Arrays.sort(sorted);
      return new Distance(
          point,
          sorted[(int) (0.025 * sorted.length)],
          sorted[(int) (0.975 * sorted.length) - 1],
          draws);
    }

    /** This less another, on the same people. */
    public Distance less(Distance other) {
      double[] less = new double[draws.length];
      for (int r = 0; r < less.length; r++) {
        less[r] = draws[r] - other.draws[r];
      }
      return of(distance - other.distance, less);
    }
  }

  /**
   * Measures motion.
   *
   * @param made what was made after each of the people, in their order
   */
  public Distance measure(List<List<List<MotionFrame>>> made) {
    List<List<double[]>> windows = new ArrayList<>();
    made.forEach(clips -> windows.add(features.of(clips)));
    if (windows.size() != real.size()) {
      throw new IllegalArgumentException(
          "made after " + windows.size() + " people, measured on " + real.size());
    }
    double[][] beside = sums(windows, windows);
    double[][] across = sums(real, windows);
    int[] once = new int[real.size()];
    Arrays.fill(once, 1);
    RandomGenerator random = Seeds.generator(20);
    double[] draws = new double[RESAMPLES];
    for (int r = 0; r < RESAMPLES; r++) {
      int[] drawn = new int[once.length];
      while (Arrays.stream(drawn).filter(n -> n > 0).count() < 2) {
        Arrays.fill(drawn, 0);
        for (int i = 0; i < drawn.length; i++) {
          drawn[random.nextInt(drawn.length)]++;
        }
      }
      draws[r] = distance(drawn, beside, across, windows);
    }
    return Distance.of(distance(once, beside, across, windows), draws);
  }

  private double distance(
      int[] people, double[][] beside, double[][] across, List<List<double[]>> made) {
    return mean(within, people, real, real)
        + mean(beside, people, made, made)
        - 2 * mean(across, people, real, made);
  }

  private static double mean(
      double[][] sums, int[] people, List<List<double[]>> first, List<List<double[]>> second) {
    double sum = 0;
    double pairs = 0;
    for (int i = 0; i < people.length; i++) {
      for (int j = 0; j < people.length; j++) {
        if (i != j) {
          double weight = (double) people[i] * people[j];
          sum += weight * sums[i][j];
          pairs += weight * first.get(i).size() * second.get(j).size();
        }
      }
    }
    return sum / pairs;
  }

  private double[][] sums(List<List<double[]>> first, List<List<double[]>> second) {
    double[][] sums = new double[first.size()][second.size()];
    for (int i = 0; i < first.size(); i++) {
      for (int j = 0; j < second.size(); j++) {
        for (double[] x : first.get(i)) {
          for (double[] y : second.get(j)) {
            sums[i][j] += i == j ? 0 : kernel(x, y);
          }
        }
      }
    }
    return sums;
  }

  private double kernel(double[] x, double[] y) {
    double dot = 0;
    for (int k = 0; k < x.length; k++) {
      dot += (x[k] - mean[k]) / deviation[k] * ((y[k] - mean[k]) / deviation[k]);
    }
    return Math.pow(dot / x.length + 1, 3);
  }
}
