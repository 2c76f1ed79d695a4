package io.argen.motion;

import io.argen.clip.ClipInfo;
import io.argen.face.FaceObservation;
import io.argen.face.FaceTrack;
import io.argen.facs.ActionUnits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One face of one clip, measured.
 *
 * @param info the clip
 * @param track where the face is
 * @param neutral what the units were measured against
 * @param actionUnits one a frame, null where the face is not there
 */
public record ClipAnalysis(
    ClipInfo info, FaceTrack track, Neutral neutral, List<@Nullable ActionUnits> actionUnits) {
  public ClipAnalysis {
    if (actionUnits.size() != track.frames()) {
      throw new IllegalArgumentException(
          "one set of units a frame: units = "
              + actionUnits.size()
              + ", frames = "
              + track.frames());
    }
    actionUnits = Collections.unmodifiableList(new ArrayList<>(actionUnits));
  }

  /** Eye-in-head direction of a frame, null where the face is not there. */
  public @Nullable Gaze gaze(int frame) {
    FaceObservation face = track.observations().get(frame);
    return face == null ? null : Gaze.of(face.mesh(), face.pose());
  }

  /** The highest value of each channel over the frames. */
  public ActionUnits peak() {
    float[] peak = new float[ActionUnits.CHANNELS];
    for (ActionUnits units : actionUnits) {
      if (units != null) {
        float[] now = units.toArray();
        for (int k = 0; k < peak.length; k++) {
          peak[k] = Math.max(peak[k], now[k]);
        }
      }
    }
    return ActionUnits.of(peak);
  }
}
