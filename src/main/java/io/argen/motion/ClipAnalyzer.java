package io.argen.motion;

import io.argen.clip.ClipReader;
import io.argen.clip.Clips;
import io.argen.face.FaceNets;
import io.argen.face.FaceTrack;
import io.argen.face.FaceTracker;
import io.argen.face.TrackOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** From a clip's file to measured faces in one pass over its frames. Safe for several threads. */
public final class ClipAnalyzer {
  private final FaceTracker tracker;
  private final ActionUnitEstimator estimator;

  public ClipAnalyzer(FaceNets nets, ActionUnitEstimator estimator, TrackOptions options) {
    this.tracker = new FaceTracker(nets, options);
    this.estimator = estimator;
  }

  /** The asked faces, largest first; empty if the clip shows none. */
  public List<ClipAnalysis> analyze(Path path) {
    try (ClipReader clip = Clips.open(path)) {
      return analyze(clip, (frame, faces) -> {});
    }
  }

  /** The same for an open clip; the listener sees every frame with its faces. */
  public List<ClipAnalysis> analyze(ClipReader clip, FaceTracker.FrameListener listener) {
    List<ClipAnalysis> faces = new ArrayList<>();
    SeenLooks looks = estimator.looks();
    FaceTracker.FrameListener looking =
        (frame, seen) -> {
          looks.add(frame.image(), seen);
          listener.frame(frame, seen);
        };
    for (FaceTrack track : tracker.track(clip, looking)) {
      Neutral neutral = estimator.neutralOf(track, looks);
      faces.add(
          new ClipAnalysis(clip.info(), track, neutral, estimator.ofTrack(track, neutral, looks)));
    }
    return faces;
  }
}
