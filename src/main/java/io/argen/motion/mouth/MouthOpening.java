package io.argen.motion.mouth;

import io.argen.face.MeshPoints;

/**
 * The opening between the lips in a frame of its own that is fixed to the skull: {@code across}
 * along the line of the eyes, {@code down} at right angles, both in centimetres from where the lips
 * meet at rest.
 */
final class MouthOpening {
  private static final int STEPS = 48;
  private static final int[] UPPER = {78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308};
  private static final int[] LOWER = {78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308};
  private static final int EYE_RIGHT = 33;
  private static final int EYE_LEFT = 263;

  /** The point of the skull that the mouth is measured from. */
  private static final int NOSE = 4;

  private static final double BEHIND_LIPS = 0.5;

  private final float[] top = new float[STEPS + 1];
  private final float[] bottom = new float[STEPS + 1];
  private final float[] line = new float[UPPER.length * 2];
  private final float[] scratch = new float[STEPS + 1];
  private double originX;
  private double originY;
  private double axisX;
  private double axisY;
  private double pxAcross = 1;
  private double pxDown = 1;
  private float left;
  private float right;

  /**
   * The middle of the teeth behind closed lips, from the tip of the nose.
   *
   * @param unposed points out of their pose, {@code [468 * 3]} cm
   * @return centimetres in the head's own axes
   */
  static double[] teeth(float[] unposed) {
    double[] place = new double[3];
    for (int c = 0; c < 3; c++) {
      place[c] = (unposed[13 * 3 + c] + unposed[14 * 3 + c]) / 2.0 - unposed[NOSE * 3 + c];
    }
    place[2] -= BEHIND_LIPS;
    return place;
  }

  /**
   * Reads the opening of a frame.
   *
   * @param points of the mesh, pixels, x y interleaved
   * @param teeth as {@link #teeth} gives them at rest
   * @param r the head's rotation, row by row
   */
  void read(float[] points, double[] teeth, double[] r, double pixelsPerCm) {
    double x = points[EYE_LEFT * 2] - points[EYE_RIGHT * 2];
    double y = points[EYE_LEFT * 2 + 1] - points[EYE_RIGHT * 2 + 1];
    double length = Math.max(1e-3, Math.hypot(x, y));
    axisX = x / length;
    axisY = y / length;
    // A turned row of teeth is seen shortened, and stands behind the nose, not below it.
    pxAcross = pixelsPerCm * Math.max(0.3, Math.hypot(r[0], r[3]));
    pxDown = pixelsPerCm * Math.max(0.3, Math.hypot(r[1], r[4]));
    originX =
        points[NOSE * 2] + pixelsPerCm * (r[0] * teeth[0] + r[1] * teeth[1] + r[2] * teeth[2]);
    originY =
        points[NOSE * 2 + 1] - pixelsPerCm * (r[3] * teeth[0] + r[4] * teeth[1] + r[5] * teeth[2]);
    left = (float) across(points[78 * 2], points[78 * 2 + 1]);
    right = (float) across(points[308 * 2], points[308 * 2 + 1]);
    border(points, UPPER, top, -1);
    border(points, LOWER, bottom, 1);
  }

  /** Tabulates a lip; where it doubles back near a corner, the outermost place counts. */
  private void border(float[] points, int[] lip, float[] into, int outward) {
    for (int i = 0; i < lip.length; i++) {
      line[i * 2] = (float) across(points[lip[i] * 2], points[lip[i] * 2 + 1]);
      line[i * 2 + 1] = (float) down(points[lip[i] * 2], points[lip[i] * 2 + 1]);
    }
    for (int s = 0; s <= STEPS; s++) {
      float at = left + (right - left) * s / STEPS;
      float best = line[s * 2 < STEPS ? 1 : lip.length * 2 - 1];
      boolean found = false;
      for (int i = 0; i + 1 < lip.length; i++) {
        float a = line[i * 2];
        float b = line[i * 2 + 2];
        if (at < Math.min(a, b) || at > Math.max(a, b)) {
          continue;
        }
        float f = Math.abs(b - a) < 1e-6f ? 0 : (at - a) / (b - a);
        float v = line[i * 2 + 1] + f * (line[i * 2 + 3] - line[i * 2 + 1]);
        best = !found || outward * (v - best) > 0 ? v : best;
        found = true;
      }
      into[s] = best;
    }
    for (int round = 0; round < 2; round++) {
      System.arraycopy(into, 0, scratch, 0, into.length);
      for (int s = 1; s < STEPS; s++) {
        into[s] = 0.25f * scratch[s - 1] + 0.5f * scratch[s] + 0.25f * scratch[s + 1];
      }
    }
  }

  double across(double x, double y) {
    return ((x - originX) * axisX + (y - originY) * axisY) / pxAcross;
  }

  double down(double x, double y) {
    return (-(x - originX) * axisY + (y - originY) * axisX) / pxDown;
  }

  /** Pixel x of a place given in centimetres. */
  double x(double across, double down) {
    return originX + pxAcross * across * axisX - pxDown * down * axisY;
  }

  /** Pixel y of a place given in centimetres. */
  double y(double across, double down) {
    return originY + pxAcross * across * axisY + pxDown * down * axisX;
  }

  /** Where the corner on the picture's left lies, cm. */
  double left() {
    return left;
  }

  /** Where the corner on the picture's right lies, cm. */
  double right() {
    return right;
  }

  float top(double across) {
    return at(top, across);
  }

  float bottom(double across) {
    return at(bottom, across);
  }

  /** Height of the opening in its middle, cm. */
  double gap() {
    return bottom[STEPS / 2] - top[STEPS / 2];
  }

  /** Centimetres beyond the nearer corner of the mouth; 0 between them. */
  double beyond(double across) {
    return Math.max(0, Math.max(left - across, across - right));
  }

  /** Smallest and largest pixel x, then y, of the opening. */
  void bounds(float[] points, float[] out) {
    out[0] = Float.MAX_VALUE;
    out[1] = -Float.MAX_VALUE;
    out[2] = Float.MAX_VALUE;
    out[3] = -Float.MAX_VALUE;
    for (int p : MeshPoints.innerLips()) {
      out[0] = Math.min(out[0], points[p * 2]);
      out[1] = Math.max(out[1], points[p * 2]);
      out[2] = Math.min(out[2], points[p * 2 + 1]);
      out[3] = Math.max(out[3], points[p * 2 + 1]);
    }
  }

  private float at(float[] table, double across) {
    double place = right - left < 1e-3 ? 0 : (across - left) / (right - left) * STEPS;
    double c = Math.max(0, Math.min(STEPS, place));
    int i = Math.min(STEPS - 1, (int) c);
    return table[i] + (float) (c - i) * (table[i + 1] - table[i]);
  }
}
