package io.argen.motion;

import io.argen.facs.ActionUnits;

/**
 * What one face does at one time, relative to the reference photo.
 *
 * @param actionUnits intensities 0-5 on both sides, relative to the person's neutral
 * @param gazeYaw radians, positive to the picture's right, relative to the reference
 * @param gazePitch radians, positive downward, relative to the reference
 * @param pitch head, radians, as in {@link io.argen.face.HeadPose}, relative to the reference
 * @param yaw head, radians, relative to the reference
 * @param roll head, radians, relative to the reference
 * @param shiftX head, centimetres to the picture's right
 * @param shiftY head, centimetres upward
 */
public record MotionFrame(
    ActionUnits actionUnits,
    double gazeYaw,
    double gazePitch,
    double pitch,
    double yaw,
    double roll,
    double shiftX,
    double shiftY) {

  /** The reference itself: nothing moves. */
  public static final MotionFrame REST =
      new MotionFrame(ActionUnits.neutral(), 0, 0, 0, 0, 0, 0, 0);

  public static MotionFrame of(ActionUnits actionUnits) {
    return new MotionFrame(actionUnits, 0, 0, 0, 0, 0, 0, 0);
  }
}
