package io.argen.motion;

import io.argen.clip.Image;
import io.argen.face.FaceMesh;

/**
 * One eye: lids slide over an eyeball that stays, instead of squeezing it; gaze moves the iris.
 *
 * <p>Works in the eye's own frame: u from corner to corner (0-1), v across, in units of the
 * distance of the corners. Row by row the photo's own opening is known, so that colours are never
 * fetched from beyond the lids. What lids hid at rest and show when they open is taken from the
 * same eye: the round of the iris from its other half, the white from beside the iris.
 */
final class EyeLayer {
  /** The opening's two borders are kept at this many places from corner to corner. */
  private static final int STEPS = 64;

  /** Shares of the opening that are gone when lashes begin to show, and when they show wholly. */
  private static final float CLOSING = 0.55f;

  private static final float CLOSED = 0.92f;

  /** Half the breadth of a line of lashes, in widths of the eye, and what light it takes. */
  private static final float LASH = 0.022f;

  private static final float LASH_DARK = 0.44f;

  /** How far above the lashes a closed lid folds at most, and how softly. */
  private static final float FOLD = 0.3f;

  private static final float FOLD_SOFT = 0.05f;
  private static final float FOLD_DARK = 0.1f;

  private final int[] ring;
  private final float[] restUpper = new float[STEPS + 1];
  private final float[] restLower = new float[STEPS + 1];
  private final float[] movedUpper = new float[STEPS + 1];
  private final float[] movedLower = new float[STEPS + 1];
  private final float[] scratch = new float[32];
  private final float[] from;
  private final double irisU;
  private final float restOpening;
  private final HiddenEye hidden;

  /** Where a colour of the eye is fetched: u, then v. */
  private final float[] fetched = new float[2];

  /**
   * @param ring the lids from the outer corner along the lower lid to the inner corner and back
   * @param pupil index of the iris centre
   */
  EyeLayer(int[] ring, float[] from, FaceMesh mesh, int pupil, Image photo) {
    this.ring = ring;
    this.from = from;
    borders(from, restUpper, restLower);
    restOpening = opening(restUpper, restLower);
    double ax = from[ring[0] * 2];
    double ay = from[ring[0] * 2 + 1];
    double ux = from[ring[8] * 2] - ax;
    double uy = from[ring[8] * 2 + 1] - ay;
    irisU = ((mesh.irisX(pupil) - ax) * ux + (mesh.irisY(pupil) - ay) * uy) / (ux * ux + uy * uy);
    hidden = new HiddenEye(ring, from, restUpper, restLower, mesh, pupil, photo);
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
        fetched[0] = clamp(u - gazeU * carried, 0.02f, 0.98f);
        fetched[1] = v - gazeV * carried;
        hidden.show(Math.abs(v - upper), Math.abs(v - lower), fetched);
        float fromU = fetched[0];
        float fromV = within(fromU, fetched[1], margin);
        float sx = fax + fromU * fux - fromV * fuy;
        float sy = fay + fromU * fuy + fromV * fux;
        int i = y * width + x;
        field.dx()[i] = sx - (x + 0.5f);
        field.dy()[i] = sy - (y + 0.5f);
      }
    }
  }

  /**
   * Lashes and the fold of a lid that has come down: without them a closed eye is bare skin.
   *
   * @param to moved points, pixels
   */
  void lashes(Image out, float[] to) {
    if (still(to)) {
      return;
    }
    borders(to, movedUpper, movedLower);
    float closed = 1 - opening(movedUpper, movedLower) / restOpening;
    float strength = Math.max(0, Math.min(1, (closed - CLOSING) / (CLOSED - CLOSING)));
    if (strength <= 0) {
      return;
    }
    float ax = to[ring[0] * 2];
    float ay = to[ring[0] * 2 + 1];
    float ux = to[ring[8] * 2] - ax;
    float uy = to[ring[8] * 2 + 1] - ay;
    float square = ux * ux + uy * uy;
    if (square < 4) {
      return;
    }
    float pixel = 1 / (float) Math.sqrt(square);
    float thick = Math.max(LASH, 0.8f * pixel);
    float dark = LASH_DARK * strength * Math.min(1, LASH / thick + 0.25f);
    float down = at(movedLower, 0.5f) > at(restUpper, 0.5f) ? 1 : -1;
    float reach = FOLD + 3 * FOLD_SOFT + 2 * pixel;
    int margin = (int) Math.ceil(reach / pixel);
    int x0 = Math.max(0, (int) Math.floor(min(to, 0)) - margin);
    int x1 = Math.min(out.width() - 1, (int) Math.ceil(max(to, 0)) + margin);
    int y0 = Math.max(0, (int) Math.floor(min(to, 1)) - margin);
    int y1 = Math.min(out.height() - 1, (int) Math.ceil(max(to, 1)) + margin);
    for (int y = y0; y <= y1; y++) {
      for (int x = x0; x <= x1; x++) {
        float px = x + 0.5f - ax;
        float py = y + 0.5f - ay;
        float u = (px * ux + py * uy) / square;
        float v = (-px * uy + py * ux) / square;
        if (u <= 0 || u >= 1) {
          continue;
        }
        // Lashes hang over the lower lid, longest toward the outer corner (u = 0).
        float lid = (v - at(movedUpper, u)) * down;
        float ends = smooth(u / 0.08f) * smooth((1 - u) / 0.2f);
        float below = lid / (lid > 0 ? thick * (1.5f - 0.7f * u) : thick * 0.8f);
        float fold = (lid + FOLD * (0.45f + 2.2f * u * (1 - u))) / FOLD_SOFT;
        float shade =
            ends * dark * (float) Math.exp(-below * below)
                + ends * FOLD_DARK * strength * (float) Math.exp(-fold * fold);
        if (shade > 0.004f) {
          int i = (y * out.width() + x) * 3;
          for (int c = 0; c < 3; c++) {
            out.rgb()[i + c] = (byte) Math.round((out.rgb()[i + c] & 0xff) * (1 - shade));
          }
        }
      }
    }
  }

  /** Mean height of the opening, in widths. */
  private static float opening(float[] upper, float[] lower) {
    float sum = 0;
    for (int s = STEPS / 4; s <= 3 * STEPS / 4; s++) {
      sum += Math.abs(upper[s] - lower[s]);
    }
    return Math.max(1e-3f, sum / (STEPS / 2 + 1));
  }

  private static float smooth(float v) {
    float c = clamp(v, 0, 1);
    return c * c * (3 - 2 * c);
  }

  /** A height inside the photo's own opening. */
  private float within(float u, float v, float margin) {
    float a = at(restUpper, u);
    float b = at(restLower, u);
    float low = Math.min(a, b) + margin;
    float high = Math.max(a, b) - margin;
    return low < high ? clamp(v, low, high) : (a + b) / 2;
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

  static float at(float[] border, float u) {
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
