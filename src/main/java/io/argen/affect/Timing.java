package io.argen.affect;

/**
 * The course of an expression in frames: rest, onset, apex, offset.
 *
 * @param onset first frame of movement
 * @param apex first frame at full strength
 * @param offset first frame of fading; equal to {@code end} if it does not fade
 * @param end number of frames
 * @param frameRateHz frames a second
 */
public record Timing(int onset, int apex, int offset, int end, double frameRateHz) {
  public Timing {
    if (!(0 <= onset && onset <= apex && apex <= offset && offset <= end) || !(frameRateHz > 0)) {
      throw new IllegalArgumentException(
          "expected 0 <= onset <= apex <= offset <= end and frameRateHz > 0, got "
              + onset
              + ", "
              + apex
              + ", "
              + offset
              + ", "
              + end
              + " and "
              + frameRateHz);
    }
  }

  /** Whether the expression fades before the clip ends. */
  public boolean fades() {
    return offset < end;
  }

  /** Seconds before anything moves. */
  public double restSeconds() {
    return onset / frameRateHz;
  }

  public double onsetSeconds() {
    return (apex - onset) / frameRateHz;
  }

  public double apexSeconds() {
    return (offset - apex) / frameRateHz;
  }

  public double offsetSeconds() {
    return (end - offset) / frameRateHz;
  }
}
