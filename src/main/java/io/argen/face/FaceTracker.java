package io.argen.face;

import io.argen.clip.ClipReader;
import io.argen.clip.Frame;
import io.argen.clip.Image;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows faces through a clip: each frame's mesh is looked for where the last one was; every
 * {@link TrackOptions#redetectEvery} frames a fresh detection checks the track; a lost face is
 * looked for again. Frames are seen once, in order, and not kept.
 */
public final class FaceTracker {
  private static final double SAME_FACE_IOU = 0.3;

  private final FaceNets nets;
  private final FaceObserver observer;
  private final TrackOptions options;

  public FaceTracker(FaceNets nets, TrackOptions options) {
    this.nets = nets;
    this.observer = new FaceObserver(nets, options.expressions());
    this.options = options;
  }

  /** Sees every frame together with the faces in it: for overlays and crops. */
  @FunctionalInterface
  public interface FrameListener {
    /**
     * @param faces by face id; null where a face is not in this frame
     */
    void frame(Frame frame, List<@Nullable FaceObservation> faces);
  }

  /** The asked faces of a clip, largest first; empty if there are none. */
  public List<FaceTrack> track(ClipReader clip) {
    return track(clip, (frame, faces) -> {});
  }

  /** The same; the listener sees every frame. */
  public List<FaceTrack> track(ClipReader clip, FrameListener listener) {
    Session session = new Session();
    for (Frame frame = clip.next(); frame != null; frame = clip.next()) {
      listener.frame(frame, session.next(frame));
    }
    return session.tracks();
  }

  /** One clip being tracked. */
  private final class Session {
    private final List<Followed> followed = new ArrayList<>();
    private final List<Double> times = new ArrayList<>();
    private int sinceSearch = Integer.MAX_VALUE / 2;

    List<@Nullable FaceObservation> next(Frame frame) {
      Image image = frame.image();
      double time = frame.timestampSeconds();
      boolean check = frame.index() % options.redetectEvery() == 0;
      for (Followed face : followed) {
        face.follow(image, check);
      }
      sinceSearch++;
      boolean allPresent = !followed.isEmpty() && followed.stream().allMatch(f -> f.now != null);
      boolean wanted = options.face() == TrackOptions.ALL ? check || !allPresent : !allPresent;
      // A face that has gone is not worth a full search in every frame.
      if (wanted && (sinceSearch >= 5 || recentlyLost())) {
        sinceSearch = 0;
        adopt(found(image), times.size());
      }
      times.add(time);
      List<@Nullable FaceObservation> now = new ArrayList<>();
      for (Followed face : followed) {
        face.record(time);
        now.add(face.now);
      }
      return now;
    }

    private boolean recentlyLost() {
      return followed.stream().anyMatch(f -> f.now == null && f.missing < 3);
    }

    private List<FaceObservation> found(Image image) {
      if (options.face() == 0) {
        return observer.largest(image).map(List::of).orElse(List.of());
      }
      return observer.observe(image);
    }

    /** Gives found faces to lost tracks, and starts new tracks. */
    private void adopt(List<FaceObservation> found, int framesBefore) {
      List<FaceObservation> open = new ArrayList<>(found);
      open.removeIf(
          f ->
              followed.stream()
                  .anyMatch(t -> t.now != null && t.now.box().iou(f.box()) > SAME_FACE_IOU));
      for (Followed face : followed) {
        if (face.now == null && !open.isEmpty()) {
          FaceObservation nearest = face.nearest(open);
          open.remove(nearest);
          face.now = nearest;
          face.restarted = true;
        }
      }
      if (options.face() == TrackOptions.ALL) {
        for (FaceObservation face : open) {
          followed.add(new Followed(face, framesBefore));
        }
      } else if (followed.isEmpty() && options.face() < open.size()) {
        followed.add(new Followed(open.get(options.face()), framesBefore));
      }
    }

    List<FaceTrack> tracks() {
      List<FaceTrack> tracks = new ArrayList<>();
      for (Followed face : followed) {
        tracks.add(new FaceTrack(tracks.size(), times, face.history));
      }
      return tracks;
    }
  }

  private final class Followed {
    private final List<@Nullable FaceObservation> history = new ArrayList<>();
    private OneEuroFilter pointFilter = new OneEuroFilter(FaceMesh.POINTS * 3);
    private OneEuroFilter irisFilter = new OneEuroFilter(FaceMesh.IRIS_POINTS * 3);
    private FaceBox lastBox;
    private @Nullable Region region;
    private @Nullable FaceObservation now;
    private int missing;
    private boolean restarted;

    Followed(FaceObservation first, int framesBefore) {
      for (int i = 0; i < framesBefore; i++) {
        history.add(null);
      }
      now = first;
      lastBox = first.box();
      restarted = true;
    }

    /** Looks where the face was; a check compares with a fresh detection. */
    void follow(Image image, boolean check) {
      if (region == null) {
        return;
      }
      now = observer.at(image, region);
      restarted = false;
      if (check && now != null && strayed(image, now)) {
        now = null;
      }
    }

    /** Whether the detector sees faces, but none of them here. */
    private boolean strayed(Image image, FaceObservation face) {
      List<FaceDetector.Detection> seen = nets.detector().glance(image);
      return !seen.isEmpty()
          && seen.stream().noneMatch(d -> d.box().iou(face.box()) > SAME_FACE_IOU);
    }

    FaceObservation nearest(List<FaceObservation> faces) {
      FaceObservation best = faces.get(0);
      double least = Double.MAX_VALUE;
      for (FaceObservation face : faces) {
        double d =
            Math.hypot(
                face.box().centreX() - lastBox.centreX(), face.box().centreY() - lastBox.centreY());
        if (d < least) {
          least = d;
          best = face;
        }
      }
      return best;
    }

    void record(double time) {
      FaceObservation face = now;
      if (face == null) {
        region = null;
        missing++;
        history.add(null);
        return;
      }
      // The next region comes from the raw mesh: smoothing must not feed back into what is seen.
      region = Region.around(face.mesh());
      lastBox = face.box();
      missing = 0;
      if (options.smooth()) {
        if (restarted) {
          pointFilter = new OneEuroFilter(FaceMesh.POINTS * 3);
          irisFilter = new OneEuroFilter(FaceMesh.IRIS_POINTS * 3);
        }
        face = smoothed(face, time);
        now = face;
      }
      history.add(face);
    }

    private FaceObservation smoothed(FaceObservation face, double time) {
      double unit = face.mesh().interOcularPx();
      float[] points = face.mesh().pointArray();
      float[] iris = face.mesh().irisArray();
      pointFilter.apply(points, time, unit);
      irisFilter.apply(iris, time, unit);
      FaceMesh mesh = new FaceMesh(points, iris);
      return observer.replaced(face, mesh);
    }
  }
}
