package io.argen.motion.skin;

import io.argen.facs.ActionUnit;

/**
 * A piece of the skin's relief that an Action Unit raises or digs at full intensity, on the
 * canonical face's frontal plane (centimetres; x to the picture's right, y up).
 */
sealed interface Relief permits Furrow, Relief.Bulge, Relief.Dimples {
  /** The unit that makes it. */
  ActionUnit unit();

  /** Height over smooth skin, cm; negative in a valley. */
  double height(double x, double y, double finestCm);

  /**
   * Slope and shade of a place: {@code out = {dh/dx, dh/dy, hidden}}.
   *
   * @param stepCm over which the slope is taken
   */
  default void slope(double x, double y, double finestCm, double stepCm, double[] out) {
    out[0] = (height(x + stepCm, y, finestCm) - height(x - stepCm, y, finestCm)) / (2 * stepCm);
    out[1] = (height(x, y + stepCm, finestCm) - height(x, y - stepCm, finestCm)) / (2 * stepCm);
    out[2] = hidden(x, y, finestCm);
  }

  /** How much less light of all directions reaches a place, 0-1. */
  double hidden(double x, double y, double finestCm);

  /** Left, bottom, right, top of what it touches. */
  double[] bounds();

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
