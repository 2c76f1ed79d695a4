package io.argen.evaluate.metric;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.stat.correlation.Covariance;

/**
 * How far a set of made clips is from a set of real ones, and how varied it is. One row of features
 * a clip; whoever reports a figure names the features.
 */
public final class FeatureDistances {
  private static final int DEGREE = 3;

  private FeatureDistances() {}

  /**
   * The unbiased squared maximum mean discrepancy under the kernel {@code (x.y / d + 1)^3} (KID,
   * Binkowski et al. 2018); may be slightly negative. Suits small sets.
   *
   * @param made at least two rows
   * @param real at least two rows of the same width
   */
  public static double kid(double[][] made, double[][] real) {
    return within(made) + within(real) - 2 * between(made, real);
  }

  private static double within(double[][] rows) {
    double sum = 0;
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < i; j++) {
        sum += kernel(rows[i], rows[j]);
      }
    }
    return 2 * sum / ((double) rows.length * (rows.length - 1));
  }

  private static double between(double[][] a, double[][] b) {
    double sum = 0;
    for (double[] x : a) {
      for (double[] y : b) {
        sum += kernel(x, y);
      }
    }
    return sum / ((double) a.length * b.length);
  }

  private static double kernel(double[] x, double[] y) {
    double dot = 0;
    for (int k = 0; k < x.length; k++) {
      dot += x[k] * y[k];
    }
    return Math.pow(dot / x.length + 1, DEGREE);
  }

  /**
   * The Frechet distance of the Gaussians through both sets (Heusel et al. 2017), squared as is
   * usual: {@code |m1 - m2|^2 + tr(S1 + S2 - 2 (S1 S2)^1/2)}. Biased upward for few rows.
   */
  public static double frechet(double[][] made, double[][] real) {
    RealMatrix s1 = new Covariance(made).getCovarianceMatrix();
    RealMatrix s2 = new Covariance(real).getCovarianceMatrix();
    RealMatrix root = root(s1);
    RealMatrix inner = root.multiply(s2).multiply(root);
    double traceOfRoot = 0;
    for (double value : eigen(inner).getRealEigenvalues()) {
      traceOfRoot += Math.sqrt(Math.max(0, value));
    }
    double distance = s1.getTrace() + s2.getTrace() - 2 * traceOfRoot;
    for (int k = 0; k < made[0].length; k++) {
      int column = k;
      double gap =
          Arrays.stream(made).mapToDouble(r -> r[column]).average().orElse(0)
              - Arrays.stream(real).mapToDouble(r -> r[column]).average().orElse(0);
      distance += gap * gap;
    }
    return distance;
  }

  private static RealMatrix root(RealMatrix symmetric) {
    EigenDecomposition eigen = eigen(symmetric);
    double[] values = eigen.getRealEigenvalues();
    for (int k = 0; k < values.length; k++) {
      values[k] = Math.sqrt(Math.max(0, values[k]));
    }
    return eigen
        .getV()
        .multiply(MatrixUtils.createRealDiagonalMatrix(values))
        .multiply(eigen.getVT());
  }

  private static EigenDecomposition eigen(RealMatrix matrix) {
    // Made symmetric to the bit, else complex eigenvalues are looked for.
    RealMatrix even = matrix.add(matrix.transpose()).scalarMultiply(0.5);
    return new EigenDecomposition(new Array2DRowRealMatrix(even.getData(), false));
  }

  /** Mean Euclidean distance of all pairs: 0 if all clips are alike. */
  public static double diversity(double[][] rows) {
    double sum = 0;
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < i; j++) {
        sum += distance(rows[i], rows[j]);
      }
    }
    return 2 * sum / ((double) rows.length * (rows.length - 1));
  }

  /**
   * Share of made clips nearer to some other clip (a test clip, say) than {@code limit}.
   *
   * @param limit for instance half the {@link #usualNeighbour} of the others
   */
  public static double nearCopies(double[][] made, double[][] others, double limit) {
    long near =
        Arrays.stream(made)
            .filter(row -> Arrays.stream(others).anyMatch(o -> distance(row, o) < limit))
            .count();
    return (double) near / made.length;
  }

  /** Median distance of a row to its nearest neighbour in the set. */
  public static double usualNeighbour(double[][] rows) {
    double[] nearest = new double[rows.length];
    Arrays.fill(nearest, Double.MAX_VALUE);
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows.length; j++) {
        if (i != j) {
          nearest[i] = Math.min(nearest[i], distance(rows[i], rows[j]));
        }
      }
    }
    Arrays.sort(nearest);
    return (nearest[(nearest.length - 1) / 2] + nearest[nearest.length / 2]) / 2;
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += (a[k] - b[k]) * (a[k] - b[k]);
    }
    return Math.sqrt(sum);
  }
}
