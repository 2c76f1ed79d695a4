package io.argen.affect;

/**
 * Where head and eyes point at the apex, in degrees.
 *
 * @param yaw of the head, positive toward the person's own left
 * @param pitch of the head, positive up
 * @param roll of the head, positive toward the person's own left shoulder
 * @param gazeYaw of the eyes in the head, positive toward the person's own left
 * @param gazePitch of the eyes in the head, positive up
 */
public record HeadGaze(double yaw, double pitch, double roll, double gazeYaw, double gazePitch) {
  /** Straight ahead. */
  public static final HeadGaze AHEAD = new HeadGaze(0, 0, 0, 0, 0);
}
