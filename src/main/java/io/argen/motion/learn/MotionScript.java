package io.argen.motion.learn;

import io.argen.facs.ActionUnits;
import io.argen.facs.Emotion;
import io.argen.motion.ExpressionDynamics.Timing;
import java.util.Optional;

/**
 * What happens in one window of motion, in numbers; {@link MotionDescriber} says it in words.
 *
 * @param apex units at their strongest
 * @param emotion that they show, if any
 * @param timing in seconds of the course that the window is cut from
 * @param skip frames of the course before the window; 0 if the window starts at rest
 */
public record MotionScript(ActionUnits apex, Optional<Emotion> emotion, Timing timing, int skip) {
  /** Frames a second of all windows. */
  public static final double RATE_HZ = 16;

  /** Frames of a window. */
  public static final int FRAMES = 32;

  public MotionScript {
    if (skip < 0) {
      throw new IllegalArgumentException("skip must not be negative, got " + skip);
    }
  }

  /** The frame of the window at which the rise begins; negative if that is before it. */
  public int beginFrame() {
    return frame(timing.beginSeconds());
  }

  /** The frame at which the units have reached their strongest. */
  public int apexFrame() {
    return frame(timing.beginSeconds() + timing.onsetSeconds());
  }

  /** The frame at which the fall begins; {@link #FRAMES} if it is not in the window. */
  public int fallFrame() {
    return Math.min(FRAMES, frame(Math.min(timing.fallSeconds(), 1e6)));
  }

  private int frame(double seconds) {
    return (int) Math.round(seconds * RATE_HZ) - skip;
  }
}
