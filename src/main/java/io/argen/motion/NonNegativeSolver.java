package io.argen.motion;

/**
 * Least squares with non-negative unknowns, a ridge and a linear cost: minimise {@code ||D (A x -
 * y)||^2 + sum r_k x_k^2 + 2 sum c_k x_k} for {@code 0 <= x <= max} by coordinate descent, which
 * reaches the minimum because the problem is convex (Bro & de Jong 1997 for the unbounded case).
 */
final class NonNegativeSolver {
  private static final int MAX_SWEEPS = 400;
  private static final double TOLERANCE = 1e-5;

  /** The design times the precision: what a measure says of each unknown. */
  private final double[][] weighted;

  private final double[][] gram;
  private final double[] cost;
  private final double max;

  /**
   * Measures with independent noise.
   *
   * @param design A, {@code [measures][unknowns]}
   * @param precision squares of D's diagonal, one a measure
   * @param penalty a quadratic penalty, symmetric, {@code [unknowns][unknowns]}
   * @param cost c, one an unknown
   * @param max upper bound of every unknown
   */
  NonNegativeSolver(
      double[][] design, double[] precision, double[][] penalty, double[] cost, double max) {
    this(design, scaled(design, precision), penalty, cost, max);
  }

  /**
   * Measures whose noise goes together.
   *
   * @param weighted D'D A, {@code [measures][unknowns]}: the inverse covariance times the design
   */
  NonNegativeSolver(
      double[][] design, double[][] weighted, double[][] penalty, double[] cost, double max) {
    this.weighted = weighted;
    this.cost = cost;
    this.max = max;
    int n = cost.length;
    gram = new double[n][n];
    for (int i = 0; i < n; i++) {
      gram[i] = penalty[i].clone();
    }
    for (int m = 0; m < design.length; m++) {
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          gram[i][j] += design[m][i] * weighted[m][j];
        }
      }
    }
  }

  private static double[][] scaled(double[][] design, double[] precision) {
    double[][] scaled = new double[design.length][];
    for (int m = 0; m < design.length; m++) {
      scaled[m] = design[m].clone();
      for (int i = 0; i < scaled[m].length; i++) {
        scaled[m][i] *= precision[m];
      }
    }
    return scaled;
  }

  double[] solve(double[] y) {
    int n = cost.length;
    double[] x = new double[n];
    double[] gradient = new double[n];
    for (int i = 0; i < n; i++) {
      double sum = -cost[i];
      for (int m = 0; m < y.length; m++) {
        sum += weighted[m][i] * y[m];
      }
      gradient[i] = sum;
    }
    for (int sweep = 0; sweep < MAX_SWEEPS; sweep++) {
      double largest = 0;
      for (int i = 0; i < n; i++) {
        if (gram[i][i] <= 0) {
          continue;
        }
        double next = Math.max(0, Math.min(max, x[i] + gradient[i] / gram[i][i]));
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
