package io.argen.sample;

import java.nio.FloatBuffer;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * A thin-plate spline of the plane: takes control points to given points and bends smoothly between
 * (Bookstein 1989).
 */
final class Spline {
  private static final int STEP = 8;

  private final double[][] at;
  private final RealMatrix weights;
  private Mat[] maps = {};

  /**
   * @param at control points, {@code [n][2]}
   * @param to where they go, {@code [n][2]}
   * @param smoothing 0 to pass exactly through the points
   */
  Spline(double[][] at, double[][] to, double smoothing) {
    this.at = at;
    int n = at.length;
    double[][] system = new double[n + 3][n + 3];
    double[][] right = new double[n + 3][2];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        system[i][j] = kernel(at[i][0] - at[j][0], at[i][1] - at[j][1]);
      }
      system[i][i] += smoothing;
      double[] affine = {1, at[i][0] / Plane.SIDE, at[i][1] / Plane.SIDE};
      for (int k = 0; k < 3; k++) {
        system[i][n + k] = affine[k];
        system[n + k][i] = affine[k];
      }
      right[i] = to[i].clone();
    }
    weights =
        new LUDecomposition(new Array2DRowRealMatrix(system, false))
            .getSolver()
            .solve(new Array2DRowRealMatrix(right, false));
  }

  private static double kernel(double dx, double dy) {
    double square = (dx * dx + dy * dy) / ((double) Plane.SIDE * Plane.SIDE);
    return square < 1e-14 ? 0 : square * Math.log(square);
  }

  double[] apply(double x, double y) {
    int n = at.length;
    double[] out = new double[2];
    for (int c = 0; c < 2; c++) {
      out[c] =
          weights.getEntry(n, c)
              + weights.getEntry(n + 1, c) * x / Plane.SIDE
              + weights.getEntry(n + 2, c) * y / Plane.SIDE;
    }
    for (int i = 0; i < n; i++) {
      double k = kernel(x - at[i][0], y - at[i][1]);
      out[0] += weights.getEntry(i, 0) * k;
      out[1] += weights.getEntry(i, 1) * k;
    }
    return out;
  }

  /** The picture whose pixel p is the given picture's pixel apply(p). */
  Picture pull(Picture from) {
    return new Picture(pull(from.lab[0]), pull(from.lab[1]), pull(from.lab[2]));
  }

  /** As {@link #pull(Picture)}, for one channel; cubic, edges repeated. */
  Plane pull(Plane from) {
    Mat[] maps = maps();
    try (Mat source = from.mat();
        Mat out = new Mat();
        Scalar zero = new Scalar(0, 0, 0, 0)) {
      opencv_imgproc.remap(
          source,
          out,
          maps[0],
          maps[1],
          opencv_imgproc.INTER_CUBIC,
          opencv_core.BORDER_REPLICATE,
          zero);
      return Plane.of(out);
    }
  }

  private Mat[] maps() {
    if (maps.length == 2) {
      return maps;
    }
    int cells = Plane.SIDE / STEP;
    float[] xs = new float[cells * cells];
    float[] ys = new float[cells * cells];
    for (int j = 0; j < cells; j++) {
      for (int i = 0; i < cells; i++) {
        double[] p = apply(i * STEP + (STEP - 1) / 2.0, j * STEP + (STEP - 1) / 2.0);
        xs[j * cells + i] = (float) p[0];
        ys[j * cells + i] = (float) p[1];
      }
    }
    maps = new Mat[] {grown(xs, cells), grown(ys, cells)};
    return maps;
  }

  private static Mat grown(float[] values, int cells) {
    try (Mat small = new Mat(cells, cells, opencv_core.CV_32FC1);
        Size size = new Size(Plane.SIDE, Plane.SIDE)) {
      ((FloatBuffer) small.createBuffer()).put(values);
      Mat out = new Mat();
      opencv_imgproc.resize(small, out, size, 0, 0, opencv_imgproc.INTER_CUBIC);
      return out;
    }
  }
}
