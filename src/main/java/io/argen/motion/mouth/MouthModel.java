package io.argen.motion.mouth;

/**
 * A mouth's inside for people who have never been seen to open theirs: a dark cavity, upper teeth
 * and gum fixed to the skull, lower teeth and tongue fixed to the jaw. Sizes in centimetres.
 */
final class MouthModel {
  /** How far the upper incisors reach below the line where the lips meet. */
  private static final double REACH = 0.3;

  /** So much of the upper incisors is seen in any open mouth. */
  private static final double LEAST_UPPER = 0.24;

  /** A closed jaw's lower incisors end here; they follow the jaw. */
  private static final double LOWER_EDGE = 0.37;

  /** The lower lip leaves no more of the lower incisors uncovered. */
  private static final double MOST_LOWER = 0.42;

  private static final double ENAMEL = 202;

  private final MouthLight light;
  private final ToothRow upper;
  private final ToothRow lower;
  private double left;
  private double right;
  private double upperEdge;
  private double lowerEdge;
  private double height;

  MouthModel(MouthLight light, double pxPerCm) {
    this.light = light;
    double soft = Math.max(0.03, 1.1 * light.blurPx() / pxPerCm);
    upper = ToothRow.upper(soft);
    lower = ToothRow.lower(soft);
  }

  /**
   * Begins a frame.
   *
   * @param jaw centimetres that the jaw has dropped
   */
  void begin(MouthOpening opening, double jaw) {
    left = opening.left();
    right = opening.right();
    double top = opening.top(0);
    double bottom = opening.bottom(0);
    height = Math.max(0, bottom - top);
    // The lip hangs lowest beside its middle.
    double hanging = Math.max(top, Math.max(opening.top(-0.5), opening.top(0.5)));
    upperEdge = Math.max(REACH, hanging + LEAST_UPPER);
    lowerEdge = Math.max(LOWER_EDGE + 0.93 * jaw, bottom - MOST_LOWER);
    lowerEdge = Math.max(lowerEdge, upperEdge + 0.05);
  }

  /**
   * The colour at a place.
   *
   * @param fromTop centimetres below the upper lip
   * @param fromBottom centimetres above the lower lip
   * @param rgb 0-255, written
   */
  void colour(double across, double down, double fromTop, double fromBottom, float[] rgb) {
    double side = Math.abs(across);
    double corner = Math.max(0, Math.min(across - left, right - across));
    double inside = Math.min(fromTop, fromBottom);
    double dark = light.light() * (64 - 34 * smooth(inside / 0.55));
    flesh(rgb, dark, 1);

    // Wet cheeks, not a hole, lie behind the corners.
    double cheek = 0.75 * (1 - smooth(corner / 0.75));
    add(rgb, light.lip(), 0.42, cheek);

    double back = lowerEdge - 0.2 - 0.3 * smooth((height - 1) / 1.2) + 0.16 * side * side;
    double tongue = smooth((down - back) / 0.45) * smooth((1.9 - side) / 0.8);
    tongue *= smooth((height - 0.75) / 0.5);
    double lit = 0.42 + 0.5 * smooth((down - back) / 0.9) - 0.10 * Math.exp(-side * side / 0.015);
    flesh(rgb, 150 * light.light() * lit, tongue);

    lower.look(across, down - lowerEdge - 0.03 * side * side);
    // A sliver of lower teeth along the lip would read as a bright rim.
    double uncovered = smooth((down + fromBottom - lowerEdge - 0.06) / 0.16);
    double under = 0.58 + 0.42 * smooth((down - upperEdge + 0.05) / 0.55);
    row(lower, uncovered, 0.84 * under, rgb);

    upper.look(across, upperEdge - 0.03 * side * side - down);
    row(upper, 1, 1, rgb);

    double lip = 0.5 + 0.5 * smooth((fromTop + 0.03) / 0.3);
    lip *= 0.72 + 0.28 * smooth(fromBottom / 0.16);
    lip *= 0.62 + 0.38 * smooth(corner / 0.9);
    double black = light.black();
    for (int c = 0; c < 3; c++) {
      double floor = c == 0 ? black : black * (1 - 0.4 * light.warmth());
      rgb[c] = (float) (floor + rgb[c] * lip * (1 - floor / 255));
    }
  }

  private void row(ToothRow row, double share, double bright, float[] rgb) {
    add(rgb, light.lip(), 0.8 * bright * Math.min(1, row.shade() * 1.05), share * row.gum());
    double enamel = ENAMEL * light.light() * bright * row.shade();
    double yellow = light.warmth() * (0.075 + 0.08 * row.age());
    double on = share * row.tooth();
    double[] tint = light.tint();
    rgb[0] = (float) mix(rgb[0], Math.min(250, enamel * tint[0]), on);
    rgb[1] = (float) mix(rgb[1], Math.min(250, enamel * tint[1] * (1 - 0.65 * yellow)), on);
    rgb[2] = (float) mix(rgb[2], Math.min(250, enamel * tint[2] * (1 - 1.7 * yellow)), on);
  }

  /** Mixes in flesh of a brightness. */
  private void flesh(float[] rgb, double red, double share) {
    rgb[0] = (float) mix(rgb[0], red, share);
    rgb[1] = (float) mix(rgb[1], red * (1 - 0.50 * light.warmth()), share);
    rgb[2] = (float) mix(rgb[2], red * (1 - 0.47 * light.warmth()), share);
  }

  private static void add(float[] rgb, double[] colour, double bright, double share) {
    for (int c = 0; c < 3; c++) {
      rgb[c] = (float) mix(rgb[c], bright * colour[c], share);
    }
  }

  static double mix(double a, double b, double f) {
    return a + f * (b - a);
  }

  static double smooth(double v) {
    double c = Math.max(0, Math.min(1, v));
    return c * c * (3 - 2 * c);
  }
}
