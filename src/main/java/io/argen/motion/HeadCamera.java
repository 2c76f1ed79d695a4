package io.argen.motion;

import io.argen.face.HeadPose;

/** Puts places of a photo's head where a moved head has them in the picture. */
final class HeadCamera {
  /** The head turns about the top of the neck, behind the face. */
  static final double PIVOT_Z_CM = -6;

  private final HeadPose pose;
  private final double[] rest;

  HeadCamera(HeadPose pose) {
    this.pose = pose;
    rest = pose.rotation();
  }

  /** The photo's own rotation, row by row. Live. */
  double[] rest() {
    return rest;
  }

  /** Pixels a centimetre in the photo. */
  double scale() {
    return pose.scale();
  }

  /** The rotation of a moved head, row by row. */
  double[] turned(MotionFrame motion) {
    return rotation(motion.pitch(), motion.yaw(), motion.roll());
  }

  /** The same without its turning in depth. */
  double[] rolled(MotionFrame motion) {
    return rotation(0, 0, motion.roll());
  }

  private double[] rotation(double pitch, double yaw, double roll) {
    return new HeadPose(pose.pitch() + pitch, pose.yaw() + yaw, pose.roll() + roll, 0, 0, 0, 1)
        .rotation();
  }

  /**
   * Canonical centimetres to pixels, with a head's turn about its own middle.
   *
   * @param r the rotation
   * @param out x, y and depth, larger is farther
   */
  void project(float[] points, int at, double[] r, MotionFrame motion, double[] out) {
    project(points, at, r, motion.scale(), motion.shiftX(), motion.shiftY(), out);
  }

  /** Where the photo has it. */
  void project(float[] points, int at, double[] out) {
    project(points, at, rest, 1, 0, 0, out);
  }

  private void project(
      float[] points,
      int at,
      double[] r,
      double scale,
      double shiftX,
      double shiftY,
      double[] out) {
    double x = scale * points[at];
    double y = scale * points[at + 1];
    double z = scale * (points[at + 2] - PIVOT_Z_CM);
    double px = r[0] * x + r[1] * y + r[2] * z + rest[2] * PIVOT_Z_CM + shiftX;
    double py = r[3] * x + r[4] * y + r[5] * z + rest[5] * PIVOT_Z_CM + shiftY;
    double pz = r[6] * x + r[7] * y + r[8] * z + rest[8] * PIVOT_Z_CM;
    out[0] = pose.x() + pose.scale() * px;
    out[1] = pose.y() - pose.scale() * py;
    out[2] = -pose.scale() * pz;
  }
}
