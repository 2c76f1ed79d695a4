package io.argen.motion.fit;

import io.argen.face.FaceMesh;
import io.argen.run.Seeds;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * The strongest directions of what units leave over: principal components about zero, of frames and
 * their mirror images, found by subspace iteration (Halko, Martinsson & Tropp 2011).
 */
final class ResidualComponents {
  private static final int SIZE = FaceMesh.POINTS * 3;
  private static final int EXTRA = 8;
  private static final int ITERATIONS = 25;

  private final int[] mirror;
  private final double[][] covariance = new double[SIZE][SIZE];

  ResidualComponents(int[] mirror) {
    this.mirror = mirror;
  }

  void add(float[] field, double weight) {
    addOne(field, weight / 2);
    addOne(ShapeUpdate.mirrored(field, mirror), weight / 2);
  }

  private void addOne(float[] field, double weight) {
    for (int i = 0; i < SIZE; i++) {
      double v = weight * field[i];
      double[] row = covariance[i];
      for (int j = 0; j <= i; j++) {
        row[j] += v * field[j];
      }
    }
  }

  /**
   * Components strongest first, each as long as its spread in the data, so that amounts have a
   * standard deviation of about 1.
   */
  float[][] strongest(int count, long seed) {
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j < i; j++) {
        covariance[j][i] = covariance[i][j];
      }
    }
    int width = count + EXTRA;
    double[][] basis = new double[width][SIZE];
    RandomGenerator random = Seeds.generator(Seeds.derive(seed, "components"));
    for (double[] vector : basis) {
      for (int i = 0; i < SIZE; i++) {
        vector[i] = random.nextGaussian();
      }
    }
    orthonormalise(basis);
    for (int n = 0; n < ITERATIONS; n++) {
      basis = times(basis);
      orthonormalise(basis);
    }
    double[][] image = times(basis);
    double[][] small = new double[width][width];
    for (int a = 0; a < width; a++) {
      for (int b = 0; b < width; b++) {
        small[a][b] = (dot(basis[a], image[b]) + dot(basis[b], image[a])) / 2;
      }
    }
    EigenDecomposition eigen = new EigenDecomposition(new Array2DRowRealMatrix(small, false));
    Integer[] order = new Integer[width];
    for (int k = 0; k < width; k++) {
      order[k] = k;
    }
    java.util.Arrays.sort(
        order, (a, b) -> Double.compare(eigen.getRealEigenvalue(b), eigen.getRealEigenvalue(a)));
    float[][] components = new float[count][];
    for (int k = 0; k < count; k++) {
      components[k] =
          component(
              basis, eigen.getEigenvector(order[k]).toArray(), eigen.getRealEigenvalue(order[k]));
    }
    return components;
  }

  private static float[] component(double[][] basis, double[] mix, double variance) {
    double[] sum = new double[SIZE];
    double largest = 0;
    for (int i = 0; i < SIZE; i++) {
      for (int a = 0; a < basis.length; a++) {
        sum[i] += mix[a] * basis[a][i];
      }
      largest = Math.abs(sum[i]) > Math.abs(largest) ? sum[i] : largest;
    }
    // The sign of a component is nothing but a choice; its largest value is made positive.
    double scale = Math.sqrt(Math.max(variance, 1e-12)) * (largest < 0 ? -1 : 1);
    float[] out = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      out[i] = (float) (scale * sum[i]);
    }
    return out;
  }

  private double[][] times(double[][] vectors) {
    double[][] out = new double[vectors.length][SIZE];
    for (int i = 0; i < SIZE; i++) {
      for (int a = 0; a < vectors.length; a++) {
        out[a][i] = dot(covariance[i], vectors[a]);
      }
    }
    return out;
  }

  /** Gram and Schmidt, twice over for accuracy; a vector that vanishes becomes zero. */
  private static void orthonormalise(double[][] vectors) {
    for (int a = 0; a < vectors.length; a++) {
      for (int pass = 0; pass < 2; pass++) {
        for (int b = 0; b < a; b++) {
          double share = dot(vectors[a], vectors[b]);
          for (int i = 0; i < SIZE; i++) {
            vectors[a][i] -= share * vectors[b][i];
          }
        }
        double length = Math.sqrt(dot(vectors[a], vectors[a]));
        for (int i = 0; i < SIZE; i++) {
          vectors[a][i] = length < 1e-30 ? 0 : vectors[a][i] / length;
        }
      }
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
