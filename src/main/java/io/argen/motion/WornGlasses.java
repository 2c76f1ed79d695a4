package io.argen.motion;

import io.argen.clip.Image;
import io.argen.motion.skin.RigidThings;

/**
 * Glasses where a moved head has them: lenses in a plane before the eyes, arms bent back from it to
 * the ears.
 */
final class WornGlasses {
  private static final float LENS_Z_CM = 4.6f;
  private static final float EYES_Y_CM = 2.6f;
  private static final float NOSE_Y_CM = -1;
  private static final float[] LENSES = {
    -4, EYES_Y_CM, LENS_Z_CM, 4, EYES_Y_CM, LENS_Z_CM, 0, NOSE_Y_CM, LENS_Z_CM
  };

  /** From the end of a rim to where the arm bends back. */
  private static final double HINGE_CM = 0.3;

  /** An arm goes back so much for what it goes outward, to an ear this far beside the nose. */
  private static final double BACK = 3;

  private static final double EAR_CM = 7.7;
  private static final double[] UNMOVED = {1, 0, 0, 0, 1, 0};

  private final RigidThings things;
  private final double[] beside = new double[6];
  private final float[][] planes;
  private final double[] least;
  private final double[] most;
  private final double[] back = new double[6];
  private final double[] places = new double[12];
  private final double[] projected = new double[3];

  WornGlasses(RigidThings things, HeadCamera camera) {
    this.things = things;
    double[] at = new double[12];
    for (int k = 0; k < 3; k++) {
      camera.project(LENSES, k * 3, projected);
      at[k * 4] = projected[0];
      at[k * 4 + 1] = projected[1];
      at[k * 4 + 2] = LENSES[k * 3];
      at[k * 4 + 3] = LENSES[k * 3 + 1];
    }
    RigidThings.affine(at, beside);
    double[] rims = things.hinges();
    double left = beside[0] * rims[0] + beside[1] * rims[1] + beside[2] - HINGE_CM;
    double right = beside[0] * rims[2] + beside[1] * rims[3] + beside[2] + HINGE_CM;
    planes = new float[][] {LENSES, arm(left, -1), arm(right, 1)};
    least = new double[] {left, Double.NEGATIVE_INFINITY, right};
    most = new double[] {right, left, Double.POSITIVE_INFINITY};
  }

  /** Three points of an arm's plane. */
  private static float[] arm(double hinge, int side) {
    double ear = side * Math.max(EAR_CM, side * hinge + 1);
    float z = (float) (LENS_Z_CM - BACK * Math.abs(ear - hinge));
    float x = (float) hinge;
    return new float[] {
      x, EYES_Y_CM, LENS_Z_CM, (float) ear, EYES_Y_CM, z, x, NOSE_Y_CM, LENS_Z_CM
    };
  }

  /** The photo without them. */
  Image skin() {
    return things.skin();
  }

  /** Puts them on a frame whose skin has moved. */
  void draw(HeadCamera camera, MotionFrame motion, Image out) {
    if (motion.headStill()) {
      things.draw(out, UNMOVED);
      return;
    }
    double[] r = camera.turned(motion);
    // The arms first: what the lenses hide of them is covered.
    for (int part = planes.length - 1; part >= 0; part--) {
      for (int k = 0; k < 3; k++) {
        camera.project(planes[part], k * 3, r, motion, projected);
        places[k * 4] = projected[0];
        places[k * 4 + 1] = projected[1];
        camera.project(planes[part], k * 3, projected);
        places[k * 4 + 2] = projected[0];
        places[k * 4 + 3] = projected[1];
      }
      RigidThings.affine(places, back);
      things.draw(out, back, beside, least[part], most[part]);
    }
  }
}
