package io.argen.motion;

import io.argen.clip.Image;
import io.argen.face.FaceMesh;
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

  /** A jump of light is looked for over this share of the way. */
  private static final double STRIDE = 0.04;

  private static final double BRIGHTER = 0.2;
  private static final double DARKER = 0.45;

  /** Log ratio of two channels: hue holds where light falls off. */
  private static final double OTHER_HUE = 0.22;

  private static final double DARKEST = 0.35;
  private static final double BRIGHTEST = 1.7;

  /** Keeps ratios of dark colours from jumping. */
  private static final double DARK = 12;

  /** The turns at which texture begins to come from inside, and at which all of it does. */
  private static final double FIRST_TURN = Math.toRadians(5);

  private static final double FULL_TURN = Math.toRadians(18);

  /** Where skin ends before the nearest ring, the outline's texture keeps this far from its end. */
  private static final double RIM = 0.06;

  private static final double RING = HeadShell.SIZE[0];

  /** What lies farther inside than this share of the way to the outline keeps its texture. */
  private static final double INSIDE = 0.7;

  private final float[] face = new float[FaceMesh.POINTS * 2];
  private final float[] ring = new float[OVAL.length * 2];

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
    double[] end = new double[OVAL.length];
    for (int n = 0; n < end.length; n++) {
      double dx = points[OVAL[n] * 2] - cx;
      double dy = points[OVAL[n] * 2 + 1] - cy;
      // Above the eyes hair follows skin, under the chin a neck does: both may be widened.
      boolean beside = dy >= -0.25 * Math.abs(dx) && dy <= 2 * Math.abs(dx);
      end[n] = beside ? end(photo, cx, cy, dx, dy) : RING;
    }
    double[] even = evened(evened(end));
    double[] rim = new double[OVAL.length];
    for (int n = 0; n < end.length; n++) {
      double in = Math.min(end[n], even[n]);
      // Where skin goes on beyond the ring nothing is changed.
      rim[n] = Math.min(1, in - RIM * Math.min(1, (RING - in) / MARGIN));
      ring[n * 2] = (float) ((in - RING) * (points[OVAL[n] * 2] - cx));
      ring[n * 2 + 1] = (float) ((in - RING) * (points[OVAL[n] * 2 + 1] - cy));
    }
    for (int p = 0; p < FaceMesh.POINTS; p++) {
      inward(points, p, cx, cy, rim);
    }
  }

  /** A point near the outline makes room for it: between, texture is squeezed, never folded. */
  private void inward(float[] points, int p, double cx, double cy, double[] rim) {
    double px = points[p * 2] - cx;
    double py = points[p * 2 + 1] - cy;
    for (int n = 0; n < OVAL.length; n++) {
      int next = (n + 1) % OVAL.length;
      double ax = points[OVAL[n] * 2] - cx;
      double ay = points[OVAL[n] * 2 + 1] - cy;
      double bx = points[OVAL[next] * 2] - cx;
      double by = points[OVAL[next] * 2 + 1] - cy;
      double det = ax * by - ay * bx;
      double u = (px * by - py * bx) / det;
      double v = (ax * py - ay * px) / det;
      if (u >= -1e-6 && v >= -1e-6 && u + v > INSIDE) {
        double share = u + v;
        double end = (u * rim[n] + v * rim[next]) / share;
        double in = Math.min(share, 1) - INSIDE;
        double squeezed = INSIDE + in * (end - INSIDE) / (1 - INSIDE) + Math.max(0, share - 1);
        face[p * 2] = (float) ((squeezed / share - 1) * px);
        face[p * 2 + 1] = (float) ((squeezed / share - 1) * py);
        return;
      }
    }
  }

  /** Share of the way from the middle at which skin ends, at most the nearest ring's size. */
  private static double end(Image photo, double cx, double cy, double dx, double dy) {
    double[] skin = new double[3];
    double[] here = new double[3];
    double[] before = new double[3];
    colour(photo, cx + SURELY_SKIN * dx, cy + SURELY_SKIN * dy, skin);
    for (double s = SURELY_SKIN + STEP; s <= RING; s += STEP) {
      colour(photo, cx + s * dx, cy + s * dy, here);
      colour(photo, cx + (s - STRIDE) * dx, cy + (s - STRIDE) * dy, before);
      if (differs(skin, here) || steps(before, here)) {
        return Math.max(LEAST, s - MARGIN);
      }
    }
    return RING;
  }

  /** Where textures are taken from when the head has turned by {@code yaw} radians. */
  void source(float[] from, double yaw, float[] out) {
    double turn = (Math.abs(yaw) - FIRST_TURN) / (FULL_TURN - FIRST_TURN);
    double t = Math.max(0, Math.min(1, turn));
    double share = t * t * (3 - 2 * t);
    for (int i = 0; i < face.length; i++) {
      out[i] = (float) (from[i] + share * face[i]);
    }
    for (int i = 0, at = face.length; i < ring.length; i++, at++) {
      out[at] = (float) (from[at] + share * ring[i]);
    }
  }

  /** Neighbours drawn inward together: a rim with teeth would show as streaks. */
  private static double[] evened(double[] share) {
    double[] even = new double[share.length];
    for (int n = 0; n < share.length; n++) {
      double before = share[(n + share.length - 1) % share.length];
      double after = share[(n + 1) % share.length];
      even[n] = (Math.min(before, share[n]) + share[n] + Math.min(share[n], after)) / 3;
    }
    return even;
  }

  /** Light falls off slowly on a cheek; where it jumps, something else begins. */
  private static boolean steps(double[] before, double[] here) {
    double light = Math.log((here[0] + here[1] + here[2]) / (before[0] + before[1] + before[2]));
    return light > BRIGHTER || light < -DARKER;
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
