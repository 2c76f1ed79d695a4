package io.argen.sample;

/** Round glasses with a thin dark frame. */
final class Glasses {
  private static final double FRAME_HALF_WIDTH = 2.6;

  private Glasses() {}

  static void draw(Picture picture, double[][] target) {
    double[] left = centre(target, 33, 133);
    double[] right = centre(target, 263, 362);
    double apart = right[0] - left[0];
    double rx = 0.36 * apart;
    double ry = 0.32 * apart;
    Plane frame = new Plane();
    for (double[] eye : new double[][] {left, right}) {
      eye[1] += 0.1 * ry;
      ring(frame, eye, rx, ry);
    }
    double[] bridge = {(left[0] + right[0]) / 2, (left[1] + right[1]) / 2};
    line(frame, left[0] + rx, left[1] - 0.15 * ry, bridge[0], bridge[1] - 0.4 * ry);
    line(frame, bridge[0], bridge[1] - 0.4 * ry, right[0] - rx, right[1] - 0.15 * ry);
    line(frame, left[0] - rx, left[1] - 0.2 * ry, target[127][0], target[127][1]);
    line(frame, right[0] + rx, right[1] - 0.2 * ry, target[356][0], target[356][1]);
    Plane soft = frame.blurred(0.8);
    Plane shadow = frame.blurred(4);
    int n = Plane.SIDE;
    for (int i = 0; i < n * n; i++) {
      float m = Math.min(1, soft.v[i]);
      float below = i >= 6 * n ? Math.min(1, shadow.v[i - 6 * n]) : 0;
      picture.lab[0].v[i] *= 1 - 0.25f * below;
      picture.lab[0].v[i] += m * (18 - picture.lab[0].v[i]);
      picture.lab[1].v[i] += m * (6 - picture.lab[1].v[i]);
      picture.lab[2].v[i] += m * (8 - picture.lab[2].v[i]);
    }
  }

  private static double[] centre(double[][] target, int a, int b) {
    return new double[] {(target[a][0] + target[b][0]) / 2, (target[a][1] + target[b][1]) / 2};
  }

  private static void ring(Plane frame, double[] centre, double rx, double ry) {
    double[] last = null;
    for (int k = 0; k <= 72; k++) {
      double angle = 2 * Math.PI * k / 72;
      double[] at = {centre[0] + rx * Math.cos(angle), centre[1] + ry * Math.sin(angle)};
      if (last != null) {
        line(frame, last[0], last[1], at[0], at[1]);
      }
      last = at;
    }
  }

  private static void line(Plane frame, double x0, double y0, double x1, double y1) {
    int n = Plane.SIDE;
    int reach = 5;
    for (int y = (int) Math.min(y0, y1) - reach; y <= Math.max(y0, y1) + reach; y++) {
      for (int x = (int) Math.min(x0, x1) - reach; x <= Math.max(x0, x1) + reach; x++) {
        if (x < 0 || y < 0 || x >= n || y >= n) {
          continue;
        }
        double dx = x1 - x0;
        double dy = y1 - y0;
        double t = ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy + 1e-9);
        t = Math.max(0, Math.min(1, t));
        double d = Math.hypot(x - x0 - t * dx, y - y0 - t * dy);
        float cover = (float) Math.max(0, Math.min(1, FRAME_HALF_WIDTH + 0.5 - d));
        frame.v[y * n + x] = Math.max(frame.v[y * n + x], cover);
      }
    }
  }
}
