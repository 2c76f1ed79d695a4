package io.argen.motion;

import io.argen.clip.Image;
import io.argen.face.CanonicalFace;
import io.argen.face.FaceMesh;
import io.argen.face.FaceObservation;
import io.argen.face.FaceTrack;
import io.argen.face.HeadPose;
import io.argen.face.HeadPoses;
import io.argen.facs.ActionUnits;
import io.argen.facs.Emotion;
import io.argen.facs.Side;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Measures action units from geometry, as they are seen by the nets.
 *
 * <p>Against a person's own neutral: what {@link SeenModel} learned from renderings, so that what
 * is asked of the renderer is measured again in its pictures. A single photo is measured against
 * the typical face by {@link FaceMeasures} under the renderer's basis. See docs/action-units.md.
 */
public final class ActionUnitEstimator {

  private static final double MIN_NEUTRAL = 0.6;

  /** Shorter clips do not show what is at rest and what is not. */
  private static final int MIN_FRAMES = 3;

  private final CanonicalFace canonical;
  private final ActionUnitBasis basis;
  private final Neutral typical;
  private final MeasureReader typicalReader;
  private final @Nullable SeenModel seen;
  private final SeenLook look;

  /** With what this build learned from renderings. */
  public ActionUnitEstimator(CanonicalFace canonical, ActionUnitBasis basis) {
    this(canonical, basis, SeenModel.shipped());
  }

  /** For renderings of another renderer or basis than this build's. */
  public ActionUnitEstimator(
      CanonicalFace canonical, ActionUnitBasis basis, @Nullable SeenModel seen) {
    this.canonical = canonical;
    this.basis = basis;
    this.typical = Neutral.typical(canonical);
    this.typicalReader = new MeasureReader(basis, typical);
    this.seen = seen;
    this.look = new SeenLook(canonical);
  }

  /** For meshes that do just what the basis says, not as a net sees them in a picture. */
  public static ActionUnitEstimator ofPoints(CanonicalFace canonical, ActionUnitBasis basis) {
    return new ActionUnitEstimator(canonical, basis, null);
  }

  /** The neutral of those whose own is not known. */
  Neutral typical() {
    return typical;
  }

  /** Units of a single photo, against the typical face. */
  public ActionUnits ofPhoto(FaceMesh mesh) {
    return typicalReader.read(mesh);
  }

  /** Units of a mesh against a neutral. */
  public ActionUnits of(FaceMesh mesh, Neutral neutral) {
    return reader(neutral).read(mesh, null);
  }

  /** Units of a face in a picture against a neutral, its look included. */
  public ActionUnits of(Image image, FaceMesh mesh, Neutral neutral) {
    return reader(neutral).read(mesh, look.of(image, mesh));
  }

  /** To be given a clip's frames as they pass, so that looks can be measured too. */
  public SeenLooks looks() {
    return new SeenLooks(look);
  }

  /** Units of every frame against the clip's own neutral; null where the face is not there. */
  public List<@Nullable ActionUnits> ofTrack(FaceTrack track) {
    return ofTrack(track, neutralOf(track));
  }

  /** The same with what was seen of the skin; the neutral should hold its look. */
  public List<@Nullable ActionUnits> ofTrack(FaceTrack track, Neutral neutral, SeenLooks looks) {
    return read(track, neutral, looks);
  }

  /** Units of every frame against a given neutral. */
  public List<@Nullable ActionUnits> ofTrack(FaceTrack track, Neutral neutral) {
    return read(track, neutral, null);
  }

  private List<@Nullable ActionUnits> read(
      FaceTrack track, Neutral neutral, @Nullable SeenLooks looks) {
    Reader reader = reader(neutral);
    List<@Nullable ActionUnits> units = new ArrayList<>();
    for (int t = 0; t < track.frames(); t++) {
      FaceObservation face = track.observations().get(t);
      float[] seenNow = looks == null ? null : looks.at(track.faceId(), t);
      units.add(face == null ? null : reader.read(face.mesh(), seenNow));
    }
    return units;
  }

  /** A person's own neutral from meshes known to show it. */
  public Neutral neutralOf(List<FaceMesh> restful) {
    return Neutral.of(canonical, restful);
  }

  /** A person's own neutral from a picture known to show it, its look included. */
  public Neutral neutralOf(Image image, FaceMesh restful) {
    return Neutral.of(canonical, List.of(restful)).withLook(look.of(image, restful));
  }

  /** A person's own neutral from a frame of a clip known to show it, its look included. */
  public Neutral neutralAt(FaceTrack track, int frame, SeenLooks looks) {
    Neutral neutral = Neutral.of(canonical, meshes(track, List.of(frame)));
    float[] atRest = looks.at(track.faceId(), frame);
    return atRest == null ? neutral : neutral.withLook(atRest);
  }

  /** How a face differs from a neutral in points and look, {@link SeenModel#WIDTH} numbers. */
  public double[] difference(Image image, FaceMesh mesh, Neutral neutral) {
    double[] points = difference(mesh, neutral);
    float[] rest = neutral.look();
    return SeenLook.appended(
        points, look.of(image, mesh), rest == null ? new float[SeenLook.COUNT] : rest);
  }

  /**
   * The person's neutral where the clip shows it, else the typical face: the median of all frames
   * the expression net calls neutral, facing the camera, eyes open. The net's score does not rank
   * them: it is 1.00 for many a slight frown.
   */
  public Neutral neutralOf(FaceTrack track) {
    List<Integer> restful = restful(track);
    return restful.isEmpty() ? typical : Neutral.of(canonical, meshes(track, restful));
  }

  /** The same with its look, where the frames were seen. */
  public Neutral neutralOf(FaceTrack track, SeenLooks looks) {
    List<Integer> restful = restful(track);
    if (restful.isEmpty()) {
      return typical;
    }
    List<float[]> atRest = new ArrayList<>();
    for (int frame : restful) {
      float[] now = looks.at(track.faceId(), frame);
      if (now != null) {
        atRest.add(now);
      }
    }
    Neutral neutral = Neutral.of(canonical, meshes(track, restful));
    return atRest.isEmpty() ? neutral : neutral.withLook(SeenLooks.median(atRest));
  }

  private static List<FaceMesh> meshes(FaceTrack track, List<Integer> frames) {
    List<FaceMesh> meshes = new ArrayList<>();
    for (int frame : frames) {
      FaceObservation face = track.observations().get(frame);
      if (face != null) {
        meshes.add(face.mesh());
      }
    }
    return meshes;
  }

  private static List<Integer> restful(FaceTrack track) {
    List<Integer> frames = new ArrayList<>();
    for (int t = 0; t < track.frames() && track.frames() >= MIN_FRAMES; t++) {
      FaceObservation face = track.observations().get(t);
      if (face == null || face.expression() == null || face.quality().frontality() < 0.85) {
        continue;
      }
      double neutral = face.expression().get(Emotion.NEUTRAL);
      float[] points = HeadPoses.unposed(face.mesh(), face.pose());
      double open =
          Math.min(
              EyeMeasures.openness(points, Side.LEFT), EyeMeasures.openness(points, Side.RIGHT));
      double gap = points[13 * 3 + 1] - points[14 * 3 + 1];
      if (neutral >= MIN_NEUTRAL && open > 0.14 && gap < 0.5) {
        frames.add(t);
      }
    }
    return frames;
  }

  /** How meshes are read against one neutral. */
  @FunctionalInterface
  private interface Reader {
    ActionUnits read(FaceMesh mesh, float @Nullable [] look);
  }

  private Reader reader(Neutral neutral) {
    if (!neutral.personal()) {
      return (mesh, now) -> typicalReader.read(mesh);
    }
    SeenModel model = seen;
    if (model == null) {
      MeasureReader measures = new MeasureReader(basis, neutral);
      return (mesh, now) -> measures.read(mesh);
    }
    return (mesh, now) ->
        ActionUnits.of(model.intensities(difference(mesh, neutral), neutral, now));
  }

  private static double[] difference(FaceMesh mesh, Neutral neutral) {
    HeadPose pose = HeadPoses.fit(neutral.livePoints(), mesh);
    float[] points = HeadPoses.unposed(mesh, pose);
    return SeenPoints.difference(points, Gaze.of(mesh, pose), neutral);
  }
}
