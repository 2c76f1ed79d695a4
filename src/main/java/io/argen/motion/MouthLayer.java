package io.argen.motion;

import io.argen.clip.Image;
import io.argen.face.MeshPoints;

/**
 * What is seen when lips part that were closed in the photo: a dark cavity, the upper teeth (fixed
 * to the skull), the lower teeth and the tongue (fixed to the jaw), in the photo's light.
 *
 * <p>Sizes in centimetres on the canonical face: incisors are about 0.85 cm wide and 0.9 cm high.
 */
final class MouthLayer {
  private static final int[] INNER = MeshPoints.innerLips();
  private static final double[] TOOTH_EDGES = {0, 0.84, 1.48, 2.2, 2.85, 3.5};

  private final double pxPerCm;
  private final float restGap;
  private final double light;
  private final double warmth;
  private final float[] polygon = new float[INNER.length * 2];

  MouthLayer(Image photo, float[] from, double pxPerCm) {
    this.pxPerCm = pxPerCm;
    this.restGap = gap(from);
    double[] skin = new double[3];
    int n = 0;
    for (int p : new int[] {205, 425, 50, 280, 152, 164}) {
      int x = Math.round(from[p * 2]);
      int y = Math.round(from[p * 2 + 1]);
      if (x >= 0 && y >= 0 && x < photo.width() && y < photo.height()) {
        for (int c = 0; c < 3; c++) {
          skin[c] += photo.rgb()[(y * photo.width() + x) * 3 + c] & 0xff;
        }
        n++;
      }
    }
    double luma = n == 0 ? 120 : (0.299 * skin[0] + 0.587 * skin[1] + 0.114 * skin[2]) / n;
    // Dark skin reflects less of the same light: the light is guessed between skin and mid grey.
    light = Math.max(0.35, Math.min(1.1, (0.55 * luma + 0.45 * 150) / 165));
    boolean grey = n > 0 && Math.abs(skin[0] - skin[2]) / n < 4;
    warmth = grey ? 0 : 1;
  }

  private static float gap(float[] points) {
    return (float)
        Math.hypot(points[13 * 2] - points[14 * 2], points[13 * 2 + 1] - points[14 * 2 + 1]);
  }

  /**
   * Paints into {@code out} where the moved lips are apart.
   *
   * @param headX pixels the skull has moved at the mouth
   * @param jawDrop centimetres the jaw has dropped
   */
  void draw(Image out, float[] to, float headX, float headY, double jawDrop, float[] from) {
    float gap = gap(to);
    double opened = (gap - restGap) / pxPerCm;
    if (opened <= 0.03 || restGap > 0.6 * gap) {
      return;
    }
    double strength = Math.min(1, (opened - 0.03) / 0.12);
    float x0 = Float.MAX_VALUE;
    float y0 = Float.MAX_VALUE;
    float x1 = -Float.MAX_VALUE;
    float y1 = -Float.MAX_VALUE;
    for (int i = 0; i < INNER.length; i++) {
      float x = to[INNER[i] * 2];
      float y = to[INNER[i] * 2 + 1];
      polygon[i * 2] = x;
      polygon[i * 2 + 1] = y;
      x0 = Math.min(x0, x);
      x1 = Math.max(x1, x);
      y0 = Math.min(y0, y);
      y1 = Math.max(y1, y);
    }
    // The mouth's axis, from the corners of the photo: teeth do not tilt with a crooked smile.
    double axisX = from[308 * 2] - from[78 * 2];
    double axisY = from[308 * 2 + 1] - from[78 * 2 + 1];
    double length = Math.max(1e-3, Math.hypot(axisX, axisY));
    axisX /= length;
    axisY /= length;
    double originX = (from[13 * 2] + from[14 * 2]) / 2.0 + headX;
    double originY = (from[13 * 2 + 1] + from[14 * 2 + 1]) / 2.0 + headY;
    double feather = Math.max(0.7, 0.05 * pxPerCm);
    int width = out.width();
    int left = Math.max(0, (int) Math.floor(x0));
    int right = Math.min(width - 1, (int) Math.ceil(x1));
    int top = Math.max(0, (int) Math.floor(y0));
    int bottom = Math.min(out.height() - 1, (int) Math.ceil(y1));
    for (int y = top; y <= bottom; y++) {
      for (int x = left; x <= right; x++) {
        double inside = distanceInside(x + 0.5, y + 0.5);
        if (inside <= -feather) {
          continue;
        }
        double alpha = strength * smooth((inside + 0.35 * feather) / (1.35 * feather));
        if (alpha <= 0) {
          continue;
        }
        double px = (x + 0.5 - originX) / pxPerCm;
        double py = (y + 0.5 - originY) / pxPerCm;
        double across = px * axisX + py * axisY;
        double down = -px * axisY + py * axisX;
        blend(out.rgb(), (y * width + x) * 3, alpha, across, down, jawDrop, inside / pxPerCm);
      }
    }
  }

  private void blend(
      byte[] rgb, int at, double alpha, double across, double down, double jaw, double depth) {
    double side = Math.abs(across);
    double shade = Math.max(0.3, 1 - 0.75 * Math.pow(side / 2.8, 2));
    // Lips throw a shadow on what lies behind them.
    double shadow = 0.62 + 0.38 * smooth(depth / 0.22);
    double r = 58 * light;
    double g = r * (1 - 0.55 * warmth);
    double b = r * (1 - 0.5 * warmth);
    double tongue =
        smooth((down - (0.55 + 0.62 * jaw)) / 0.35)
            * smooth((1.7 - side) / 0.6)
            * smooth(jaw / 0.8);
    r = mix(r, 150 * light, 0.75 * tongue);
    g = mix(g, 150 * light * (1 - 0.5 * warmth), 0.75 * tongue);
    b = mix(b, 150 * light * (1 - 0.48 * warmth), 0.75 * tongue);
    double soft = Math.max(0.03, 0.8 / pxPerCm);
    double upperEdge = 0.40 - 0.035 * side * side + 0.02 * Math.cos(side * 7);
    double upper = smooth((upperEdge - down) / soft) * smooth((3.1 - side) / 0.9);
    double lowerEdge = 0.46 + 0.95 * jaw + 0.03 * side * side;
    double lower = smooth((down - lowerEdge) / soft) * smooth((2.5 - side) / 0.6);
    double teeth = Math.max(upper, 0.9 * lower);
    double gum = Math.max(smooth((-0.62 - down) / 0.12), 0);
    double enamel =
        232 * light * shade * (1 - 0.16 * between(side, soft)) * (lower > upper ? 0.82 : 1);
    r = mix(r, mix(enamel, enamel * 0.75, gum), teeth);
    g = mix(g, mix(enamel * (1 - 0.045 * warmth), enamel * 0.42, gum * warmth), teeth);
    b = mix(b, mix(enamel * (1 - 0.13 * warmth), enamel * 0.42, gum * warmth), teeth);
    rgb[at] = blended(rgb[at], r * shadow, alpha);
    rgb[at + 1] = blended(rgb[at + 1], g * shadow, alpha);
    rgb[at + 2] = blended(rgb[at + 2], b * shadow, alpha);
  }

  /** 1 on the line between two teeth, 0 on a tooth. */
  private static double between(double side, double soft) {
    double line = 0;
    for (double edge : TOOTH_EDGES) {
      double d = (side - edge) / Math.max(0.05, soft);
      line = Math.max(line, Math.exp(-d * d));
    }
    return line;
  }

  /** Pixels from the border of the opening, negative outside. */
  private double distanceInside(double x, double y) {
    boolean inside = false;
    double nearest = Double.MAX_VALUE;
    int n = polygon.length / 2;
    for (int i = 0, j = n - 1; i < n; j = i++) {
      double xi = polygon[i * 2];
      double yi = polygon[i * 2 + 1];
      double xj = polygon[j * 2];
      double yj = polygon[j * 2 + 1];
      if (yi > y != yj > y && x < (xj - xi) * (y - yi) / (yj - yi) + xi) {
        inside = !inside;
      }
      double dx = xj - xi;
      double dy = yj - yi;
      double square = dx * dx + dy * dy;
      double t =
          square == 0 ? 0 : Math.max(0, Math.min(1, ((x - xi) * dx + (y - yi) * dy) / square));
      double ex = x - xi - t * dx;
      double ey = y - yi - t * dy;
      nearest = Math.min(nearest, ex * ex + ey * ey);
    }
    double distance = Math.sqrt(nearest);
    return inside ? distance : -distance;
  }

  private static byte blended(byte old, double colour, double alpha) {
    return (byte) Math.max(0, Math.min(255, Math.round(mix(old & 0xff, colour, alpha))));
  }

  private static double mix(double a, double b, double f) {
    return a + f * (b - a);
  }

  private static double smooth(double v) {
    double c = Math.max(0, Math.min(1, v));
    return c * c * (3 - 2 * c);
  }
}
