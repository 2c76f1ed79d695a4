package io.argen.report;

import java.util.ArrayList;
import java.util.List;

/** Spread of a score between 0 and 1, counted in steps of a thousandth. */
final class ScoreTally {
  private static final int STEPS = 1000;
  private static final int COLUMNS = 25;
  private static final double BOX_WIDTH = 100;
  private static final double BOX_HEIGHT = 50;
  private static final double GAP = 0.5;

  private final long[] counts = new long[STEPS + 1];
  private long total;

  /** Adds a score; values outside 0 to 1 count at the nearer end, what is no number is left out. */
  void add(double score) {
    if (!Double.isNaN(score)) {
      counts[(int) Math.round(Math.max(0, Math.min(1, score)) * STEPS)]++;
      total++;
    }
  }

  long total() {
    return total;
  }

  /** The smallest score that at least this share (0-1) does not exceed; NaN without scores. */
  double quantile(double share) {
    long needed = Math.max(1, (long) Math.ceil(share * total));
    long sum = 0;
    for (int k = 0; k <= STEPS; k++) {
      sum += counts[k];
      if (total > 0 && sum >= needed) {
        return (double) k / STEPS;
      }
    }
    return Double.NaN;
  }

  /** As a picture with its numbers in words. */
  Page.Histogram histogram(String title, String meaning) {
    long[] columns = new long[COLUMNS];
    for (int k = 0; k <= STEPS; k++) {
      columns[Math.min(COLUMNS - 1, k * COLUMNS / STEPS)] += counts[k];
    }
    long most = 1;
    for (long n : columns) {
      most = Math.max(most, n);
    }
    List<Page.Column> shown = new ArrayList<>();
    double width = BOX_WIDTH / COLUMNS;
    for (int c = 0; c < COLUMNS; c++) {
      if (columns[c] > 0) {
        double height = Math.max(1, BOX_HEIGHT * columns[c] / most);
        shown.add(
            new Page.Column(
                Text.number(c * width + GAP / 2, 2),
                Text.number(BOX_HEIGHT - height, 2),
                Text.number(width - GAP, 2),
                Text.number(height, 2)));
      }
    }
    String text =
        meaning
            + " Median "
            + Text.number(quantile(0.5), 2)
            + ", 5 in 100 at or below "
            + Text.number(quantile(0.05), 2)
            + "; "
            + Text.count(total, "clip")
            + ".";
    return new Page.Histogram(title, text, shown, "0", "1");
  }
}
