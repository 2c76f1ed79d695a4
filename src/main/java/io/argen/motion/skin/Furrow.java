package io.argen.motion.skin;

import io.argen.facs.ActionUnit;

/**
 * A furrow along a line: a narrow valley between rounded ridges, deepest in the middle, irregular
 * along its way.
 */
final class Furrow implements Relief {
  private final ActionUnit unit;
  private final double[] way;
  private final double width;
  private final double depth;
  private final double step;
  private final long seed;

  /**
   * @param way x y pairs of a smooth line, close together
   * @param width of the valley, cm
   * @param depth cm
   * @param step how much higher the skin lies on the line's left (seen along it), cm
   * @param seed of its irregularity
   */
  Furrow(ActionUnit unit, double[] way, double width, double depth, double step, long seed) {
    this.unit = unit;
    this.way = way;
    this.width = width;
    this.depth = depth;
    this.step = step;
    this.seed = seed;
  }

  @Override
  public ActionUnit unit() {
    return unit;
  }

  private static final double REACH_WIDTHS = 4.5;
  private static final double STEP_CM = 0.55;

  /** Signed distance, share of the way, and the direction of growing distance, in {@code out}. */
  private boolean nearest(double x, double y, double[] out) {
    double best = Double.MAX_VALUE;
    int n = way.length / 2 - 1;
    for (int i = 0; i < n; i++) {
      double ax = way[i * 2];
      double ay = way[i * 2 + 1];
      double ex = way[i * 2 + 2] - ax;
      double ey = way[i * 2 + 3] - ay;
      double px = x - ax;
      double py = y - ay;
      double t = (px * ex + py * ey) / (ex * ex + ey * ey);
      t = Math.max(0, Math.min(1, t));
      double dx = px - t * ex;
      double dy = py - t * ey;
      double square = dx * dx + dy * dy;
      if (square < best) {
        best = square;
        out[0] = Math.copySign(Math.sqrt(square), ex * py - ey * px);
        out[1] = (i + t) / n;
        double length = Math.max(1e-9, Math.sqrt(ex * ex + ey * ey));
        out[2] = -ey / length;
        out[3] = ex / length;
      }
    }
    double reach = reach();
    return best < reach * reach;
  }

  private double reach() {
    return Math.max(REACH_WIDTHS * width + 0.3, step > 0 ? 2.6 * STEP_CM : 0);
  }

  private double envelope(double t) {
    double ends = Math.min(1, 4 * t * (1 - t) * 1.25);
    return ends * ends * (3 - 2 * ends) * (1 + 0.45 * Irregular.along(seed, 5 * t));
  }

  @Override
  public double height(double x, double y, double finestCm) {
    double[] near = new double[4];
    return nearest(x, y, near) ? profile(near[0], near[1], finestCm) : 0;
  }

  @Override
  public void slope(double x, double y, double finestCm, double stepCm, double[] out) {
    double[] near = new double[4];
    out[0] = 0;
    out[1] = 0;
    out[2] = 0;
    if (!nearest(x, y, near)) {
      return;
    }
    // Across the line is where it is steep.
    double steep =
        (profile(near[0] + stepCm, near[1], finestCm)
                - profile(near[0] - stepCm, near[1], finestCm))
            / (2 * stepCm);
    out[0] = steep * near[2];
    out[1] = steep * near[3];
    out[2] = shade(near[0], near[1], finestCm);
  }

  private double profile(double distance, double t, double finestCm) {
    double w = Math.max(width, finestCm);
    double d = distance + 0.45 * width * Irregular.along(seed + 1, 4 * t);
    double soft = Math.sqrt(d * d + 0.12 * w * w) / w;
    double valley = -Math.exp(-1.3 * soft);
    double ridge = (Math.abs(d) / w - 1.9) / 1.2;
    double line = valley + 0.32 * Math.exp(-ridge * ridge);
    double high = 0;
    if (step != 0 && d > 0) {
      double s = d / STEP_CM;
      high = step * 2.2 * s * Math.exp(-0.9 * s * s);
    }
    return envelope(t) * (depth * width / w * line + high);
  }

  @Override
  public double hidden(double x, double y, double finestCm) {
    double[] near = new double[4];
    return nearest(x, y, near) ? shade(near[0], near[1], finestCm) : 0;
  }

  private double shade(double distance, double t, double finestCm) {
    double w = Math.max(width, finestCm);
    double d = (distance + 0.45 * width * Irregular.along(seed + 1, 4 * t)) / w;
    return envelope(t) * Math.min(1, depth / width) * (width / w) * Math.exp(-d * d);
  }

  @Override
  public double[] bounds() {
    double[] b = {1e9, 1e9, -1e9, -1e9};
    double reach = reach();
    for (int i = 0; i < way.length; i += 2) {
      b[0] = Math.min(b[0], way[i] - reach);
      b[1] = Math.min(b[1], way[i + 1] - reach);
      b[2] = Math.max(b[2], way[i] + reach);
      b[3] = Math.max(b[3], way[i + 1] + reach);
    }
    return b;
  }
}
