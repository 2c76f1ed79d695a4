package io.argen.motion;

import io.argen.clip.ClipInfo;
import java.util.List;

/**
 * A clip that was read to its end.
 *
 * @param info what its container says
 * @param frames that could be read
 * @param faces measured, largest first; empty if it shows none
 */
public record MeasuredClip(ClipInfo info, int frames, List<ClipAnalysis> faces) {
  public MeasuredClip {
    faces = List.copyOf(faces);
  }
}
