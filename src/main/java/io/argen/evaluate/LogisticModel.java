package io.argen.evaluate;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Logistic regression on standardised numbers with a small ridge, by Newton's method. Both classes
 * weigh the same.
 */
final class LogisticModel {
  private static final int STEPS = 25;
  private static final double RIDGE = 1;

  private final double[] mean;
  private final double[] spread;
  private final double[] weights;

  private LogisticModel(double[] mean, double[] spread, double[] weights) {
    this.mean = mean;
    this.spread = spread;
    this.weights = weights;
  }

  /** Fits rows to their classes; both must occur. */
  static LogisticModel fit(double[][] rows, boolean[] positive) {
    int width = rows[0].length;
    double[] mean = new double[width];
    double[] spread = new double[width];
    for (int k = 0; k < width; k++) {
      for (double[] row : rows) {
        mean[k] += row[k] / rows.length;
      }
      for (double[] row : rows) {
        spread[k] += (row[k] - mean[k]) * (row[k] - mean[k]) / rows.length;
      }
      spread[k] = spread[k] < 1e-12 ? 1 : Math.sqrt(spread[k]);
    }
    int positives = 0;
    for (boolean p : positive) {
      positives += p ? 1 : 0;
    }
    LogisticModel model = new LogisticModel(mean, spread, new double[width + 1]);
    for (int step = 0; step < STEPS; step++) {
      RealMatrix hessian = new Array2DRowRealMatrix(width + 1, width + 1);
      double[] gradient = new double[width + 1];
      for (int i = 0; i < rows.length; i++) {
        double weight = rows.length / (2.0 * (positive[i] ? positives : rows.length - positives));
        double[] x = model.standard(rows[i]);
        double p = model.probability(x);
        for (int a = 0; a <= width; a++) {
          gradient[a] += weight * ((positive[i] ? 1 : 0) - p) * x[a];
          for (int b = 0; b <= width; b++) {
            hessian.addToEntry(a, b, weight * p * (1 - p) * x[a] * x[b]);
          }
        }
      }
      for (int a = 0; a < width; a++) {
        gradient[a] -= RIDGE * model.weights[a];
        hessian.addToEntry(a, a, RIDGE);
      }
      hessian.addToEntry(width, width, 1e-6);
      double[] move =
          new CholeskyDecomposition(hessian, 1e-6, 1e-12)
              .getSolver()
              .solve(new ArrayRealVector(gradient))
              .toArray();
      for (int a = 0; a <= width; a++) {
        model.weights[a] += move[a];
      }
    }
    return model;
  }

  private double[] standard(double[] row) {
    double[] x = new double[row.length + 1];
    for (int k = 0; k < row.length; k++) {
      x[k] = (row[k] - mean[k]) / spread[k];
    }
    x[row.length] = 1;
    return x;
  }

  private double probability(double[] x) {
    double sum = 0;
    for (int k = 0; k < x.length; k++) {
      sum += weights[k] * x[k];
    }
    return 1 / (1 + Math.exp(-sum));
  }

  /** How much a row looks like the positive class, 0-1. */
  double score(double[] row) {
    return probability(standard(row));
  }
}
