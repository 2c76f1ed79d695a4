package io.argen.evaluate;

import java.util.List;

/** Lin's concordance correlation (Lin 1989, Biometrics 45(1) 255): 1 where pairs are equal. */
final class Concordance {
  private Concordance() {}

  /** Of pairs; 0 where nothing varies. */
  static double of(List<Double> first, List<Double> second) {
    int n = first.size();
    double a = first.stream().mapToDouble(v -> v).average().orElse(0);
    double b = second.stream().mapToDouble(v -> v).average().orElse(0);
    double aa = 0;
    double bb = 0;
    double ab = 0;
    for (int i = 0; i < n; i++) {
      double x = first.get(i) - a;
      double y = second.get(i) - b;
      aa += x * x / n;
      bb += y * y / n;
      ab += x * y / n;
    }
    double all = aa + bb + (a - b) * (a - b);
    return all < 1e-12 ? 0 : 2 * ab / all;
  }
}
