package io.argen.motion.skin;

import io.argen.clip.Image;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;

/**
 * The light on a face, from the face itself: linear luma of skin is {@code ambient + b . n}, fitted
 * robustly to its pixels and their normals, leaning towards light from above where they say little.
 *
 * @param ambient light from everywhere, linear luma 0-1
 * @param x light from the picture's right
 * @param y light from above
 * @param z light from the camera
 */
record SkinLight(double ambient, double x, double y, double z) {
  private static final int ROUNDS = 8;
  private static final int MOST_PIXELS = 6000;

  /** What is assumed before looking, as shares of the mean brightness. */
  private static final double[] USUAL = {0.35, 0, 0.30, 0.45};

  /** How many pixels the assumption is worth, as a share of those seen. */
  private static final double TRUST = 0.02;

  static final double GAMMA = 2.2;

  /** Linear luma of a pixel, 0-1. */
  static double luma(byte[] rgb, int at) {
    double v =
        0.299 * (rgb[at] & 0xff) + 0.587 * (rgb[at + 1] & 0xff) + 0.114 * (rgb[at + 2] & 0xff);
    return Math.pow(v / 255, GAMMA);
  }

  static SkinLight of(SkinMap skin, Image photo) {
    int step = Math.max(1, (int) Math.ceil((double) skin.x.length / MOST_PIXELS));
    double[][] rows = new double[skin.x.length / step + 1][];
    double[] seen = new double[rows.length];
    int n = 0;
    double mean = 0;
    for (int i = 0; i < skin.x.length; i += step) {
      if (Float.isNaN(skin.x[i]) || skin.normalZ[i] < 0.3 || !plainSkin(skin.x[i], skin.y[i])) {
        continue;
      }
      rows[n] = new double[] {1, skin.normalX[i], skin.normalY[i], skin.normalZ[i]};
      int px = skin.left + i % skin.columns;
      int py = skin.top + i / skin.columns;
      seen[n] = luma(photo.rgb(), (py * photo.width() + px) * 3);
      mean += seen[n];
      n++;
    }
    if (n < 30) {
      return usual(0.3);
    }
    mean = Math.max(1e-3, mean / n);
    double[] fit = usual(mean).vector();
    double[] weights = new double[n];
    for (int round = 0; round < ROUNDS; round++) {
      double spread = 0.05 * mean;
      for (int i = 0; i < n; i++) {
        spread += Math.abs(seen[i] - dot(fit, rows[i])) / n;
      }
      for (int i = 0; i < n; i++) {
        double r = (seen[i] - dot(fit, rows[i])) / (3.5 * spread);
        weights[i] = Math.abs(r) >= 1 ? 0 : (1 - r * r) * (1 - r * r);
      }
      fit = solve(rows, seen, weights, n, usual(mean).vector());
    }
    return new SkinLight(fit[0], fit[1], fit[2], fit[3]);
  }

  private static SkinLight usual(double mean) {
    return new SkinLight(USUAL[0] * mean, USUAL[1] * mean, USUAL[2] * mean, USUAL[3] * mean);
  }

  private double[] vector() {
    return new double[] {ambient, x, y, z};
  }

  /** Cheeks, nose, chin and forehead; not eyes, brows and lips. */
  static boolean plainSkin(double x, double y) {
    double side = Math.abs(x);
    boolean eyes = y > 1.2 && y < 5.6 && side > 1.0;
    boolean lips = y > -6.2 && y < -2.6 && side < 3.2;
    return !eyes && !lips && side < 6.2 && y < 7.6;
  }

  private static double[] solve(
      double[][] rows, double[] seen, double[] weights, int n, double[] usual) {
    double[][] normal = new double[4][4];
    double[] right = new double[4];
    for (int i = 0; i < n; i++) {
      for (int a = 0; a < 4; a++) {
        right[a] += weights[i] * rows[i][a] * seen[i];
        for (int b = 0; b < 4; b++) {
          normal[a][b] += weights[i] * rows[i][a] * rows[i][b];
        }
      }
    }
    for (int a = 0; a < 4; a++) {
      normal[a][a] += TRUST * n;
      right[a] += TRUST * n * usual[a];
    }
    return new LUDecomposition(new Array2DRowRealMatrix(normal, false))
        .getSolver()
        .solve(new ArrayRealVector(right, false))
        .toArray();
  }

  private static double dot(double[] a, double[] b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2] + a[3] * b[3];
  }

  /** Light on a surface of the given normal; never less than a third of the mean. */
  double on(double nx, double ny, double nz) {
    double facing = ambient + z;
    return Math.max(0.33 * facing, ambient + x * nx + y * ny + z * nz);
  }

  /** The same light with some of the usual light from above mixed in. */
  SkinLight lifted(double share) {
    double mean = Math.max(1e-3, ambient + z);
    SkinLight usual = usual(mean / (USUAL[0] + USUAL[3]));
    return new SkinLight(
        ambient + share * (usual.ambient - ambient),
        x + share * (usual.x - x),
        y + share * (usual.y - y),
        z + share * (usual.z - z));
  }
}
