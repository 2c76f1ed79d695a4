package io.argen.sample;

import java.util.List;

/** Colour and strands of hair. */
final class Hair {
  private static final int REACH = 18;

  private Hair() {}

  static void colour(Picture picture, Plane mask, List<Double> wanted, double contrast) {
    double[] mean = new double[3];
    Plane smooth = picture.lightness().blurred(1.3);
    for (int i = 0; i < mask.v.length; i++) {
      picture.lab[0].v[i] += 0.7f * mask.v[i] * (smooth.v[i] - picture.lab[0].v[i]);
    }
    for (int c = 0; c < 3; c++) {
      mean[c] = picture.lab[c].mean(mask);
    }
    Tone.shift(picture, mask, mean, wanted, 0.35, contrast);
  }

  /** New hair where something else was: strands swept up and back from the brow. */
  static void grow(Picture picture, Plane mask, double[][] target, long seed) {
    Plane rough = Noise.of(seed, 1.2);
    Plane locks = Noise.of(seed + 1, 6);
    double cx = (target[127][0] + target[356][0]) / 2;
    double cy = target[5][1];
    double reach = Plane.SIDE * 0.75;
    Plane soft = mask.blurred(14);
    int n = Plane.SIDE;
    for (int i = 0; i < n * n; i++) {
      if (mask.v[i] <= 0.01) {
        continue;
      }
      double dx = i % n - cx;
      double dy = Math.floorDiv(i, n) - cy;
      double angle = Math.atan2(dx, -dy);
      double radius = Math.hypot(dx, dy);
      // The same noise all along a ray, slightly waved: a strand.
      double wave = angle + 0.05 * Math.sin(radius / 40 + 3 * angle);
      int strand = (int) Math.floor((wave + Math.PI) / (2 * Math.PI) * 3000) % n;
      int row = (int) (radius / reach * 40) % n;
      double fine = rough.v[row / 12 * n + strand];
      double broad = locks.v[row / 4 * n + strand / 3];
      double light = 62 + 7 * fine + 6 * broad - 30 * (1 - Math.min(1, 1.4 * soft.v[i]));
      picture.lab[0].v[i] += (float) (mask.v[i] * (light - picture.lab[0].v[i]));
      picture.lab[1].v[i] *= 1 - mask.v[i];
      picture.lab[2].v[i] += mask.v[i] * (4 - picture.lab[2].v[i]);
    }
  }

  /**
   * Strands: noise drawn out along the direction that the hair already runs in (line integral
   * convolution, Cabral and Leedom 1993).
   */
  static void strands(Picture picture, Plane mask, double amount, long seed) {
    Plane l = picture.lightness().blurred(1.6);
    int n = Plane.SIDE;
    Plane xx = new Plane();
    Plane yy = new Plane();
    Plane xy = new Plane();
    for (int y = 1; y < n - 1; y++) {
      for (int x = 1; x < n - 1; x++) {
        float dx = l.at(x + 1, y) - l.at(x - 1, y);
        float dy = l.at(x, y + 1) - l.at(x, y - 1);
        int i = y * n + x;
        xx.v[i] = dx * dx;
        yy.v[i] = dy * dy;
        xy.v[i] = dx * dy;
      }
    }
    Plane sxx = xx.blurred(11);
    Plane syy = yy.blurred(11);
    Plane sxy = xy.blurred(11);
    Plane noise = Noise.band(seed, 0.8, 3);
    for (int y = 0; y < n; y++) {
      for (int x = 0; x < n; x++) {
        int i = y * n + x;
        if (mask.v[i] < 0.02) {
          continue;
        }
        double sum = along(noise, sxx, syy, sxy, x, y, 1) + along(noise, sxx, syy, sxy, x, y, -1);
        double gain = amount * mask.v[i] * (6 + 0.28 * picture.lab[0].v[i]);
        picture.lab[0].v[i] += (float) (gain * sum / REACH);
      }
    }
  }

  private static double along(
      Plane noise, Plane sxx, Plane syy, Plane sxy, int x0, int y0, int sign) {
    int n = Plane.SIDE;
    double x = x0;
    double y = y0;
    double lastX = 0;
    double lastY = sign;
    double sum = 0;
    for (int k = 0; k < REACH; k++) {
      int i = (int) Math.round(y) * n + (int) Math.round(x);
      sum += noise.v[i];
      // The direction of least change: perpendicular to the main gradient.
      double angle = 0.5 * Math.atan2(2 * sxy.v[i], sxx.v[i] - syy.v[i]) + Math.PI / 2;
      double dx = Math.cos(angle);
      double dy = Math.sin(angle);
      if (dx * lastX + dy * lastY < 0) {
        dx = -dx;
        dy = -dy;
      }
      lastX = dx;
      lastY = dy;
      x = Math.max(0, Math.min(n - 1, x + dx));
      y = Math.max(0, Math.min(n - 1, y + dy));
    }
    return sum;
  }
}
