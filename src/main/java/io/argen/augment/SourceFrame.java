package io.argen.augment;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A frame a face may be taken from.
 *
 * @param frame 0-based position in the clip
 * @param neutrality 1 for a face at rest, 0 for one at its strongest
 * @param clarity 0-1, from size, sharpness, pose and how much of the face is in the picture
 * @param openMouth 0-based frame of the same clip that shows the mouth open; -1 if none does
 * @param actionUnits what the face shows of its own, channel name to 0-5
 */
public record SourceFrame(
    int frame,
    double neutrality,
    double clarity,
    int openMouth,
    SortedMap<String, Double> actionUnits) {
  public SourceFrame {
    actionUnits = Collections.unmodifiableSortedMap(new TreeMap<>(actionUnits));
  }

  /** Higher is better: a clear face at rest. */
  double merit() {
    return neutrality * (0.5 + 0.5 * clarity);
  }
}
