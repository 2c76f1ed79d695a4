package io.argen.motion;

import io.argen.clip.Image;
import io.argen.face.FaceMesh;

/**
 * What the lids of a photo hide of an eye, for when they open further: the round of the iris from
 * its other half, the white from beside the iris. In the frame of {@link EyeLayer}.
 */
final class HiddenEye {
  /** Lashes and their shade belong to the lids and go with them: heights above and below. */
  private static final float UPPER_LASHES = 0.055f;

  private static final float LOWER_LASHES = 0.03f;

  /** The mesh's circle runs a little outside the iris. */
  private static final float RIM = 0.97f;

  private static final int STEPS = 64;

  private final float[] upper;
  private final float[] lower;
  private final float irisU;
  private final float irisV;
  private final float irisRadius;

  /** Where the white is seen best: on the side of the outer corner, of the inner one. */
  private final float outerWhite;

  private final float innerWhite;

  /**
   * @param ring the lids' points, from the outer corner along the lower lid
   * @param from the photo's points, pixels
   * @param upper border of the photo's own opening, as in {@link EyeLayer}; shared
   * @param lower the other border
   * @param pupil index of the iris centre
   */
  HiddenEye(
      int[] ring,
      float[] from,
      float[] upper,
      float[] lower,
      FaceMesh mesh,
      int pupil,
      Image photo) {
    this.upper = upper;
    this.lower = lower;
    double ax = from[ring[0] * 2];
    double ay = from[ring[0] * 2 + 1];
    double ux = from[ring[8] * 2] - ax;
    double uy = from[ring[8] * 2 + 1] - ay;
    double square = ux * ux + uy * uy;
    double ix = mesh.irisX(pupil);
    double iy = mesh.irisY(pupil);
    irisU = (float) (((ix - ax) * ux + (iy - ay) * uy) / square);
    irisV = (float) ((-(ix - ax) * uy + (iy - ay) * ux) / square);
    double radius = 0;
    for (int k = 1; k <= 4; k++) {
      radius += Math.hypot(mesh.irisX(pupil + k) - ix, mesh.irisY(pupil + k) - iy) / 4;
    }
    irisRadius = RIM * (float) (radius / Math.sqrt(square));
    double[] axis = {ax, ay, ux, uy};
    outerWhite = brightest(photo, axis, 0.06f, irisU - irisRadius - 0.03f);
    innerWhite = brightest(photo, axis, irisU + irisRadius + 0.03f, 0.9f);
  }

  /** Where between two places half-way down the opening is brightest. */
  private float brightest(Image photo, double[] axis, float first, float last) {
    float best = (first + last) / 2;
    int most = -1;
    byte[] rgb = photo.rgb();
    for (int k = 0; k <= STEPS; k++) {
      float u = first + (last - first) * k / STEPS;
      float v = (EyeLayer.at(upper, u) + EyeLayer.at(lower, u)) / 2;
      int x = (int) Math.max(0, Math.min(photo.width() - 1, axis[0] + u * axis[2] - v * axis[3]));
      int y = (int) Math.max(0, Math.min(photo.height() - 1, axis[1] + u * axis[3] + v * axis[2]));
      int at = (y * photo.width() + x) * 3;
      int level = (rgb[at] & 255) + (rgb[at + 1] & 255) + (rgb[at + 2] & 255);
      if (level > most) {
        most = level;
        best = u;
      }
    }
    return best;
  }

  /**
   * Replaces a place of the photo's eye by another where the lids hid it.
   *
   * @param below how far it lies below the moved upper lid
   * @param above how far above the moved lower lid
   * @param place u and v, in place
   */
  void show(float below, float above, float[] place) {
    float u = place[0];
    float v = place[1];
    float a = EyeLayer.at(upper, u);
    float b = EyeLayer.at(lower, u);
    float down = Math.signum(b - a);
    float belowRest = (v - a) * down;
    float aboveRest = (b - v) * down;
    if (below > belowRest && belowRest < UPPER_LASHES) {
      if (below < UPPER_LASHES) {
        place[1] = a + below * down;
        return;
      }
    } else if (above > aboveRest && aboveRest < LOWER_LASHES) {
      if (above < LOWER_LASHES) {
        place[1] = b - above * down;
        return;
      }
    } else {
      return;
    }
    float du = u - irisU;
    float dv = v - irisV;
    if (du * du + dv * dv < irisRadius * irisRadius) {
      place[1] = clear(u, irisV - dv);
    } else {
      // Little of its own grain is kept, so that the corners' pink and the iris stay out.
      float white =
          Math.max(0.05f, Math.min(0.95f, (du < 0 ? outerWhite : innerWhite) + 0.1f * du));
      float middle = (EyeLayer.at(upper, white) + EyeLayer.at(lower, white)) / 2;
      place[0] = white;
      place[1] = clear(white, middle + 0.15f * dv);
    }
  }

  /** The nearest height that neither lashes nor lids cover. */
  private float clear(float u, float v) {
    float a = EyeLayer.at(upper, u);
    float b = EyeLayer.at(lower, u);
    float down = Math.signum(b - a);
    float first = a + UPPER_LASHES * down;
    float last = b - LOWER_LASHES * down;
    return (last - first) * down > 0
        ? Math.max(Math.min(first, last), Math.min(Math.max(first, last), v))
        : (a + b) / 2;
  }
}
