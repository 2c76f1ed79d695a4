package io.argen.motion.skin;

import io.argen.facs.ActionUnit;

/**
 * A piece of the skin's relief that an Action Unit raises or digs at full intensity, on the
 * canonical face's frontal plane (centimetres; x to the picture's right, y up).
 */
sealed interface Relief {
  /** The unit that makes it. */
  ActionUnit unit();

  /** Height over smooth skin, cm; negative in a valley. */
  double height(double x, double y, double finestCm);

  /** How much less light of all directions reaches a place, 0-1. */
  double hidden(double x, double y, double finestCm);

  /** Left, bottom, right, top of what it touches. */
  double[] bounds();

  /**
   * A furrow along a line: a narrow valley between rounded ridges, deepest in the middle, irregular
   * along its way.
   *
   * @param way x y pairs of a smooth line, close together
   * @param width of the valley, cm
   * @param depth cm
   * @param step how much higher the skin lies on the line's left (seen along it), cm
   * @param seed of its irregularity
   */
  record Furrow(ActionUnit unit, double[] way, double width, double depth, double step, long seed)
      implements Relief {
    private static final double REACH_WIDTHS = 4.5;
    private static final double STEP_CM = 0.55;

    /** Signed distance from the line, and the share of the way, in {@code out}. */
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
        }
      }
      double reach = reach();
      return best < reach * reach;
    }

    private double reach() {
      return Math.max(REACH_WIDTHS * width + 0.3, step > 0 ? 4 * STEP_CM : 0);
    }

    private double envelope(double t) {
      double ends = Math.min(1, 4 * t * (1 - t) * 1.25);
      return ends * ends * (3 - 2 * ends) * (1 + 0.35 * Irregular.along(seed, 5 * t));
    }

    @Override
    public double height(double x, double y, double finestCm) {
      double[] near = new double[2];
      if (!nearest(x, y, near)) {
        return 0;
      }
      double w = Math.max(width, finestCm);
      double d = near[0] + 0.45 * width * Irregular.along(seed + 1, 4 * near[1]);
      double soft = Math.sqrt(d * d + 0.12 * w * w) / w;
      double valley = -Math.exp(-1.3 * soft);
      double ridge = (Math.abs(d) / w - 1.9) / 1.2;
      double profile = valley + 0.32 * Math.exp(-ridge * ridge);
      double high = 0;
      if (step != 0) {
        double s = d / STEP_CM;
        high = d > 0 ? step * 2.2 * s * Math.exp(-0.9 * s * s) : 0;
      }
      double narrower = width / w;
      return envelope(near[1]) * (depth * narrower * profile + high);
    }

    @Override
    public double hidden(double x, double y, double finestCm) {
      double[] near = new double[2];
      if (!nearest(x, y, near)) {
        return 0;
      }
      double w = Math.max(width, finestCm);
      double d = (near[0] + 0.45 * width * Irregular.along(seed + 1, 4 * near[1])) / w;
      return envelope(near[1]) * Math.min(1, depth / width) * (width / w) * Math.exp(-d * d);
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

  /**
   * A soft bulge, or a hollow where the height is negative.
   *
   * @param radiusX cm along its own first axis, at which it has fallen to 1/e
   * @param turn radians from x to its first axis
   * @param shade how much less light reaches it at full intensity, 0-1
   */
  record Bulge(
      ActionUnit unit,
      double x,
      double y,
      double radiusX,
      double radiusY,
      double turn,
      double high,
      double shade)
      implements Relief {
    private double weight(double px, double py) {
      double dx = px - x;
      double dy = py - y;
      double u = (Math.cos(turn) * dx + Math.sin(turn) * dy) / radiusX;
      double v = (-Math.sin(turn) * dx + Math.cos(turn) * dy) / radiusY;
      return Math.exp(-u * u - v * v);
    }

    @Override
    public double height(double px, double py, double finestCm) {
      return high * weight(px, py);
    }

    @Override
    public double hidden(double px, double py, double finestCm) {
      return shade * weight(px, py);
    }

    @Override
    public double[] bounds() {
      double r = 2.4 * Math.max(radiusX, radiusY);
      return new double[] {x - r, y - r, x + r, y + r};
    }
  }

  /**
   * Small dimples within a soft disc, as on the chin.
   *
   * @param grain cm between dimples
   */
  record Dimples(
      ActionUnit unit, double x, double y, double radius, double grain, double depth, long seed)
      implements Relief {
    private double weight(double px, double py) {
      double u = (px - x) / radius;
      double v = (py - y) / radius;
      return Math.exp(-Math.pow(u * u + v * v, 2));
    }

    @Override
    public double height(double px, double py, double finestCm) {
      double g = Math.max(grain, 2.5 * finestCm);
      return depth * weight(px, py) * Irregular.across(seed, px / g, py / g);
    }

    @Override
    public double hidden(double px, double py, double finestCm) {
      double g = Math.max(grain, 2.5 * finestCm);
      double deep = Math.max(0, -Irregular.across(seed, px / g, py / g));
      return 1.2 * depth / g * weight(px, py) * deep;
    }

    @Override
    public double[] bounds() {
      double r = 1.5 * radius;
      return new double[] {x - r, y - r, x + r, y + r};
    }
  }
}
