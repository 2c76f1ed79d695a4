package io.argen.motion;

import io.argen.facs.ActionUnits;
import java.util.Arrays;

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
 * @param scale size of the head over the reference's, positive
 * @param residual amounts of a fitted basis's residual components; empty for none
 */
@SuppressWarnings("ArrayRecordComponent") // Copied on the way in and out; equality is by value.
public record MotionFrame(
    ActionUnits actionUnits,
    double gazeYaw,
    double gazePitch,
    double pitch,
    double yaw,
    double roll,
    double shiftX,
    double shiftY,
    double scale,
    float[] residual) {

  private static final float[] NO_RESIDUAL = {};

  /** The reference itself: nothing moves. */
  public static final MotionFrame REST =
      new MotionFrame(ActionUnits.neutral(), 0, 0, 0, 0, 0, 0, 0);

  public MotionFrame {
    if (!(scale > 0)) {
      throw new IllegalArgumentException("scale must be positive, got " + scale);
    }
    residual = residual.length == 0 ? NO_RESIDUAL : residual.clone();
  }

  /** Without residual, at the reference's size. */
  public MotionFrame(
      ActionUnits actionUnits,
      double gazeYaw,
      double gazePitch,
      double pitch,
      double yaw,
      double roll,
      double shiftX,
      double shiftY) {
    this(actionUnits, gazeYaw, gazePitch, pitch, yaw, roll, shiftX, shiftY, 1, NO_RESIDUAL);
  }

  public static MotionFrame of(ActionUnits actionUnits) {
    return new MotionFrame(actionUnits, 0, 0, 0, 0, 0, 0, 0);
  }

  /** A fresh copy. */
  @Override
  public float[] residual() {
    return residual.length == 0 ? NO_RESIDUAL : residual.clone();
  }

  /** Whether the head is where the reference has it. */
  boolean headStill() {
    return pitch == 0 && yaw == 0 && roll == 0 && shiftX == 0 && shiftY == 0 && scale == 1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MotionFrame that
        && actionUnits.equals(that.actionUnits)
        && Arrays.equals(pose(), that.pose())
        && Arrays.equals(residual, that.residual);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * actionUnits.hashCode() + Arrays.hashCode(pose())) + Arrays.hashCode(residual);
  }

  private double[] pose() {
    return new double[] {gazeYaw, gazePitch, pitch, yaw, roll, shiftX, shiftY, scale};
  }
}
