package io.argen.motion;

import io.argen.face.FaceMesh;
import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import java.util.EnumSet;
import java.util.Set;

/**
 * Takes the motion of one person's whole mesh apart into units and residual amounts, and puts it
 * together again.
 *
 * <p>Units are the non-negative intensities that explain the displacement best, each at a cost that
 * is higher for units whose geometry commoner ones share, left and right coupled; the residual is
 * what the basis's components explain of the rest (least squares).
 */
public final class MeshMotion {
  /** Disagreement of neighbouring points is not independent: 40 of them count as one. */
  private static final double PRECISION = 1 / (0.1 * 0.1) / 40;

  private static final double COST = 0.15;
  private static final double RARE_COST = 0.9;
  private static final double RIDGE = 0.12;
  private static final double COUPLING = 0.25;

  private static final Set<ActionUnit> RARE =
      EnumSet.of(
          ActionUnit.AU11,
          ActionUnit.AU16,
          ActionUnit.AU18,
          ActionUnit.AU22,
          ActionUnit.AU23,
          ActionUnit.AU27);

  private final ActionUnitBasis basis;
  private final float[] neutral;
  private final NonNegativeSolver solver;
  private final double[][] inverse;
  private final float[][] components;

  /**
   * What moved a mesh.
   *
   * @param units 46 intensities 0-5
   * @param residual one amount a component of the basis
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed on at once, never compared.
  public record Reading(float[] units, float[] residual) {}

  /**
   * For one person.
   *
   * @param neutral the person's own face at rest, {@code [468 * 3]} cm
   */
  public MeshMotion(ActionUnitBasis basis, float[] neutral) {
    this.basis = basis;
    this.neutral = neutral.clone();
    int n = ActionUnits.CHANNELS;
    double[][] design = new double[neutral.length][n];
    for (int k = 0; k < n; k++) {
      float[] one = new float[n];
      one[k] = ActionUnits.MAX_INTENSITY;
      float[] moved = displacement(one, new float[0]);
      for (int i = 0; i < moved.length; i++) {
        design[i][k] = moved[i] / ActionUnits.MAX_INTENSITY;
      }
    }
    double[] precision = new double[neutral.length];
    java.util.Arrays.fill(precision, PRECISION);
    solver = new NonNegativeSolver(design, precision, penalty(), cost(), ActionUnits.MAX_INTENSITY);
    components = new float[basis.residuals()][];
    for (int j = 0; j < components.length; j++) {
      components[j] = basis.residual(j);
    }
    inverse = pseudoInverse(components);
  }

  private static double[] cost() {
    double[] cost = new double[ActionUnits.CHANNELS];
    for (int k = 0; k < cost.length; k++) {
      cost[k] = RARE.contains(ActionUnit.values()[k / 2]) ? RARE_COST : COST;
    }
    return cost;
  }

  private static double[][] penalty() {
    int n = ActionUnits.CHANNELS;
    double[][] penalty = new double[n][n];
    for (int k = 0; k < n; k++) {
      penalty[k][k] = RIDGE + COUPLING;
      penalty[k][k ^ 1] = -COUPLING;
    }
    return penalty;
  }

  /** Components need not be orthogonal: (C C')^-1. */
  private static double[][] pseudoInverse(float[][] components) {
    int n = components.length;
    if (n == 0) {
      return new double[0][0];
    }
    double[][] gram = new double[n][n];
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) {
        gram[a][b] = dot(components[a], components[b]);
      }
      gram[a][a] += 1e-9;
    }
    return new org.apache.commons.math3.linear.CholeskyDecomposition(
            new org.apache.commons.math3.linear.Array2DRowRealMatrix(gram, false))
        .getSolver()
        .getInverse()
        .getData();
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  /**
   * Units and residual of a displacement from the neutral.
   *
   * @param displacement {@code [468 * 3]} cm, pose removed
   */
  public Reading read(float[] displacement) {
    double[] target = new double[displacement.length];
    for (int i = 0; i < target.length; i++) {
      target[i] = displacement[i];
    }
    double[] solved = solver.solve(target);
    float[] units = new float[solved.length];
    for (int k = 0; k < units.length; k++) {
      units[k] = (float) solved[k];
    }
    return new Reading(units, residual(displacement, units));
  }

  /** What the components explain of what given units leave over. */
  public float[] residual(float[] displacement, float[] units) {
    float[] left = displacement(units, new float[0]);
    for (int i = 0; i < left.length; i++) {
      left[i] = displacement[i] - left[i];
    }
    double[] seen = new double[components.length];
    for (int j = 0; j < seen.length; j++) {
      seen[j] = dot(components[j], left);
    }
    float[] amounts = new float[seen.length];
    for (int j = 0; j < amounts.length; j++) {
      double sum = 0;
      for (int m = 0; m < seen.length; m++) {
        sum += inverse[j][m] * seen[m];
      }
      amounts[j] = (float) sum;
    }
    return amounts;
  }

  /** The displacement from the neutral under units and residual, {@code [468 * 3]} cm. */
  public float[] displacement(float[] units, float[] residual) {
    float[] out = new float[FaceMesh.POINTS * 3];
    basis.apply(neutral, units, out);
    basis.addResidual(residual, out);
    for (int i = 0; i < out.length; i++) {
      out[i] -= neutral[i];
    }
    return out;
  }
}
