package io.argen.evaluate.metric;

/** How often each class was taken for each: the counts from which WAR, UAR and F1 are made. */
public final class Confusion {
  private final long[][] counts;

  /** Without any clip yet. */
  public Confusion(int classes) {
    this.counts = new long[classes][classes];
  }

  /** Of paired truths and predictions, class indices from 0. */
  public static Confusion of(int[] truth, int[] predicted, int classes) {
    if (truth.length != predicted.length) {
      throw new IllegalArgumentException(
          "one prediction a truth, got " + predicted.length + " and " + truth.length);
    }
    Confusion confusion = new Confusion(classes);
    for (int i = 0; i < truth.length; i++) {
      confusion.add(truth[i], predicted[i]);
    }
    return confusion;
  }

  /** Counts one clip. */
  public void add(int truth, int predicted) {
    counts[truth][predicted]++;
  }

  /** Clips of a class that were taken for another. */
  public long count(int truth, int predicted) {
    return counts[truth][predicted];
  }

  /** A fresh copy, rows are truths. */
  public long[][] counts() {
    long[][] copy = new long[counts.length][];
    for (int k = 0; k < copy.length; k++) {
      copy[k] = counts[k].clone();
    }
    return copy;
  }

  /** Share of all clips that are right (weighted average recall, accuracy); 0 of none. */
  public double war() {
    long right = 0;
    long all = 0;
    for (int k = 0; k < counts.length; k++) {
      right += counts[k][k];
      all += row(k);
    }
    return all == 0 ? 0 : (double) right / all;
  }

  /** Mean recall of the classes that occur (unweighted average recall); 0 of none. */
  public double uar() {
    double sum = 0;
    int classes = 0;
    for (int k = 0; k < counts.length; k++) {
      if (row(k) > 0) {
        sum += recall(k);
        classes++;
      }
    }
    return classes == 0 ? 0 : sum / classes;
  }

  /** Mean F1 of the classes that occur or were predicted. */
  public double macroF1() {
    double sum = 0;
    int classes = 0;
    for (int k = 0; k < counts.length; k++) {
      long seen = row(k) + column(k);
      if (seen > 0) {
        sum += 2.0 * counts[k][k] / seen;
        classes++;
      }
    }
    return classes == 0 ? 0 : sum / classes;
  }

  /** Share of a class's clips that are right; NaN if it has none. */
  public double recall(int k) {
    return row(k) == 0 ? Double.NaN : (double) counts[k][k] / row(k);
  }

  private long row(int k) {
    long sum = 0;
    for (long n : counts[k]) {
      sum += n;
    }
    return sum;
  }

  private long column(int k) {
    long sum = 0;
    for (long[] row : counts) {
      sum += row[k];
    }
    return sum;
  }
}
