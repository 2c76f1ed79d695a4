package io.argen.augment;

import io.argen.facs.ActionUnits;
import io.argen.facs.Emotion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was measured on a made clip.
 *
 * @param measured Action Units relative to the clip's own rest, one entry a frame; null where no
 *     face was found
 * @param identity cosine between the source's face and the clip's, -1 to 1
 * @param sameIdentity cosine from which two faces count as one person
 * @param rest expression probabilities at the first frame; empty if unknown
 * @param apex expression probabilities at the strongest frames; empty if unknown
 */
public record Findings(
    List<@Nullable ActionUnits> measured,
    double identity,
    double sameIdentity,
    Map<Emotion, Double> rest,
    Map<Emotion, Double> apex) {
  public Findings {
    measured = Collections.unmodifiableList(new ArrayList<>(measured));
    rest = Map.copyOf(rest);
    apex = Map.copyOf(apex);
  }

  int faceFrames() {
    int n = 0;
    for (ActionUnits frame : measured) {
      n += frame == null ? 0 : 1;
    }
    return n;
  }
}
