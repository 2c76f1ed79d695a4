package io.argen.motion.mouth;

/**
 * A mouth's inside for people who have never been seen to open theirs: a dark cavity, upper teeth
 * fixed to the skull, lower teeth and tongue fixed to the jaw.
 *
 * <p>Sizes in centimetres: upper central incisors are about 0.85 wide, lower ones 0.54.
 */
final class MouthModel {
  private static final double[] UPPER_EDGES = {0, 0.84, 1.48, 2.2, 2.85, 3.5};
  private static final double[] UPPER_LENGTH = {0, -0.08, -0.02, -0.12, -0.16};
  private static final double[] LOWER_EDGES = {0, 0.54, 1.12, 1.78, 2.45, 3.1};

  /** How far the upper incisors reach below the line where the lips meet. */
  private static final double REACH = 0.33;

  private final double light;
  private final double warmth;
  private final double soft;

  /**
   * @param light on the face, 1 for a well lit one
   * @param grey whether the picture has no colours
   */
  MouthModel(double light, boolean grey, double pxPerCm) {
    this.light = light;
    this.warmth = grey ? 0 : 1;
    this.soft = Math.max(0.035, 0.75 / pxPerCm);
  }

  /**
   * The colour at a place.
   *
   * @param fromTop centimetres below the upper lip
   * @param fromBottom centimetres above the lower lip
   * @param jaw centimetres that the jaw has dropped
   * @param rgb 0-255, written
   */
  void colour(
      double across, double down, double fromTop, double fromBottom, double jaw, float[] rgb) {
    double side = Math.abs(across);
    double deep = 0.75 + 0.25 * smooth((side - 1.2) / 1.2);
    double r = 52 * light / deep * (1 - 0.25 * smooth(fromTop / 1.2));
    double g = r * (1 - 0.6 * warmth);
    double b = r * (1 - 0.57 * warmth);

    double back = 0.62 + 0.6 * jaw - 0.12 * Math.cos(Math.min(side, 1.6));
    double tongue =
        0.8
            * smooth((down - back) / 0.4)
            * smooth((1.75 - side) / 0.7)
            * smooth((jaw - 0.35) / 0.7);
    double flesh = 138 * light * (0.6 + 0.4 * smooth((down - back) / 0.8));
    flesh *= 1 - 0.12 * Math.exp(-side * side / 0.02);
    r = mix(r, flesh, tongue);
    g = mix(g, flesh * (1 - 0.46 * warmth), tongue);
    b = mix(b, flesh * (1 - 0.44 * warmth), tongue);

    int u = tooth(UPPER_EDGES, side);
    double upperEdge = REACH + UPPER_LENGTH[u] - 0.02 * side * side - rounded(UPPER_EDGES, u, side);
    double upper = smooth((upperEdge - down) / soft + 0.5) * smooth((3.0 - side) / 0.8);
    int l = tooth(LOWER_EDGES, side);
    double lowerEdge =
        0.44 + 0.93 * jaw + 0.035 * side * side + 0.6 * rounded(LOWER_EDGES, l, side);
    // A sliver of lower teeth along the lip would read as a bright rim.
    double uncovered = smooth((down + fromBottom - lowerEdge - 0.08) / 0.15);
    double lower = uncovered * smooth((down - lowerEdge) / soft + 0.5) * smooth((2.4 - side) / 0.7);
    boolean front = upper >= lower;
    double teeth = Math.max(upper, 0.92 * lower);
    double arch = Math.max(0.3, 1 - 0.095 * side * side);
    double line = front ? between(UPPER_EDGES, side) : between(LOWER_EDGES, side);
    double enamel = (front ? 214 : 176) * light * arch * (1 - 0.11 * line);
    // Enamel is thinner, and so greyer, toward its edge.
    enamel *= front ? 1 - 0.10 * smooth(1 - (upperEdge - down) / 0.2) : 1;
    r = mix(r, enamel, teeth);
    g = mix(g, enamel * (1 - 0.035 * warmth), teeth);
    b = mix(b, enamel * (1 - 0.115 * warmth), teeth);

    double shadow = (0.5 + 0.5 * smooth(fromTop / 0.3)) * (0.7 + 0.3 * smooth(fromBottom / 0.14));
    rgb[0] = (float) (r * shadow);
    rgb[1] = (float) (g * shadow);
    rgb[2] = (float) (b * shadow);
  }

  private static int tooth(double[] edges, double side) {
    int i = 0;
    while (i + 2 < edges.length && side >= edges[i + 1]) {
      i++;
    }
    return i;
  }

  /** The corners of a tooth are rounded off. */
  private static double rounded(double[] edges, int tooth, double side) {
    double t = 2 * (side - edges[tooth]) / (edges[tooth + 1] - edges[tooth]) - 1;
    return 0.07 * t * t * t * t;
  }

  /** 1 on the line between two teeth, 0 on a tooth. */
  private double between(double[] edges, double side) {
    double line = 0;
    for (double edge : edges) {
      double d = (side - edge) / Math.max(0.045, soft);
      line = Math.max(line, Math.exp(-d * d));
    }
    return line;
  }

  static double mix(double a, double b, double f) {
    return a + f * (b - a);
  }

  static double smooth(double v) {
    double c = Math.max(0, Math.min(1, v));
    return c * c * (3 - 2 * c);
  }
}
