package io.argen.evaluate;

import io.argen.augment.Workers;
import io.argen.dataset.Dataset;
import io.argen.dataset.Sample;
import io.argen.run.InputException;
import io.argen.run.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tries to tell synthetic from real training clips by {@link TraceFeatures}. What can be told so is
 * a shortcut for a recogniser, the more so as synthetic clips are of rare classes.
 */
public final class TraceStudy {
  private static final String STAGE = "reading clips";
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
    List<String> people = clips.stream().map(Clip::person).toList();
    Separation apart = Separation.of(people, rows, positive, seed);
    double[][] still = Arrays.stream(rows).map(TraceFeatures::stored).toArray(double[][]::new);
    Separation stored = Separation.of(people, still, positive, seed);
    TreeMap<String, Double> single = new TreeMap<>();
    for (int k = 0; k < TraceFeatures.NAMES.size(); k++) {
      int column = k;
      double auc =
          Separation.auc(Arrays.stream(rows).mapToDouble(r -> r[column]).toArray(), positive);
      single.put(TraceFeatures.NAMES.get(k), Math.max(auc, 1 - auc));
    }
    return new TraceReport(
        "argen/evaluate-traces/1",
        data.root().toString(),
        clips.size() - synthetic,
        synthetic,
        (int) clips.stream().map(Clip::person).distinct().count(),
        apart.auc(),
        apart.low(),
        apart.high(),
        stored.auc(),
        stored.low(),
        stored.high(),
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
}
