package io.argen.face;

/**
 * Where the head is: the similarity that takes the canonical face (centimetres; x to the picture's
 * right, y up, z toward the camera) into the image (pixels; x right, y down, z away).
 *
 * <p>{@code image = scale * F * R(pitch, yaw, roll) * canonical + (x, y, z)} with {@code F =
 * diag(1, -1, -1)} and {@code R = Rz(roll) * Ry(yaw) * Rx(pitch)} in the canonical axes. Positive
 * pitch nods down, positive yaw turns to the picture's right, positive roll tilts the top of the
 * head to the picture's left (anticlockwise as seen).
 *
 * @param pitch radians about canonical x
 * @param yaw radians about canonical y
 * @param roll radians about canonical z
 * @param x image position of the canonical origin, pixels
 * @param y image position of the canonical origin, pixels
 * @param z depth of the canonical origin in the mesh's own (relative) depth, pixels
 * @param scale pixels per centimetre
 */
public record HeadPose(
    double pitch, double yaw, double roll, double x, double y, double z, double scale) {

  /** R, row-major 3 x 3, canonical axes. */
  public double[] rotation() {
    double cp = Math.cos(pitch);
    double sp = Math.sin(pitch);
    double cy = Math.cos(yaw);
    double sy = Math.sin(yaw);
    double cr = Math.cos(roll);
    double sr = Math.sin(roll);
    return new double[] {
      cr * cy,
      cr * sy * sp - sr * cp,
      cr * sy * cp + sr * sp,
      sr * cy,
      sr * sy * sp + cr * cp,
      sr * sy * cp - cr * sp,
      -sy,
      cy * sp,
      cy * cp
    };
  }
}
