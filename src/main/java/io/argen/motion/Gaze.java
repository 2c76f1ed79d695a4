package io.argen.motion;

import io.argen.face.FaceMesh;
import io.argen.face.HeadPose;
import io.argen.face.HeadPoses;
import io.argen.facs.Side;

/**
 * Where the eyes look relative to the head, mean of both eyes.
 *
 * @param yaw radians, positive to the picture's right
 * @param pitch radians, positive downward
 */
public record Gaze(double yaw, double pitch) {
  /** Radius of the eyeball over the width of the eye's opening (12 mm over about 28 mm). */
  private static final double RADIUS = 0.43;

  /** The iris stands this much above the line of the corners when looking straight ahead. */
  private static final double LEVEL = 0.075;

  /** From a mesh and its pose. */
  public static Gaze of(FaceMesh mesh, HeadPose pose) {
    float[] points = HeadPoses.unposed(mesh, pose);
    float[] iris = HeadPoses.unposedIris(mesh, pose);
    double[] right = EyeMeasures.irisOffset(points, iris, Side.RIGHT);
    double[] left = EyeMeasures.irisOffset(points, iris, Side.LEFT);
    double across = (right[0] + left[0]) / 2;
    double up = (right[1] + left[1]) / 2 - LEVEL;
    return new Gaze(asin(across / RADIUS), -asin(up / RADIUS));
  }

  private static double asin(double v) {
    return Math.asin(Math.max(-0.95, Math.min(0.95, v)));
  }
}
