package io.argen.motion;

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
  }

  /** For meshes that do just what the basis says, not as a net sees them in a picture. */
  public static ActionUnitEstimator ofPoints(CanonicalFace canonical, ActionUnitBasis basis) {
    return new ActionUnitEstimator(canonical, basis, null);
  }

  /** Units of a single photo, against the typical face. */
  public ActionUnits ofPhoto(FaceMesh mesh) {
    return typicalReader.read(mesh);
  }

  /** Units of a mesh against a neutral. */
  public ActionUnits of(FaceMesh mesh, Neutral neutral) {
    return reader(neutral).read(mesh);
  }

  /** Units of every frame against the clip's own neutral; null where the face is not there. */
  public List<@Nullable ActionUnits> ofTrack(FaceTrack track) {
    return ofTrack(track, neutralOf(track));
  }

  /** Units of every frame against a given neutral. */
  public List<@Nullable ActionUnits> ofTrack(FaceTrack track, Neutral neutral) {
    Reader reader = reader(neutral);
    List<@Nullable ActionUnits> units = new ArrayList<>();
    for (FaceObservation face : track.observations()) {
      units.add(face == null ? null : reader.read(face.mesh()));
    }
    return units;
  }

  /** A person's own neutral from meshes known to show it. */
  public Neutral neutralOf(List<FaceMesh> restful) {
    return Neutral.of(canonical, restful);
  }

  /**
   * The person's neutral where the clip shows it, else the typical face: the median of all frames
   * the expression net calls neutral, facing the camera, eyes open. The net's score does not rank
   * them: it is 1.00 for many a slight frown.
   */
  public Neutral neutralOf(FaceTrack track) {
    List<FaceMesh> candidates = new ArrayList<>();
    for (FaceObservation face : track.observations()) {
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
        candidates.add(face.mesh());
      }
    }
    if (candidates.isEmpty() || track.frames() < MIN_FRAMES) {
      return typical;
    }
    return Neutral.of(canonical, candidates);
  }

  /** How meshes are read against one neutral. */
  @FunctionalInterface
  private interface Reader {
    ActionUnits read(FaceMesh mesh);
  }

  private Reader reader(Neutral neutral) {
    if (!neutral.personal()) {
      return typicalReader::read;
    }
    SeenModel model = seen;
    return model == null
        ? new MeasureReader(basis, neutral)::read
        : mesh -> seen(model, mesh, neutral);
  }

  private static ActionUnits seen(SeenModel model, FaceMesh mesh, Neutral neutral) {
    HeadPose pose = HeadPoses.fit(neutral.livePoints(), mesh);
    float[] points = HeadPoses.unposed(mesh, pose);
    double[] difference = SeenPoints.difference(points, Gaze.of(mesh, pose), neutral);
    return ActionUnits.of(model.intensities(difference, neutral));
  }
}
