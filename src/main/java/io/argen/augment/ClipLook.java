package io.argen.augment;

import io.argen.clip.Traces;
import io.argen.motion.MotionRequest.Phase;

/**
 * What a clip looks like apart from what its face does. Synthetic clips take theirs from real ones,
 * so that "synthetic" is no cue for "rare".
 *
 * @param container {@code mp4} for a video file, {@code mpeg4} for one whose codec leaves blocks of
 *     8 pixels, {@code png} or {@code jpg} for a frame folder
 * @param width pixels
 * @param height pixels
 * @param numFrames frames in the clip
 * @param frameRateHz frames a second
 * @param grey whether all pictures are grey
 * @param phase which part of an expression's course the clip shows
 * @param faceHeight height of the face as a fraction of the picture's height; 0 if there is none
 * @param faceX centre of the face as a fraction of the picture's width
 * @param faceY centre of the face as a fraction of the picture's height
 * @param motionRateHz frames a second by how fast faces move; 0 if that is not known yet, as the
 *     folder of frames does not tell its rate
 * @param traces what its storage has left in it
 */
public record ClipLook(
    String container,
    int width,
    int height,
    int numFrames,
    double frameRateHz,
    boolean grey,
    Phase phase,
    double faceHeight,
    double faceX,
    double faceY,
    double motionRateHz,
    Traces traces) {
  /** For a set without a single clip to learn from. */
  static final ClipLook PLAIN =
      new ClipLook("mp4", 256, 256, 16, 25, false, Phase.FULL, 0.55, 0.5, 0.5, 25, Traces.UNKNOWN);

  public ClipLook {
    if (width < 1 || height < 1 || numFrames < 1 || !(frameRateHz > 0) || !(motionRateHz >= 0)) {
      throw new IllegalArgumentException(
          "a look needs a size, frames and a rate, got "
              + width
              + " x "
              + height
              + ", "
              + numFrames
              + " frames at "
              + frameRateHz
              + " Hz");
    }
  }

  /** Height of the face in pixels. */
  double facePx() {
    return faceHeight * height;
  }

  /** Whether this is a folder of pictures rather than a file. */
  public boolean isFolder() {
    return container.equals("png") || container.equals("jpg");
  }

  /** The same, ending when the expression is strongest. */
  ClipLook toApex() {
    return new ClipLook(
        container,
        width,
        height,
        numFrames,
        frameRateHz,
        grey,
        Phase.TO_APEX,
        faceHeight,
        faceX,
        faceY,
        motionRateHz,
        traces);
  }

  /** A short clip of the same picture, for sets of stills. */
  ClipLook moving() {
    return new ClipLook(
        PLAIN.container,
        width,
        height,
        PLAIN.numFrames,
        PLAIN.frameRateHz,
        grey,
        PLAIN.phase,
        faceHeight,
        faceX,
        faceY,
        PLAIN.motionRateHz,
        Traces.UNKNOWN);
  }

  /** The same with faces that move by another clock. */
  ClipLook movingAt(double rateHz) {
    return new ClipLook(
        container,
        width,
        height,
        numFrames,
        frameRateHz,
        grey,
        phase,
        faceHeight,
        faceX,
        faceY,
        rateHz,
        traces);
  }
}
