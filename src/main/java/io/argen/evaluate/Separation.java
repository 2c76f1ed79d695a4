package io.argen.evaluate;

import io.argen.run.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * How well synthetic and real clips are told apart by some numbers of each.
 *
 * @param auc area under the ROC curve of a logistic regression on clips of people it was not fitted
 *     on; 0.5 if it cannot tell
 * @param low lower end of the 95 % interval, bootstrapped over people
 * @param high its upper end
 */
public record Separation(double auc, double low, double high) {
  private static final int FOLDS = 5;
  private static final int RESAMPLES = 1000;
  private static final String NAME = "traces";

  /**
   * Measures.
   *
   * @param people who each clip shows
   * @param positive which clips are synthetic
   */
  static Separation of(List<String> people, double[][] rows, boolean[] positive, long seed) {
    double[] scores = heldOut(people, rows, positive, seed);
    double[] interval = interval(people, scores, positive, seed);
    return new Separation(auc(scores, positive), interval[0], interval[1]);
  }

  /** Scores of every clip by a model that saw no clip of its person. */
  private static double[] heldOut(
      List<String> people, double[][] rows, boolean[] positive, long seed) {
    double[] scores = new double[rows.length];
    for (int fold = 0; fold < FOLDS; fold++) {
      List<double[]> seen = new ArrayList<>();
      List<Boolean> classes = new ArrayList<>();
      for (int i = 0; i < rows.length; i++) {
        if (fold(people.get(i), seed) != fold) {
          seen.add(rows[i]);
          classes.add(positive[i]);
        }
      }
      if (!classes.contains(true) || !classes.contains(false)) {
        continue; // One kind only: its clips stay at the score 0 of "cannot tell".
      }
      boolean[] truth = new boolean[classes.size()];
      for (int i = 0; i < truth.length; i++) {
        truth[i] = classes.get(i);
      }
      LogisticModel model = LogisticModel.fit(seen.toArray(new double[0][]), truth);
      for (int i = 0; i < rows.length; i++) {
        if (fold(people.get(i), seed) == fold) {
          scores[i] = model.score(rows[i]);
        }
      }
    }
    return scores;
  }

  private static int fold(String person, long seed) {
    return (int) Math.floorMod(Seeds.derive(seed, NAME, person), (long) FOLDS);
  }

  private static double[] interval(
      List<String> who, double[] scores, boolean[] positive, long seed) {
    Map<String, List<Integer>> people = new TreeMap<>();
    for (int i = 0; i < who.size(); i++) {
      people.computeIfAbsent(who.get(i), p -> new ArrayList<>()).add(i);
    }
    List<List<Integer>> groups = List.copyOf(people.values());
    RandomGenerator random = Seeds.generator(Seeds.derive(seed, NAME, "bootstrap"));
    List<Double> drawn = new ArrayList<>();
    for (int r = 0; r < RESAMPLES; r++) {
      List<Integer> chosen = new ArrayList<>();
      for (int g = 0; g < groups.size(); g++) {
        chosen.addAll(groups.get(random.nextInt(groups.size())));
      }
      boolean[] truth = new boolean[chosen.size()];
      double[] score = new double[chosen.size()];
      int positives = 0;
      for (int i = 0; i < truth.length; i++) {
        truth[i] = positive[chosen.get(i)];
        score[i] = scores[chosen.get(i)];
        positives += truth[i] ? 1 : 0;
      }
      if (positives > 0 && positives < truth.length) {
        drawn.add(auc(score, truth));
      }
    }
    drawn.sort(null);
    int last = drawn.size() - 1;
    return drawn.isEmpty()
        ? new double[] {0, 1}
        : new double[] {
          drawn.get((int) Math.round(0.025 * last)), drawn.get((int) Math.round(0.975 * last))
        };
  }

  /** Area under the ROC curve; ties count half. */
  static double auc(double[] scores, boolean[] positive) {
    double[] made = picked(scores, positive, true);
    double[] real = picked(scores, positive, false);
    double above = 0;
    for (double m : made) {
      for (double r : real) {
        above += m > r ? 1 : m == r ? 0.5 : 0;
      }
    }
    return made.length == 0 || real.length == 0 ? 0.5 : above / made.length / real.length;
  }

  private static double[] picked(double[] scores, boolean[] positive, boolean which) {
    double[] some = new double[scores.length];
    int n = 0;
    for (int i = 0; i < scores.length; i++) {
      if (positive[i] == which) {
        some[n++] = scores[i];
      }
    }
    return Arrays.copyOf(some, n);
  }
}
