package io.argen.motion;

import java.util.List;

/**
 * A motion in time: one {@link MotionFrame} a frame.
 *
 * @param frames at least one; the first is the reference ({@link MotionFrame#REST}) when a clip is
 *     made from a photo
 * @param frameRateHz frames a second, positive
 */
public record FaceMotion(List<MotionFrame> frames, double frameRateHz) {
  public FaceMotion {
    if (frames.isEmpty() || !(frameRateHz > 0)) {
      throw new IllegalArgumentException(
          "a motion needs frames and a positive rate, got "
              + frames.size()
              + " frames at "
              + frameRateHz
              + " Hz");
    }
    frames = List.copyOf(frames);
  }
}
