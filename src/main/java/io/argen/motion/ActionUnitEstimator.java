package io.argen.motion;

import io.argen.face.CanonicalFace;
import io.argen.face.FaceMesh;
import io.argen.face.FaceObservation;
import io.argen.face.FaceTrack;
import io.argen.face.HeadPose;
import io.argen.face.HeadPoses;
import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Emotion;
import io.argen.facs.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.jspecify.annotations.Nullable;

/**
 * Measures action units from geometry.
 *
 * <p>The mesh is taken out of its pose and compared with the neutral by {@link FaceMeasures}; the
 * intensities are those that explain the difference best under the renderer's own basis (maximum a
 * posteriori: Gaussian noise, that of a fitted basis's residual components with it, and, for a
 * photo, Gaussian spread between people; non-negative intensities; rarer units cost more; left and
 * right are coupled). Lids are read directly. What is asked of the renderer is therefore measured
 * again in its result. See docs/action-units.md.
 */
public final class ActionUnitEstimator {
  private static final double MIN_NEUTRAL = 0.6;

  /** Shorter clips do not show what is at rest and what is not. */
  private static final int MIN_FRAMES = 3;

  private static final int MAX_NEUTRAL_FRAMES = 15;

  /** Below this the geometry's own noise shows. */
  private static final double DEAD_ZONE = 0.25;

  /** Variance of residual amounts: they are scaled so. */
  private static final double RESIDUAL_VARIANCE = 1;

  private static final Set<ActionUnit> LIDS =
      EnumSet.of(ActionUnit.AU05, ActionUnit.AU07, ActionUnit.AU45);

  /** Units that geometry confuses with commoner ones must be worth more. */
  private static final Set<ActionUnit> RARE =
      EnumSet.of(
          ActionUnit.AU11,
          ActionUnit.AU16,
          ActionUnit.AU18,
          ActionUnit.AU22,
          ActionUnit.AU23,
          ActionUnit.AU27);

  private final CanonicalFace canonical;
  private final ActionUnitBasis basis;
  private final Neutral typical;
  private final NonNegativeSolver typicalSolver;

  public ActionUnitEstimator(CanonicalFace canonical, ActionUnitBasis basis) {
    this.canonical = canonical;
    this.basis = basis;
    this.typical = Neutral.typical(canonical);
    this.typicalSolver = solver(typical);
  }

  /** Units of a single photo, against the typical face. */
  public ActionUnits ofPhoto(FaceMesh mesh) {
    return measure(mesh, typical, typicalSolver);
  }

  /** Units of a mesh against a neutral. */
  public ActionUnits of(FaceMesh mesh, Neutral neutral) {
    return neutral.personal() ? measure(mesh, neutral, solver(neutral)) : ofPhoto(mesh);
  }

  /** Units of every frame against the clip's own neutral; null where the face is not there. */
  public List<@Nullable ActionUnits> ofTrack(FaceTrack track) {
    return ofTrack(track, neutralOf(track));
  }

  /** Units of every frame against a given neutral. */
  public List<@Nullable ActionUnits> ofTrack(FaceTrack track, Neutral neutral) {
    NonNegativeSolver solver = neutral.personal() ? solver(neutral) : typicalSolver;
    List<@Nullable ActionUnits> units = new ArrayList<>();
    for (FaceObservation face : track.observations()) {
      units.add(face == null ? null : measure(face.mesh(), neutral, solver));
    }
    return units;
  }

  /** A person's own neutral from meshes known to show it. */
  public Neutral neutralOf(List<FaceMesh> restful) {
    return Neutral.of(canonical, restful);
  }

  /**
   * The person's neutral where the clip shows it (frames the expression net calls neutral, facing
   * the camera, eyes open), else the typical face.
   */
  public Neutral neutralOf(FaceTrack track) {
    record Candidate(FaceMesh mesh, double score) {}
    List<Candidate> candidates = new ArrayList<>();
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
        candidates.add(
            new Candidate(face.mesh(), neutral * face.quality().frontality() - 0.5 * gap));
      }
    }
    if (candidates.isEmpty() || track.frames() < MIN_FRAMES) {
      return typical;
    }
    candidates.sort(Comparator.comparingDouble(Candidate::score).reversed());
    return Neutral.of(
        canonical, candidates.stream().limit(MAX_NEUTRAL_FRAMES).map(Candidate::mesh).toList());
  }

  private ActionUnits measure(FaceMesh mesh, Neutral neutral, NonNegativeSolver solver) {
    HeadPose pose = HeadPoses.fit(neutral.livePoints(), mesh);
    float[] points = HeadPoses.unposed(mesh, pose);
    double[] difference = FaceMeasures.of(points);
    for (int m = 0; m < difference.length; m++) {
      difference[m] -= neutral.measures()[m];
    }
    double[] solved = solver.solve(difference);
    float[] units = new float[ActionUnits.CHANNELS];
    for (int k = 0; k < units.length; k++) {
      units[k] = (float) (solved[k] < DEAD_ZONE ? 0 : solved[k]);
    }
    Gaze gaze = Gaze.of(mesh, pose);
    for (Side side : Side.values()) {
      LidReader.read(points, gaze, neutral, side, units);
    }
    return ActionUnits.of(units);
  }

  private NonNegativeSolver solver(Neutral neutral) {
    int n = ActionUnits.CHANNELS;
    double[][] design = new double[FaceMeasures.COUNT][n];
    float[] rest = neutral.livePoints();
    float[] moved = new float[rest.length];
    double[] before = FaceMeasures.of(rest);
    double[] cost = new double[n];
    double[][] penalty = new double[n][n];
    for (ActionUnit unit : ActionUnit.values()) {
      for (Side side : Side.values()) {
        int k = ActionUnits.channel(unit, side);
        cost[k] = RARE.contains(unit) ? 0.9 : 0.15;
        penalty[k][k] += RARE.contains(unit) ? 0.35 : 0.12;
        if (LIDS.contains(unit)) {
          continue;
        }
        float[] one = new float[n];
        one[k] = ActionUnits.MAX_INTENSITY;
        basis.apply(rest, one, moved);
        double[] after = FaceMeasures.of(moved);
        for (int m = 0; m < after.length; m++) {
          design[m][k] = (after[m] - before[m]) / ActionUnits.MAX_INTENSITY;
        }
      }
      couple(penalty, unit);
    }
    double[][] weighted =
        precision(neutral, before).multiply(new Array2DRowRealMatrix(design)).getData();
    return new NonNegativeSolver(design, weighted, penalty, cost, ActionUnits.MAX_INTENSITY);
  }

  /**
   * The inverse covariance of the measures' noise: each measure's own, the spread between people,
   * and what a fitted basis's residual components move, which no unit should be blamed for.
   */
  private RealMatrix precision(Neutral neutral, double[] before) {
    double[] weights = FaceMeasures.weights();
    RealMatrix covariance = new Array2DRowRealMatrix(weights.length, weights.length);
    for (int m = 0; m < weights.length; m++) {
      double noise = 1 / weights[m];
      double spread = neutral.spread()[m];
      covariance.setEntry(m, m, noise * noise + spread * spread);
    }
    for (int r = 0; r < basis.residuals(); r++) {
      float[] moved = neutral.points();
      float[] one = new float[basis.residuals()];
      one[r] = 1;
      basis.addResidual(one, moved);
      double[] after = FaceMeasures.of(moved);
      for (int m = 0; m < after.length; m++) {
        after[m] -= before[m];
      }
      RealMatrix nuisance = new Array2DRowRealMatrix(after);
      covariance =
          covariance.add(nuisance.multiply(nuisance.transpose()).scalarMultiply(RESIDUAL_VARIANCE));
    }
    return new CholeskyDecomposition(covariance, 1e-9, 1e-15).getSolver().getInverse();
  }

  /** Faces are mostly symmetric: a difference between the sides must be seen to be believed. */
  private static void couple(double[][] penalty, ActionUnit unit) {
    int l = ActionUnits.channel(unit, Side.LEFT);
    int r = ActionUnits.channel(unit, Side.RIGHT);
    double weight = 0.25;
    penalty[l][l] += weight;
    penalty[r][r] += weight;
    penalty[l][r] -= weight;
    penalty[r][l] -= weight;
  }
}
