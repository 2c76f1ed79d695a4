package io.argen.motion;

import io.argen.face.FaceMesh;
import io.argen.face.HeadPose;
import io.argen.face.HeadPoses;
import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Side;
import java.util.EnumSet;
import java.util.Set;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Reads units from {@link FaceMeasures} under the renderer's own basis: maximum a posteriori with
 * Gaussian noise, that of a fitted basis's residual components with it, and, for a photo, Gaussian
 * spread between people; rarer units cost more; left and right are coupled. Lids are read directly.
 */
final class MeasureReader {
  /** Below this the geometry's own noise shows. */
  private static final double DEAD_ZONE = 0.25;

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

  private final ActionUnitBasis basis;
  private final Neutral neutral;
  private final NonNegativeSolver solver;

  MeasureReader(ActionUnitBasis basis, Neutral neutral) {
    this.basis = basis;
    this.neutral = neutral;
    this.solver = solver(neutral);
  }

  ActionUnits read(FaceMesh mesh) {
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
    for (Side side : Side.values()) {
      // Two shapes of one motion: what they add up to is read as one unit.
      int drop = ActionUnits.channel(ActionUnit.AU26, side);
      int stretch = ActionUnits.channel(ActionUnit.AU27, side);
      units[drop] += (float) (units[stretch] * JawDrop.STRETCH_CM / JawDrop.DROP_CM);
    }
    JawDrop.split(units);
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
    RealMatrix transposed = new Array2DRowRealMatrix(design).transpose();
    double[][] readout = transposed.multiply(precision(before)).getData();
    return new NonNegativeSolver(
        transposed.getData(),
        readout,
        penalty,
        cost,
        NonNegativeSolver.evenly(ActionUnits.MAX_INTENSITY, n));
  }

  /**
   * The inverse covariance of the measures' noise: each measure's own, the spread between people,
   * and what a fitted basis's residual components move, which no unit should be blamed for.
   */
  private RealMatrix precision(double[] before) {
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
      covariance = covariance.add(nuisance.multiply(nuisance.transpose()));
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
