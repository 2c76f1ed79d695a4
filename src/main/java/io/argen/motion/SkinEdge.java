package io.argen.motion;

import io.argen.clip.Image;
import io.argen.face.MeshPoints;

/**
 * Where the skin of a photo ends beside the mesh's outline.
 *
 * <p>The mesh often runs a little outside the cheek and the jaw. A turned head widens that rim many
 * times, and the background in it with it; so the rim's texture is then taken from inside.
 */
final class SkinEdge {
  private static final int[] OVAL = MeshPoints.oval();

  /** Shares of the way from the middle of the face to its outline. */
  private static final double SURELY_SKIN = 0.8;

  private static final double LEAST = 0.86;
  private static final double STEP = 0.01;
  private static final double MARGIN = 0.02;

  /** Log ratio of two channels: hue holds where light falls off. */
  private static final double OTHER_HUE = 0.22;

  private static final double DARKEST = 0.35;
  private static final double BRIGHTEST = 1.7;

  /** Keeps ratios of dark colours from jumping. */
  private static final double DARK = 12;

  /** The turn at which all texture comes from inside. */
  private static final double FULL_TURN = Math.toRadians(14);

  private final float[] inward = new float[OVAL.length * 2];

  /**
   * Looks at a photo.
   *
   * @param points of the mesh, pixels, x and y in turn
   */
  SkinEdge(Image photo, float[] points) {
    double cx = 0;
    double cy = 0;
    for (int p : OVAL) {
      cx += points[p * 2] / OVAL.length;
      cy += points[p * 2 + 1] / OVAL.length;
    }
    double[] share = new double[OVAL.length];
    double[] skin = new double[3];
    double[] here = new double[3];
    for (int n = 0; n < share.length; n++) {
      share[n] = 1;
      double dx = points[OVAL[n] * 2] - cx;
      double dy = points[OVAL[n] * 2 + 1] - cy;
      // Above the eyes hair follows skin, under the chin a neck does: both may be widened.
      if (dy < -0.25 * Math.abs(dx) || dy > 2 * Math.abs(dx)) {
        continue;
      }
      colour(photo, cx + SURELY_SKIN * dx, cy + SURELY_SKIN * dy, skin);
      for (double s = SURELY_SKIN + STEP; s <= 1; s += STEP) {
        colour(photo, cx + s * dx, cy + s * dy, here);
        if (differs(skin, here)) {
          share[n] = Math.max(LEAST, s - MARGIN);
          break;
        }
      }
    }
    for (int n = 0; n < share.length; n++) {
      double before = share[(n + share.length - 1) % share.length];
      double after = share[(n + 1) % share.length];
      double in = Math.min(share[n], (before + share[n] + after) / 3) - 1;
      inward[n * 2] = (float) (in * (points[OVAL[n] * 2] - cx));
      inward[n * 2 + 1] = (float) (in * (points[OVAL[n] * 2 + 1] - cy));
    }
  }

  /** Where the outline's texture is taken from when the head has turned by {@code yaw} radians. */
  void source(float[] from, double yaw, float[] out) {
    double t = Math.min(1, Math.abs(yaw) / FULL_TURN);
    double share = t * t * (3 - 2 * t);
    for (int n = 0; n < OVAL.length; n++) {
      int at = OVAL[n] * 2;
      out[at] = (float) (from[at] + share * inward[n * 2]);
      out[at + 1] = (float) (from[at + 1] + share * inward[n * 2 + 1]);
    }
  }

  private static boolean differs(double[] skin, double[] here) {
    double red = Math.log(here[0] / here[1]) - Math.log(skin[0] / skin[1]);
    double blue = Math.log(here[2] / here[1]) - Math.log(skin[2] / skin[1]);
    double light = (here[0] + here[1] + here[2]) / (skin[0] + skin[1] + skin[2]);
    return Math.abs(red) + Math.abs(blue) > OTHER_HUE || light < DARKEST || light > BRIGHTEST;
  }

  /** Mean of 3 x 3 pixels. */
  private static void colour(Image photo, double x, double y, double[] out) {
    byte[] rgb = photo.rgb();
    out[0] = DARK;
    out[1] = DARK;
    out[2] = DARK;
    for (int j = -1; j <= 1; j++) {
      for (int i = -1; i <= 1; i++) {
        int px = Math.max(0, Math.min(photo.width() - 1, (int) Math.round(x) + i));
        int py = Math.max(0, Math.min(photo.height() - 1, (int) Math.round(y) + j));
        int at = (py * photo.width() + px) * 3;
        for (int c = 0; c < 3; c++) {
          out[c] += (rgb[at + c] & 0xff) / 9.0;
        }
      }
    }
  }
}
