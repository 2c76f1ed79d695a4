package io.argen.motion;

import io.argen.facs.ActionUnits;

/**
 * What a {@link MotionSource} is asked for.
 *
 * @param apex the action units at their strongest, relative to the person's neutral
 * @param numFrames frames to make, at least 1; the first is the reference
 * @param frameRateHz frames a second
 * @param phase which part of an expression's course the clip shows
 */
public record MotionRequest(ActionUnits apex, int numFrames, double frameRateHz, Phase phase) {

  /** The part of an expression's time course a clip shows. */
  public enum Phase {
    /** Neutral, onset, apex, offset back toward neutral. */
    FULL,
    /** Neutral, onset, ends at the apex (as CK+ sequences do). */
    TO_APEX
  }

  public MotionRequest {
    if (numFrames < 1 || !(frameRateHz > 0)) {
      throw new IllegalArgumentException(
          "numFrames must be >= 1 and frameRateHz > 0, got " + numFrames + " and " + frameRateHz);
    }
  }
}
