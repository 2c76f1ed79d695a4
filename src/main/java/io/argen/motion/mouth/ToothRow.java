package io.argen.motion.mouth;

/**
 * One row of teeth seen from the front: each tooth an outline of its own between a worn edge and
 * the gum, rounded toward its neighbours, darker the farther back along the dental arch.
 *
 * <p>Sizes in centimetres, widths as the arch shows them to a camera in front (crowns after Ash and
 * Nelson, Wheeler's Dental Anatomy): incisors face it, canines are turned away by half, molars
 * almost wholly.
 */
final class ToothRow {
  /** From the middle outward: two incisors, canine, two premolars, molar. */
  private static final double[] UPPER_WIDTH = {0.84, 0.64, 0.58, 0.42, 0.36, 0.34};

  private static final double[] UPPER_CROWN = {1.02, 0.88, 0.98, 0.84, 0.76, 0.7};
  private static final double[] UPPER_SHORTER = {0, 0.075, 0.02, 0.11, 0.15, 0.2};
  private static final double[] LOWER_WIDTH = {0.52, 0.56, 0.56, 0.44, 0.4, 0.36};
  private static final double[] LOWER_CROWN = {0.84, 0.86, 0.94, 0.8, 0.74, 0.7};
  private static final double[] LOWER_SHORTER = {0, 0.02, -0.03, 0.05, 0.09, 0.13};
  private static final int CANINE = 2;

  private final double[] edges;
  private final double[] crown;
  private final double[] shorter;
  private final double rounding;
  private final double soft;
  private final double line;
  private final double lineDepth;

  /** What the last look gave: how surely a place lies on a tooth, how surely on gum, 0-1. */
  private double tooth;

  private double gum;
  private double shade;
  private double age;

  private ToothRow(
      double[] width, double[] crown, double[] shorter, double rounding, double softCm) {
    this.crown = crown;
    this.shorter = shorter;
    this.rounding = rounding;
    soft = softCm;
    edges = new double[width.length + 1];
    for (int i = 0; i < width.length; i++) {
      edges[i + 1] = edges[i] + width[i];
    }
    // A gap is a third of a millimetre: a soft photo spreads it, and pales it in turn.
    line = Math.max(0.03, 0.6 * softCm);
    lineDepth = Math.max(0.11, Math.min(0.26, 0.26 * 0.035 / line));
  }

  static ToothRow upper(double softCm) {
    return new ToothRow(UPPER_WIDTH, UPPER_CROWN, UPPER_SHORTER, 0.07, softCm);
  }

  static ToothRow lower(double softCm) {
    return new ToothRow(LOWER_WIDTH, LOWER_CROWN, LOWER_SHORTER, 0.035, softCm);
  }

  /**
   * Looks at a place.
   *
   * @param across centimetres from the middle, along the row
   * @param fromEdge centimetres from the central incisors' edge toward the gum
   */
  void look(double across, double fromEdge) {
    double side = Math.abs(across);
    int i = 0;
    while (i + 2 < edges.length && side >= edges[i + 1]) {
      i++;
    }
    double t = 2 * (side - edges[i]) / (edges[i + 1] - edges[i]) - 1;
    double t2 = Math.min(1.2, t * t);
    // No two teeth of a mouth are alike; which differs how is the same for everyone.
    double own = uneven(across < 0 ? i + 7 : i);
    double worn = shorter[i] + 0.03 * own + rounding * t2 * t2 * (t > 0 ? 1.35 : 0.7);
    worn += i == CANINE ? 0.07 * Math.abs(t - 0.1) : 0;
    double height = fromEdge - worn;
    double neck = crown[i] * (1 - 0.34 * t2 * t2 * t2);
    double within = smooth((edges[edges.length - 1] - side) / 0.3);
    double out = smooth(height / soft + 0.5);
    double above = smooth((height - neck) / Math.max(soft, 0.06) + 0.5);
    tooth = within * out * (1 - above);
    gum = within * out * above;
    double gap = Math.min(side - edges[i], edges[i + 1] - side);
    if (i == 0) {
      gap = Math.min(side, edges[1] - side);
    }
    double g = gap / line;
    double arch = 1 / (1 + 0.09 * side * side + 0.012 * side * side * side * side);
    double round = 1 - 0.10 * t2 - (t > 0 ? 0.05 * t * Math.min(1, 0.4 * i + 0.2) : 0);
    double shine = 0.05 * Math.exp(-6 * (t + 0.15) * (t + 0.15)) * bump(height / crown[i]);
    double edge = 1 - 0.10 * (1 - smooth(height / 0.16));
    double lines = 1 - lineDepth * Math.exp(-g * g) * (0.6 + 0.4 * smooth(height / 0.3));
    shade = arch * round * edge * lines * (1 + shine + 0.03 * own);
    age = smooth(height / crown[i] - 0.25) * 0.7 + 0.13 * i;
  }

  double tooth() {
    return tooth;
  }

  double gum() {
    return gum;
  }

  /** How bright the tooth is, 1 for the front of a central incisor. */
  double shade() {
    return shade;
  }

  /** How much of the yellow of a tooth's neck shows, about 0-1. */
  double age() {
    return age;
  }

  /** Largest at 0.45 of the crown's height. */
  private static double bump(double h) {
    double d = (h - 0.45) / 0.28;
    return Math.exp(-d * d);
  }

  private static double uneven(int tooth) {
    return Math.sin(tooth * 2.4 + 0.7);
  }

  private static double smooth(double v) {
    return MouthModel.smooth(v);
  }
}
