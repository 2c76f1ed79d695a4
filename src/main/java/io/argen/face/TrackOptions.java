package io.argen.face;

/**
 * How faces are followed.
 *
 * @param face which face: 0 the largest, N the (N+1)th largest of the first frame with faces, or
 *     {@link #ALL}
 * @param smooth whether points are smoothed in time (One Euro filter)
 * @param expressions whether the expression net runs on every frame
 * @param redetectEvery frames between fresh detections that check the track, at least 1
 */
public record TrackOptions(int face, boolean smooth, boolean expressions, int redetectEvery) {
  /** Follow every face. */
  public static final int ALL = -1;

  /** The largest face, smoothed, with expressions, checked every 15 frames. */
  public static final TrackOptions DEFAULT = new TrackOptions(0, true, true, 15);

  public TrackOptions {
    if (face < ALL || redetectEvery < 1) {
      throw new IllegalArgumentException(
          "face must be >= 0 or ALL and redetectEvery >= 1, got " + face + " and " + redetectEvery);
    }
  }

  /** The same for another face. */
  public TrackOptions withFace(int number) {
    return new TrackOptions(number, smooth, expressions, redetectEvery);
  }
}
