package io.argen.motion;

import io.argen.face.FaceMesh;
import io.argen.face.MeshPoints;

/**
 * The head around the face as rings about its outline: ears, hair and neck with a depth of their
 * own, which the skull's curve gives them, out to a background that stays.
 *
 * <p>What lies in the plane of the picture (a roll, a shift, a size) moves all of it, less and less
 * outward. A turn in depth moves the nearest ring as stiffly as the face, and the outline of hair
 * not at all: a ball that turns keeps its outline. So the far ear goes behind the cheek, and the
 * near one comes out from behind it.
 */
final class HeadShell {
  private static final int[] OVAL = MeshPoints.oval();

  /** Each ring's size, as a multiple of the face's outline. */
  static final double[] SIZE = {1.06, 1.2, 1.42, 1.85, 2.5};

  /** How much of a motion in the picture's plane a ring follows. */
  private static final double[] PLANE = {1, 0.95, 0.75, 0.32, 0};

  /** How much of a turn in depth a ring follows beside, above and below the face. */
  private static final double[] TURN_SIDE = {1, 0.5, 0, 0, 0};

  private static final double[] TURN_ABOVE = {1, 0.85, 0.3, 0, 0};
  private static final double[] TURN_BELOW = {0.93, 0.66, 0.22, 0, 0};

  /** How much of its outline point's expression a ring follows. */
  private static final double[] SKIN = {0.78, 0.45, 0.12, 0, 0};

  /** The skull's middle lies so deep, canonical cm. */
  private static final double MIDDLE_Z_CM = -6.5;

  /** The outline of the head as a multiple of the face's, less 1: beside, above, below. */
  private static final double BESIDE = 0.12;

  private static final double ABOVE = 0.42;
  private static final double BELOW = 0.6;
  private static final float FAR = 1e6f;

  private final float[] rest = new float[SIZE.length * OVAL.length * 3];
  private final double[] turn = new double[SIZE.length * OVAL.length];
  private final double[] projected = new double[3];

  /**
   * Around a face.
   *
   * @param face its points out of their pose, {@code [468 * 3]} cm
   */
  HeadShell(float[] face) {
    double cx = 0;
    double cy = 0;
    for (int p : OVAL) {
      cx += face[p * 3] / OVAL.length;
      cy += face[p * 3 + 1] / OVAL.length;
    }
    for (int ring = 0; ring < SIZE.length; ring++) {
      for (int n = 0; n < OVAL.length; n++) {
        int p = OVAL[n] * 3;
        double dx = face[p] - cx;
        double dy = face[p + 1] - cy;
        double up = dy / Math.hypot(dx, dy);
        double upright = up * up;
        double edge = BESIDE + ((up > 0 ? ABOVE : BELOW) - BESIDE) * upright;
        double curve = Math.sqrt(Math.max(0, 1 - (SIZE[ring] - 1) / edge));
        int at = (ring * OVAL.length + n) * 3;
        rest[at] = (float) (cx + dx * SIZE[ring]);
        rest[at + 1] = (float) (cy + dy * SIZE[ring]);
        rest[at + 2] = (float) (MIDDLE_Z_CM + curve * (face[p + 2] - MIDDLE_Z_CM));
        double[] along = up > 0 ? TURN_ABOVE : TURN_BELOW;
        turn[ring * OVAL.length + n] = TURN_SIDE[ring] + (along[ring] - TURN_SIDE[ring]) * upright;
      }
    }
  }

  /** Writes the places of all ring points in the photo behind those of the face. */
  void rest(HeadCamera camera, float[] from) {
    for (int i = 0; i < turn.length; i++) {
      camera.project(rest, i * 3, projected);
      from[(FaceMesh.POINTS + i) * 2] = (float) projected[0];
      from[(FaceMesh.POINTS + i) * 2 + 1] = (float) projected[1];
    }
  }

  /**
   * Moves the ring points.
   *
   * @param face and {@code moved}, the face's points before and after its expression, cm
   * @param from and {@code to}, all points in the photo and in the frame, pixels
   */
  void place(
      HeadCamera camera,
      MotionFrame motion,
      double[] r,
      float[] face,
      float[] moved,
      float[] from,
      float[] to,
      float[] depth) {
    boolean still = motion.headStill();
    double[] rolled = camera.rolled(motion);
    double px = camera.scale() * motion.scale();
    for (int ring = 0; ring < SIZE.length; ring++) {
      for (int n = 0; n < OVAL.length; n++) {
        int i = ring * OVAL.length + n;
        int p = FaceMesh.POINTS + i;
        double dx = 0;
        double dy = 0;
        if (!still && PLANE[ring] > 0) {
          camera.project(rest, i * 3, rolled, motion, projected);
          double x = projected[0];
          double y = projected[1];
          dx = PLANE[ring] * (x - from[p * 2]);
          dy = PLANE[ring] * (y - from[p * 2 + 1]);
          camera.project(rest, i * 3, r, motion, projected);
          dx += turn[i] * (projected[0] - x);
          dy += turn[i] * (projected[1] - y);
        }
        int o = OVAL[n] * 3;
        double sx = moved[o] - face[o];
        double sy = moved[o + 1] - face[o + 1];
        dx += SKIN[ring] * px * (r[0] * sx + r[1] * sy);
        dy -= SKIN[ring] * px * (r[3] * sx + r[4] * sy);
        to[p * 2] = from[p * 2] + (float) dx;
        to[p * 2 + 1] = from[p * 2 + 1] + (float) dy;
        depth[p] = FAR + ring;
      }
    }
  }
}
