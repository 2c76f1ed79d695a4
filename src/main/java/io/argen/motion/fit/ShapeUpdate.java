package io.argen.motion.fit;

import io.argen.face.FaceMesh;
import io.argen.facs.ActionUnits;
import io.argen.motion.LidMotion;
import java.util.function.IntToDoubleFunction;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * One ridge regression: the shapes that explain the data best given all intensities, drawn toward
 * the prior. Every frame counts twice, as it is and mirrored, so that left and right stay mirror
 * images.
 */
final class ShapeUpdate {
  private static final int[][] LIPS = {
    {191, 95},
    {80, 88},
    {81, 178},
    {82, 87},
    {13, 14},
    {312, 317},
    {311, 402},
    {310, 318},
    {415, 324}
  };
  private static final int N = ActionUnits.CHANNELS;

  private final ShapePrior prior;
  private final int[] mirror;
  private final double people;
  private final double[][] gram = new double[N][N];
  private final double[][] cross = new double[N][FaceMesh.POINTS * 3];

  ShapeUpdate(ShapePrior prior, int[] mirror, int people) {
    this.prior = prior;
    this.mirror = mirror;
    this.people = people;
  }

  /** Adds a frame: intensities and what their linear shapes have to explain. */
  void add(float[] intensities, float[] target, double weight) {
    float[] swapped = new float[N];
    for (int k = 0; k < N; k++) {
      swapped[k] = intensities[k ^ 1];
    }
    addOne(intensities, target, weight);
    addOne(swapped, mirrored(target, mirror), weight);
  }

  static float[] mirrored(float[] field, int[] mirror) {
    float[] out = new float[field.length];
    for (int i = 0; i < mirror.length; i++) {
      out[i * 3] = -field[mirror[i] * 3];
      out[i * 3 + 1] = field[mirror[i] * 3 + 1];
      out[i * 3 + 2] = field[mirror[i] * 3 + 2];
    }
    return out;
  }

  private void addOne(float[] intensities, float[] target, double weight) {
    for (int a = 0; a < N; a++) {
      double amount = weight * intensities[a] / ActionUnits.MAX_INTENSITY;
      if (amount == 0) {
        continue;
      }
      for (int b = 0; b < N; b++) {
        gram[a][b] += amount * intensities[b] / ActionUnits.MAX_INTENSITY;
      }
      double[] row = cross[a];
      for (int i = 0; i < row.length; i++) {
        row[i] += amount * target[i];
      }
    }
  }

  /** The new shapes; each keeps the prior's own extent along the prior's direction. */
  float[][] solve() {
    float[][] shapes = new float[N][FaceMesh.POINTS * 3];
    boolean[] done = new boolean[FaceMesh.POINTS];
    pairs(LIPS, ShapePrior::lipGap, shapes, done);
    for (int[][] side : LidMotion.pairs()) {
      pairs(side, ShapePrior::lidGap, shapes, done);
    }
    for (int i = 0; i < done.length; i++) {
      if (!done[i]) {
        int point = i;
        RealMatrix solved = solve(k -> prior.stiffness(k, point), point, point, 1);
        put(solved, null, shapes, point, point);
      }
    }
    for (int k = 0; k < N; k++) {
      normalise(shapes[k], prior.shapes[k]);
    }
    return shapes;
  }

  /** Points that face each other: their middle and their gap are held separately. */
  private void pairs(
      int[][] pairs, IntToDoubleFunction gapFirmness, float[][] shapes, boolean[] done) {
    for (int[] pair : pairs) {
      int up = pair[0];
      int low = pair[1];
      IntToDoubleFunction middle = k -> (prior.stiffness(k, up) + prior.stiffness(k, low)) / 2;
      RealMatrix mean = solve(middle, up, low, 1);
      RealMatrix gap =
          solve(k -> middle.applyAsDouble(k) * gapFirmness.applyAsDouble(k), up, low, -1);
      put(mean, gap, shapes, up, low);
      done[up] = true;
      done[low] = true;
    }
  }

  /** Half the sum (sign 1) or half the difference (sign -1) of two points' shapes. */
  private RealMatrix solve(IntToDoubleFunction firmness, int up, int low, int sign) {
    double[][] normal = new double[N][];
    double[][] right = new double[N][3];
    for (int k = 0; k < N; k++) {
      normal[k] = gram[k].clone();
      // The fewer people, the less is held: the prior weighs as one share of each.
      double hold = people * firmness.applyAsDouble(k);
      normal[k][k] += hold;
      for (int c = 0; c < 3; c++) {
        int a = up * 3 + c;
        int b = low * 3 + c;
        right[k][c] =
            (cross[k][a]
                    + sign * cross[k][b]
                    + hold * (prior.shapes[k][a] + sign * prior.shapes[k][b]))
                / 2;
      }
    }
    return new CholeskyDecomposition(new Array2DRowRealMatrix(normal, false), 1e-9, 1e-12)
        .getSolver()
        .solve(new Array2DRowRealMatrix(right, false));
  }

  private static void put(
      RealMatrix mean,
      @org.jspecify.annotations.Nullable RealMatrix gap,
      float[][] shapes,
      int up,
      int low) {
    for (int k = 0; k < N; k++) {
      for (int c = 0; c < 3; c++) {
        double m = mean.getEntry(k, c);
        double g = gap == null ? 0 : gap.getEntry(k, c);
        shapes[k][low * 3 + c] = (float) (m - g);
        shapes[k][up * 3 + c] = (float) (m + g);
      }
    }
  }

  private static void normalise(float[] shape, float[] anatomical) {
    double along = 0;
    double own = 0;
    for (int i = 0; i < shape.length; i++) {
      along += (double) shape[i] * anatomical[i];
      own += (double) anatomical[i] * anatomical[i];
    }
    if (own > 0) {
      double extent = Math.max(0.3, Math.min(3, along / own));
      for (int i = 0; i < shape.length; i++) {
        shape[i] /= (float) extent;
      }
    }
  }
}
