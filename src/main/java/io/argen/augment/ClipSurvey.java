package io.argen.augment;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What looking once at a real clip tells the planner.
 *
 * @param look its appearance; one frame for a still
 * @param frames usable frames, best first; may be empty
 * @param peak the strongest of every Action Unit over the clip, channel name to 0-5
 * @param riseFrames how many frames an expression takes from a tenth to nine tenths of its height;
 *     0 if none is seen to rise
 * @param problem why no frame is usable, empty if one is
 */
public record ClipSurvey(
    ClipLook look,
    List<SourceFrame> frames,
    SortedMap<String, Double> peak,
    double riseFrames,
    String problem) {
  public ClipSurvey {
    frames = List.copyOf(frames);
    peak = Collections.unmodifiableSortedMap(new TreeMap<>(peak));
  }

  Optional<SourceFrame> best() {
    return frames.stream().findFirst();
  }
}
