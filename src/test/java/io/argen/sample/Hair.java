package io.argen.sample;

import java.util.List;

/** Colour and strands of hair. */
final class Hair {
  private static final int REACH = 18;

  private Hair() {}

  /** Hair or cloth that the mask covers, from its mean colour to the wanted one. */
  static void colour(
      Picture picture, Plane mask, List<Double> wanted, double contrast, double room) {
    double[] mean = new double[3];
    Plane smooth = picture.lightness().blurred(1.3);
    for (int i = 0; i < mask.v.length; i++) {
      picture.lab[0].v[i] += 0.7f * mask.v[i] * (smooth.v[i] - picture.lab[0].v[i]);
    }
    for (int c = 0; c < 3; c++) {
      mean[c] = picture.lab[c].mean(mask);
    }
    Tone.shift(picture, mask, mean, wanted, 0.35, contrast, room);
  }

  /** A cloth wound about the head where a cap was: folds that run round it, darker at its rim. */
  static void cloth(Picture picture, Plane mask, double[][] target, List<Double> lab, long seed) {
    Plane bends = Noise.of(seed, 40);
    Plane folds = Noise.of(seed + 1, 12);
    Plane weave = Noise.band(seed + 2, 0.8, 2.5);
    Plane soft = mask.blurred(22);
    double half = (target[454][0] - target[234][0]) / 2;
    double cx = (target[454][0] + target[234][0]) / 2;
    int n = Plane.SIDE;
    for (int i = 0; i < n * n; i++) {
      if (mask.v[i] <= 0.01) {
        continue;
      }
      double x = (i % n - cx) / half;
      double y = (double) Math.floorDiv(i, n) / half;
      double turn = 13 * (y - 0.2 * x * x + 0.16 * x + 0.07 * bends.v[i]);
      double fold = Math.pow(0.5 + 0.5 * Math.sin(turn), 3) - 0.3;
      double round = Math.min(1, 1.25 * soft.v[i]);
      double light = lab.get(0) * (0.62 + 0.42 * round - 0.09 * x * x);
      light += lab.get(0) * 0.05 * (fold * -3 + folds.v[i]) + 0.8 * weave.v[i];
      picture.lab[0].v[i] += (float) (mask.v[i] * (light - picture.lab[0].v[i]));
      picture.lab[1].v[i] += (float) (mask.v[i] * (lab.get(1) - picture.lab[1].v[i]));
      picture.lab[2].v[i] += (float) (mask.v[i] * (lab.get(2) - picture.lab[2].v[i]));
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
    Plane alongX = new Plane();
    Plane alongY = new Plane();
    for (int i = 0; i < n * n; i++) {
      // The direction of least change: perpendicular to the main gradient.
      double angle = 0.5 * Math.atan2(2 * sxy.v[i], sxx.v[i] - syy.v[i]) + Math.PI / 2;
      alongX.v[i] = (float) Math.cos(angle);
      alongY.v[i] = (float) Math.sin(angle);
    }
    for (int y = 0; y < n; y++) {
      for (int x = 0; x < n; x++) {
        int i = y * n + x;
        if (mask.v[i] < 0.02) {
          continue;
        }
        double sum = along(noise, alongX, alongY, x, y, 1) + along(noise, alongX, alongY, x, y, -1);
        double gain = amount * mask.v[i] * (6 + 0.28 * picture.lab[0].v[i]);
        picture.lab[0].v[i] += (float) (gain * sum / REACH);
      }
    }
  }

  private static double along(Plane noise, Plane alongX, Plane alongY, int x0, int y0, int sign) {
    int n = Plane.SIDE;
    double x = x0;
    double y = y0;
    double lastX = 0;
    double lastY = sign;
    double sum = 0;
    for (int k = 0; k < REACH; k++) {
      int i = (int) Math.round(y) * n + (int) Math.round(x);
      sum += noise.v[i];
      double dx = alongX.v[i];
      double dy = alongY.v[i];
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
