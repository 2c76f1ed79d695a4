package io.argen.evaluate;

import io.argen.augment.Workers;
import io.argen.dataset.Dataset;
import io.argen.dataset.Sample;
import io.argen.run.InputException;
import io.argen.run.Progress;
import io.argen.run.Seeds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Tries to tell synthetic from real training clips by {@link TraceFeatures}. What can be told so is
 * a shortcut for a recogniser, the more so as synthetic clips are of rare classes.
 */
public final class TraceStudy {
  private static final String STAGE = "reading clips";
  private static final int FOLDS = 5;
  private static final int RESAMPLES = 1000;
  private static final int LEAST = 5;

  private TraceStudy() {}

  /** One clip. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Clip(boolean synthetic, String person, double[] traces) {}

  /**
   * Measures a data set that holds both kinds.
   *
   * @throws InputException if there are fewer than five of either in the training split
   */
  public static TraceReport of(Dataset data, int jobs, long seed, Progress progress) {
    List<Sample> train = data.split("train");
    progress.begin(STAGE, train.size());
    List<Clip> clips = new ArrayList<>();
    try (Workers workers = new Workers(jobs)) {
      for (@Nullable Clip clip : workers.map(train, sample -> read(sample, progress))) {
        if (clip != null) {
          clips.add(clip);
        }
      }
    }
    progress.end(STAGE);
    int synthetic = (int) clips.stream().filter(Clip::synthetic).count();
    if (synthetic < LEAST || clips.size() - synthetic < LEAST) {
      throw new InputException(
          data.root(),
          "has " + (clips.size() - synthetic) + " real and " + synthetic + " synthetic clips",
          "give the --out of augment with at least " + LEAST + " of each");
    }
    boolean[] positive = new boolean[clips.size()];
    double[][] rows = new double[clips.size()][];
    for (int i = 0; i < rows.length; i++) {
      positive[i] = clips.get(i).synthetic();
      rows[i] = clips.get(i).traces();
    }
    double[] scores = heldOut(clips, rows, positive, seed);
    double[] interval = interval(clips, scores, positive, seed);
    TreeMap<String, Double> single = new TreeMap<>();
    for (int k = 0; k < TraceFeatures.NAMES.size(); k++) {
      int column = k;
      double auc = auc(Arrays.stream(rows).mapToDouble(r -> r[column]).toArray(), positive);
      single.put(TraceFeatures.NAMES.get(k), Math.max(auc, 1 - auc));
    }
    return new TraceReport(
        "argen/evaluate-traces/1",
        data.root().toString(),
        clips.size() - synthetic,
        synthetic,
        (int) clips.stream().map(Clip::person).distinct().count(),
        auc(scores, positive),
        interval[0],
        interval[1],
        single);
  }

  private static @Nullable Clip read(Sample sample, Progress progress) {
    try {
      double[] traces = TraceFeatures.of(sample.path());
      return new Clip(sample.synthetic(), sample.subject().orElse(sample.id()), traces);
    } catch (IOException | InputException e) {
      progress.note(String.valueOf(e.getMessage()));
      return null;
    } finally {
      progress.step(STAGE);
    }
  }

  /** Scores of every clip by a model that saw no clip of its person. */
  private static double[] heldOut(
      List<Clip> clips, double[][] rows, boolean[] positive, long seed) {
    double[] scores = new double[rows.length];
    for (int fold = 0; fold < FOLDS; fold++) {
      List<double[]> seen = new ArrayList<>();
      List<Boolean> classes = new ArrayList<>();
      for (int i = 0; i < rows.length; i++) {
        if (fold(clips.get(i), seed) != fold) {
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
        if (fold(clips.get(i), seed) == fold) {
          scores[i] = model.score(rows[i]);
        }
      }
    }
    return scores;
  }

  private static int fold(Clip clip, long seed) {
    return (int) Math.floorMod(Seeds.derive(seed, "traces", clip.person()), (long) FOLDS);
  }

  private static double[] interval(
      List<Clip> clips, double[] scores, boolean[] positive, long seed) {
    Map<String, List<Integer>> people = new TreeMap<>();
    for (int i = 0; i < clips.size(); i++) {
      people.computeIfAbsent(clips.get(i).person(), p -> new ArrayList<>()).add(i);
    }
    List<List<Integer>> groups = List.copyOf(people.values());
    RandomGenerator random = Seeds.generator(Seeds.derive(seed, "traces", "bootstrap"));
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
    double above = 0;
    long pairs = 0;
    for (int i = 0; i < scores.length; i++) {
      for (int j = 0; positive[i] && j < scores.length; j++) {
        if (!positive[j]) {
          above += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
          pairs++;
        }
      }
    }
    return pairs == 0 ? 0.5 : above / pairs;
  }
}
