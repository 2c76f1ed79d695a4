package io.argen.motion;

import io.argen.face.FaceMesh;

/**
 * One eye: lids slide over an eyeball that stays, instead of squeezing it; gaze moves the iris.
 *
 * <p>Works in the eye's own frame: u from corner to corner (0-1), v across, in units of the
 * distance of the corners. Row by row the photo's own opening is known, so that colours are never
 * fetched from beyond the lids.
 */
final class EyeLayer {
  /** The opening's two borders are kept at this many places from corner to corner. */
  private static final int STEPS = 64;

  private final int[] ring;
  private final float[] restUpper = new float[STEPS + 1];
  private final float[] restLower = new float[STEPS + 1];
  private final float[] movedUpper = new float[STEPS + 1];
  private final float[] movedLower = new float[STEPS + 1];
  private final float[] scratch = new float[32];
  private final float[] from;
  private final double irisU;

  /**
   * @param ring the lids from the outer corner along the lower lid to the inner corner and back
   * @param pupil index of the iris centre
   */
  EyeLayer(int[] ring, float[] from, FaceMesh mesh, int pupil) {
    this.ring = ring;
    this.from = from;
    borders(from, restUpper, restLower);
    double ax = from[ring[0] * 2];
    double ay = from[ring[0] * 2 + 1];
    double ux = from[ring[8] * 2] - ax;
    double uy = from[ring[8] * 2 + 1] - ay;
    irisU = ((mesh.irisX(pupil) - ax) * ux + (mesh.irisY(pupil) - ay) * uy) / (ux * ux + uy * uy);
  }

  /**
   * Overwrites the field inside the moved opening.
   *
   * @param gazeX pixels the iris moves to the right
   * @param gazeY pixels the iris moves down
   */
  void draw(DisplacementField field, int width, int height, float[] to, float gazeX, float gazeY) {
    if (still(to) && gazeX == 0 && gazeY == 0) {
      return;
    }
    borders(to, movedUpper, movedLower);
    float ax = to[ring[0] * 2];
    float ay = to[ring[0] * 2 + 1];
    float ux = to[ring[8] * 2] - ax;
    float uy = to[ring[8] * 2 + 1] - ay;
    float square = ux * ux + uy * uy;
    float fax = from[ring[0] * 2];
    float fay = from[ring[0] * 2 + 1];
    float fux = from[ring[8] * 2] - fax;
    float fuy = from[ring[8] * 2 + 1] - fay;
    float fromSquare = fux * fux + fuy * fuy;
    if (square < 4 || fromSquare < 4) {
      return;
    }
    float gazeU = (gazeX * fux + gazeY * fuy) / fromSquare;
    float gazeV = (-gazeX * fuy + gazeY * fux) / fromSquare;
    // The corners' order decides on which side of the axis "up" lies: borders() keeps v as it is.
    int x0 = Math.max(0, (int) Math.floor(min(to, 0)));
    int x1 = Math.min(width - 1, (int) Math.ceil(max(to, 0)));
    int y0 = Math.max(0, (int) Math.floor(min(to, 1)));
    int y1 = Math.min(height - 1, (int) Math.ceil(max(to, 1)));
    float margin = 0.6f / (float) Math.sqrt(fromSquare);
    for (int y = y0; y <= y1; y++) {
      for (int x = x0; x <= x1; x++) {
        float px = x + 0.5f - ax;
        float py = y + 0.5f - ay;
        float u = (px * ux + py * uy) / square;
        float v = (-px * uy + py * ux) / square;
        if (u <= 0 || u >= 1) {
          continue;
        }
        float upper = at(movedUpper, u);
        float lower = at(movedLower, u);
        if ((v - upper) * (v - lower) >= 0) {
          continue;
        }
        double away = (u - irisU) / 0.42;
        float carried = (float) Math.exp(-away * away);
        float fromU = clamp(u - gazeU * carried, 0.02f, 0.98f);
        float a = at(restUpper, fromU);
        float b = at(restLower, fromU);
        float low = Math.min(a, b) + margin;
        float high = Math.max(a, b) - margin;
        float fromV = v - gazeV * carried;
        fromV = low < high ? clamp(fromV, low, high) : (a + b) / 2;
        float sx = fax + fromU * fux - fromV * fuy;
        float sy = fay + fromU * fuy + fromV * fux;
        int i = y * width + x;
        field.dx()[i] = sx - (x + 0.5f);
        field.dy()[i] = sy - (y + 0.5f);
      }
    }
  }

  private boolean still(float[] to) {
    for (int p : ring) {
      if (to[p * 2] != from[p * 2] || to[p * 2 + 1] != from[p * 2 + 1]) {
        return false;
      }
    }
    return true;
  }

  /** The lids' v at evenly spaced u. Ring 0-8 is the lower lid, 8-16 (back to 0) the upper. */
  private void borders(float[] points, float[] upper, float[] lower) {
    border(points, lower, 0, 1);
    border(points, upper, 16, -1);
  }

  private void border(float[] points, float[] into, int start, int step) {
    float ax = points[ring[0] * 2];
    float ay = points[ring[0] * 2 + 1];
    float ux = points[ring[8] * 2] - ax;
    float uy = points[ring[8] * 2 + 1] - ay;
    float square = Math.max(1e-3f, ux * ux + uy * uy);
    for (int n = 0; n <= 8; n++) {
      int p = ring[(start + step * n) % 16] * 2;
      float px = points[p] - ax;
      float py = points[p + 1] - ay;
      scratch[n * 2] = (px * ux + py * uy) / square;
      scratch[n * 2 + 1] = (-px * uy + py * ux) / square;
    }
    int n = 0;
    for (int s = 0; s <= STEPS; s++) {
      float u = (float) s / STEPS;
      while (n < 7 && scratch[(n + 1) * 2] < u) {
        n++;
      }
      float u0 = scratch[n * 2];
      float u1 = scratch[(n + 1) * 2];
      float f = u1 - u0 < 1e-6f ? 0 : clamp((u - u0) / (u1 - u0), 0, 1);
      into[s] = scratch[n * 2 + 1] + f * (scratch[(n + 1) * 2 + 1] - scratch[n * 2 + 1]);
    }
  }

  private static float at(float[] border, float u) {
    float place = clamp(u, 0, 1) * STEPS;
    int i = Math.min(STEPS - 1, (int) place);
    return border[i] + (place - i) * (border[i + 1] - border[i]);
  }

  private float min(float[] points, int axis) {
    float m = Float.MAX_VALUE;
    for (int p : ring) {
      m = Math.min(m, points[p * 2 + axis]);
    }
    return m;
  }

  private float max(float[] points, int axis) {
    float m = -Float.MAX_VALUE;
    for (int p : ring) {
      m = Math.max(m, points[p * 2 + axis]);
    }
    return m;
  }

  private static float clamp(float v, float low, float high) {
    return Math.max(low, Math.min(high, v));
  }
}
