package io.argen.motion.skin;

import io.argen.facs.ActionUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Where each Action Unit folds and bulges the skin at full intensity (appearance changes of Ekman,
 * Friesen & Hager 2002), written for the subject's right (negative x) in the canonical face's
 * frontal plane, centimetres. Depths and widths are ours.
 */
final class Furrows {
  /** Points between two given points of a line. */
  private static final int FINE = 5;

  private final List<Relief> all = new ArrayList<>();
  private final long seed;
  private int drawn;

  private Furrows(long seed) {
    this.seed = seed;
  }

  /**
   * The relief of every unit on both sides.
   *
   * @param seed of the irregularities, another one for each person
   */
  static List<Relief> of(long seed) {
    Furrows f = new Furrows(seed);
    f.brows();
    f.eyes();
    f.nose();
    f.folds();
    f.mouth();
    f.chin();
    return List.copyOf(f.all);
  }

  private void brows() {
    // Corrugator: the two vertical lines; the skin between them and over the inner brow heaps up.
    sides(ActionUnit.AU04, 0.20, 0.1, -0.62, 3.45, -0.72, 4.2, -0.86, 4.85, -1.05, 5.35);
    line(ActionUnit.AU04, 0.13, 0.035, 0.18, 3.9, 0.12, 4.5, 0.05, 5.05);
    line(ActionUnit.AU04, 0.16, 0.06, -0.85, 2.9, -0.3, 3.06, 0.3, 3.06, 0.85, 2.9);
    line(ActionUnit.AU04, 0.14, 0.045, -0.75, 3.45, -0.2, 3.52, 0.3, 3.5, 0.75, 3.45);
    bulge(ActionUnit.AU04, -1.55, 5.25, 0.75, 0.5, 0.35, 0.22, 0);
    middle(ActionUnit.AU04, 4.35, 0.42, 0.7, 0.11, 0);
    // A lowered brow hoods the eye.
    bulge(ActionUnit.AU04, -2.2, 3.55, 1.5, 0.5, -0.1, 0, 0.62);
    // Frontalis: lines across the forehead, its inner part (1) and its outer part (2).
    line(ActionUnit.AU01, 0.16, 0.040, -1.9, 5.8, -1.0, 5.95, 0.1, 5.88, 1.2, 5.98, 2.3, 5.85);
    line(ActionUnit.AU01, 0.15, 0.050, -2.7, 6.5, -1.2, 6.66, 0.2, 6.6, 1.5, 6.7, 2.4, 6.6);
    line(ActionUnit.AU01, 0.16, 0.030, -1.6, 7.25, -0.3, 7.32, 0.9, 7.25, 1.9, 7.3);
    sides(ActionUnit.AU02, 0.16, 0.034, -1.3, 5.95, -2.3, 6.0, -3.4, 5.95, -4.5, 5.55);
    sides(ActionUnit.AU02, 0.15, 0.046, -0.8, 6.62, -2.0, 6.75, -3.3, 6.66, -4.7, 6.2);
    sides(ActionUnit.AU02, 0.16, 0.028, -0.9, 7.3, -2.1, 7.4, -3.4, 7.25);
    // A raised brow lets light into the socket.
    bulge(ActionUnit.AU01, -2.2, 3.75, 0.9, 0.45, 0, 0, -0.16);
    bulge(ActionUnit.AU02, -3.6, 3.8, 1.1, 0.45, -0.15, 0, -0.2);
    bulge(ActionUnit.AU01, -1.3, 5.7, 1.0, 0.4, 0, 0.07, 0);
    bulge(ActionUnit.AU02, -3.9, 5.6, 1.2, 0.4, -0.2, 0.07, 0);
  }

  private void eyes() {
    // Crow's feet, the pouch below the lid and the furrow below it.
    sides(ActionUnit.AU06, 0.11, 0.045, -5.05, 2.85, -5.6, 3.15, -6.2, 3.55);
    sides(ActionUnit.AU06, 0.11, 0.05, -5.1, 2.6, -5.75, 2.62, -6.45, 2.72);
    sides(ActionUnit.AU06, 0.11, 0.045, -5.05, 2.35, -5.65, 2.1, -6.3, 1.85);
    sides(ActionUnit.AU06, 0.11, 0.032, -4.9, 2.1, -5.4, 1.7, -5.85, 1.3);
    sides(
        ActionUnit.AU06, 0.17, 0.055, -1.75, 1.75, -2.5, 1.28, -3.4, 1.05, -4.4, 1.15, -5.1, 1.55);
    bulge(ActionUnit.AU06, -3.3, 1.75, 1.2, 0.26, 0.03, 0.085, 0);
    bulge(ActionUnit.AU06, -4.2, 0.1, 1.5, 0.9, -0.25, 0.2, 0);
    // A fold cut deep by a lid pulled up, and the shade of the lashes on the white.
    sides(ActionUnit.AU05, 0.14, 0.05, -1.9, 3.15, -2.6, 3.5, -3.3, 3.58, -4.0, 3.4, -4.6, 3.0);
    // Orbicularis, inner part: a tense lower lid with a line below it.
    sides(ActionUnit.AU07, 0.12, 0.05, -1.9, 2.1, -2.6, 1.82, -3.3, 1.76, -4.0, 1.9, -4.55, 2.2);
    bulge(ActionUnit.AU07, -3.25, 2.02, 1.1, 0.16, 0.02, 0.05, 0);
    bulge(ActionUnit.AU07, -3.2, 3.35, 1.3, 0.3, 0, 0, 0.2);
  }

  private void nose() {
    // Across the root of the nose and down its sides.
    line(ActionUnit.AU09, 0.16, 0.055, -0.85, 2.75, -0.3, 2.98, 0.3, 2.98, 0.85, 2.75);
    line(ActionUnit.AU09, 0.15, 0.035, -0.8, 3.3, -0.25, 3.42, 0.25, 3.42, 0.8, 3.3);
    sides(ActionUnit.AU09, 0.17, 0.055, -0.3, 2.2, -0.75, 1.95, -1.25, 1.35, -1.5, 0.9);
    sides(ActionUnit.AU09, 0.17, 0.045, -0.35, 1.6, -0.8, 1.3, -1.25, 0.75, -1.5, 0.35);
    sides(ActionUnit.AU09, 0.13, 0.05, -1.2, 2.3, -1.65, 1.85, -2.2, 1.55);
    sides(ActionUnit.AU09, 0.12, 0.05, -0.6, 3.5, -0.75, 4.1, -0.95, 4.7);
    bulge(ActionUnit.AU09, -1.9, 0.5, 0.65, 0.9, 0.5, 0.13, 0);
    middle(ActionUnit.AU09, 4.0, 0.5, 0.6, 0.09, 0);
    bulge(ActionUnit.AU09, -1.9, 3.5, 1.0, 0.4, -0.1, 0, 0.3);
    // The wing of the nose stands off the cheek.
    stepped(
        ActionUnit.AU09, 0.17, 0.085, 0.06, -3.0, -2.5, -2.55, -1.75, -2.15, -0.95, -1.85, -0.2);
  }

  private void folds() {
    double[] low = {-3.45, -4.3, -3.4, -3.4, -3.0, -2.5, -2.45, -1.7, -2.0, -0.9};
    stepped(ActionUnit.AU12, 0.19, 0.07, 0.09, low);
    bulge(ActionUnit.AU12, -4.1, -1.3, 1.2, 0.95, -0.5, 0.2, 0);
    double[] high = {-3.1, -3.3, -2.95, -2.5, -2.5, -1.7, -2.1, -0.95, -1.9, -0.4};
    stepped(ActionUnit.AU10, 0.19, 0.085, 0.1, high);
    bulge(ActionUnit.AU10, -3.0, -0.8, 0.75, 0.6, -0.5, 0.12, 0);
    stepped(ActionUnit.AU11, 0.19, 0.075, 0.05, -2.9, -2.4, -2.45, -1.65, -2.1, -0.95);
    // A mouth drawn sideways presses lines into the cheek beside it.
    sides(ActionUnit.AU20, 0.16, 0.05, -3.4, -5.2, -3.55, -4.4, -3.4, -3.6);
    sides(ActionUnit.AU20, 0.15, 0.045, -2.3, -5.9, -1.2, -6.2, 0.1, -6.25);
    stepped(ActionUnit.AU27, 0.2, 0.05, 0.05, -3.5, -4.6, -3.3, -3.3, -2.7, -1.9, -2.1, -0.9);
    stepped(ActionUnit.AU26, 0.2, 0.03, 0.03, -3.5, -4.6, -3.3, -3.3, -2.7, -1.9, -2.1, -0.9);
  }

  private void mouth() {
    // The dimple, and the skin heaped around it.
    sides(ActionUnit.AU14, 0.26, 0.12, -3.0, -5.3, -3.25, -4.7, -3.2, -4.1, -2.95, -3.5);
    bulge(ActionUnit.AU14, -2.95, -4.35, 0.42, 0.5, 0, -0.05, 0.35);
    bulge(ActionUnit.AU14, -3.75, -4.4, 0.5, 0.9, 0, 0.2, 0);
    bulge(ActionUnit.AU14, -2.3, -5.4, 0.55, 0.4, 0.5, 0.1, 0);
    // Corners drawn down: a line from the corner, a pouch beside it.
    sides(ActionUnit.AU15, 0.22, 0.06, -2.75, -4.45, -3.05, -4.9, -3.25, -5.5, -3.3, -6.2);
    bulge(ActionUnit.AU15, -3.5, -5.2, 0.6, 0.7, 0.2, 0.12, 0);
    bulge(ActionUnit.AU15, -2.3, -5.5, 0.7, 0.4, 0.4, 0.07, 0);
    sides(ActionUnit.AU16, 0.2, 0.05, -1.5, -6.3, -0.8, -6.45, 0.1, -6.5);
    // Pressed or narrowed lips bulge at their borders.
    line(ActionUnit.AU24, 0.16, 0.07, -1.9, -5.45, -1.0, -5.75, 0, -5.85, 1.0, -5.75, 1.9, -5.45);
    bulge(ActionUnit.AU24, -1.1, -2.95, 1.0, 0.4, 0.2, 0.14, 0);
    bulge(ActionUnit.AU24, -1.2, -6.25, 1.0, 0.35, -0.1, 0.12, 0);
    sides(ActionUnit.AU24, 0.15, 0.06, -2.65, -3.85, -2.85, -4.35, -2.7, -4.9);
    line(ActionUnit.AU23, 0.14, 0.045, -1.9, -5.45, -1.0, -5.75, 0, -5.85, 1.0, -5.75, 1.9, -5.45);
    bulge(ActionUnit.AU23, -1.1, -2.95, 1.0, 0.35, 0.2, 0.08, 0);
    // Fine lines run into tightened lips from above and below.
    for (double x : new double[] {-1.6, -0.9, -0.35, 0.5, 1.05, 1.75}) {
      line(ActionUnit.AU23, 0.15, 0.04, 1.1 * x, -2.5, 1.03 * x, -2.9, 0.92 * x, -3.4);
      line(ActionUnit.AU23, 0.15, 0.032, 0.85 * x, -5.45, 0.95 * x, -5.8, 1.03 * x, -6.15);
    }
    for (double x : new double[] {-1.5, -0.85, 0.9, 1.5}) {
      line(ActionUnit.AU18, 0.1, 0.022, x, -2.7, 0.92 * x, -3.3);
    }
  }

  private void chin() {
    line(ActionUnit.AU17, 0.22, 0.2, -1.8, -6.55, -1.1, -6.2, 0, -6.08, 1.1, -6.2, 1.8, -6.55);
    middle(ActionUnit.AU17, -7.3, 1.35, 0.8, 0.55, 0);
    all.add(new Relief.Dimples(ActionUnit.AU17, 0, -7.5, 1.5, 0.36, 0.11, next()));
    sides(ActionUnit.AU17, 0.18, 0.025, -2.8, -4.75, -2.95, -5.3, -2.85, -5.9);
  }

  private long next() {
    return seed + 7919L * ++drawn;
  }

  /** A line as it is given: near the middle, on both sides of it. */
  private void line(ActionUnit unit, double width, double depth, double... points) {
    all.add(new Furrow(unit, spline(points), width, depth, 0, next()));
  }

  /** A line on the subject's right and another on the left. */
  private void sides(ActionUnit unit, double width, double depth, double... points) {
    stepped(unit, width, depth, 0, points);
  }

  /** As {@link #sides}; the skin lies higher on the line's left, which is outward going up. */
  private void stepped(ActionUnit unit, double width, double depth, double step, double... points) {
    all.add(new Furrow(unit, spline(points), width, depth, step, next()));
    double[] other = new double[points.length];
    for (int i = 0; i < points.length; i += 2) {
      other[points.length - 2 - i] = -points[i];
      other[points.length - 1 - i] = points[i + 1];
    }
    all.add(new Furrow(unit, spline(other), width, depth, step, next()));
  }

  private void bulge(
      ActionUnit unit,
      double x,
      double y,
      double radiusX,
      double radiusY,
      double turn,
      double height,
      double shade) {
    all.add(new Relief.Bulge(unit, x, y, radiusX, radiusY, turn, height, shade));
    all.add(new Relief.Bulge(unit, -x, y, radiusX, radiusY, -turn, height, shade));
  }

  private void middle(
      ActionUnit unit, double y, double radiusX, double radiusY, double height, double shade) {
    all.add(new Relief.Bulge(unit, 0, y, radiusX, radiusY, 0, height, shade));
  }

  /** Catmull-Rom through the given points. */
  private static double[] spline(double... p) {
    int n = p.length / 2;
    double[] out = new double[((n - 1) * FINE + 1) * 2];
    for (int i = 0; i < n - 1; i++) {
      for (int k = 0; k < FINE; k++) {
        double t = (double) k / FINE;
        for (int c = 0; c < 2; c++) {
          double a = p[Math.max(0, i - 1) * 2 + c];
          double b = p[i * 2 + c];
          double d = p[(i + 1) * 2 + c];
          double e = p[Math.min(n - 1, i + 2) * 2 + c];
          out[(i * FINE + k) * 2 + c] =
              0.5
                  * (2 * b
                      + t * (d - a + t * (2 * a - 5 * b + 4 * d - e + t * (3 * (b - d) + e - a))));
        }
      }
    }
    out[out.length - 2] = p[p.length - 2];
    out[out.length - 1] = p[p.length - 1];
    return out;
  }
}
