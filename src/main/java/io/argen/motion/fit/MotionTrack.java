package io.argen.motion.fit;

import java.util.List;

/**
 * How one person's mesh moved: displacements from the person's own neutral in canonical axes and
 * centimetres, pose and size removed.
 *
 * @param person whose face it is
 * @param clip where it was seen
 * @param neutral the person's face at rest, {@code [468 * 3]}
 * @param displacements one a frame with a face, {@code [468 * 3]} each
 */
@SuppressWarnings("ArrayRecordComponent") // Large, read-only by convention, never compared.
public record MotionTrack(
    String person, String clip, float[] neutral, List<float[]> displacements) {
  public MotionTrack {
    displacements = List.copyOf(displacements);
  }
}
