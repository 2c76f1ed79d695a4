package io.argen.motion;

import java.util.Arrays;

/**
 * Least squares with non-negative unknowns, a ridge and a linear cost: minimise {@code ||D (A x -
 * y)||^2 + sum r_k x_k^2 + 2 sum c_k x_k} for {@code 0 <= x <= max} by coordinate descent, which
 * reaches the minimum because the problem is convex (Bro & de Jong 1997 for the unbounded case).
 */
final class NonNegativeSolver {
  private static final int MAX_SWEEPS = 400;
  private static final double TOLERANCE = 1e-5;

  /** A^T D^2, {@code [unknowns][measures]}. */
  private final double[][] readout;

  private final double[][] gram;
  private final double[] cost;
  private final double[] max;

  /**
   * @param design A, {@code [measures][unknowns]}
   * @param precision squares of D's diagonal, one a measure
   * @param penalty a quadratic penalty, symmetric, {@code [unknowns][unknowns]}
   * @param cost c, one an unknown
   * @param max upper bound of every unknown
   */
  NonNegativeSolver(
      double[][] design, double[] precision, double[][] penalty, double[] cost, double max) {
    this(transposed(design), weighted(design, precision), penalty, cost, evenly(max, cost.length));
  }

  /**
   * For noise that measures share.
   *
   * @param design A^T, {@code [unknowns][measures]}
   * @param readout A^T N^-1, where N is the noise's covariance, same shape
   * @param max upper bounds, one an unknown
   */
  NonNegativeSolver(
      double[][] design, double[][] readout, double[][] penalty, double[] cost, double[] max) {
    this.readout = readout;
    this.cost = cost;
    this.max = max;
    int n = cost.length;
    gram = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double sum = penalty[i][j];
        for (int m = 0; m < readout[i].length; m++) {
          sum += readout[i][m] * design[j][m];
        }
        gram[i][j] = sum;
      }
    }
  }

  static double[] evenly(double value, int count) {
    double[] all = new double[count];
    Arrays.fill(all, value);
    return all;
  }

  private static double[][] transposed(double[][] design) {
    return weighted(design, evenly(1, design.length));
  }

  private static double[][] weighted(double[][] design, double[] precision) {
    double[][] out = new double[design[0].length][design.length];
    for (int m = 0; m < design.length; m++) {
      for (int k = 0; k < out.length; k++) {
        out[k][m] = precision[m] * design[m][k];
      }
    }
    return out;
  }

  double[] solve(double[] y) {
    int n = cost.length;
    double[] x = new double[n];
    double[] gradient = new double[n];
    for (int i = 0; i < n; i++) {
      double sum = -cost[i];
      for (int m = 0; m < y.length; m++) {
        sum += readout[i][m] * y[m];
      }
      gradient[i] = sum;
    }
    for (int sweep = 0; sweep < MAX_SWEEPS; sweep++) {
      double largest = 0;
      for (int i = 0; i < n; i++) {
        if (gram[i][i] <= 0) {
          continue;
        }
        double next = Math.max(0, Math.min(max[i], x[i] + gradient[i] / gram[i][i]));
        double step = next - x[i];
        if (step != 0) {
          x[i] = next;
          for (int j = 0; j < n; j++) {
            gradient[j] -= gram[j][i] * step;
          }
          largest = Math.max(largest, Math.abs(step));
        }
      }
      if (largest < TOLERANCE) {
        break;
      }
    }
    return x;
  }
}
