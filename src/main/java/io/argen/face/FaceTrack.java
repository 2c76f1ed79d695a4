package io.argen.face;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One person's face through a clip.
 *
 * @param faceId 0 for the first (largest) face
 * @param timestampsSeconds one for each frame of the clip
 * @param observations one for each frame; null where the face is not there
 */
public record FaceTrack(
    int faceId, List<Double> timestampsSeconds, List<@Nullable FaceObservation> observations) {

  public FaceTrack {
    if (timestampsSeconds.size() != observations.size()) {
      throw new IllegalArgumentException(
          "one timestamp a frame: timestamps = "
              + timestampsSeconds.size()
              + ", observations = "
              + observations.size());
    }
    timestampsSeconds = List.copyOf(timestampsSeconds);
    observations = Collections.unmodifiableList(new ArrayList<>(observations));
  }

  public int frames() {
    return observations.size();
  }

  /** Frames in which the face was found. */
  public int present() {
    int n = 0;
    for (FaceObservation observation : observations) {
      n += observation == null ? 0 : 1;
    }
    return n;
  }
}
