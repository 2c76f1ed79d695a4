package io.argen.motion;

import java.util.Arrays;

/**
 * The small smooth displacement that lays one picture over another where a mask says so: a bilinear
 * spline on a coarse grid, fitted to the pixels directly, coarse to fine (Szeliski & Coughlan 1997,
 * IJCV 22(3)), robustly, with a gain and an offset of brightness.
 *
 * <p>The spline costs what it bends, so that where pixels say nothing it goes on as beside them.
 */
final class PictureRegistration {
  /** Cells a side. */
  private static final int CELLS = 8;

  private static final int NODES = CELLS + 1;
  private static final int UNKNOWNS = 2 * NODES * NODES;
  private static final int COARSEST = 3;
  private static final int FINEST = 1;
  private static final int ROUNDS = 5;
  private static final double LEAST_SIGMA = 4;

  /** What bending costs, as a share of what a node's pixels say. */
  private static final double STIFFNESS = 0.2;

  /** What moving at all costs, likewise. */
  private static final double REST = 0.01;

  private final int side;
  private final double[] nodes = new double[UNKNOWNS];
  private final double[][] normal = new double[UNKNOWNS][UNKNOWNS];
  private final double[] right = new double[UNKNOWNS];
  private final float[] errors;
  private final int[] touched = new int[8];
  private final double[] slope = new double[8];
  private double before;
  private double after;

  /**
   * For pictures of one size.
   *
   * @param side pixels, a multiple of 64
   */
  PictureRegistration(int side) {
    this.side = side;
    errors = new float[(side >> FINEST) * (side >> FINEST)];
  }

  /**
   * Registers.
   *
   * @param fixed grey, {@code [side * side]}
   * @param moving grey, the same size
   * @param mask how much a pixel of {@code fixed} counts, 0-1
   */
  void find(float[] fixed, float[] moving, float[] mask) {
    float[][] a = pyramid(fixed);
    float[][] b = pyramid(moving);
    float[][] m = pyramid(mask);
    Arrays.fill(nodes, 0);
    before = correlation(a[FINEST], b[FINEST], m[FINEST], side >> FINEST);
    for (int level = COARSEST; level >= FINEST; level--) {
      for (int round = 0; round < ROUNDS; round++) {
        refine(a[level], b[level], m[level], side >> level);
      }
    }
    after = correlation(a[FINEST], b[FINEST], m[FINEST], side >> FINEST);
  }

  /** Correlation inside the mask of the pictures as they came, -1 to 1. */
  double before() {
    return before;
  }

  /** The same when laid over. */
  double after() {
    return after;
  }

  /** How far to the right a place of the fixed picture lies in the moving one, pixels. */
  double dx(double x, double y) {
    return at(x / side, y / side, 0) * side;
  }

  /** How far down. */
  double dy(double x, double y) {
    return at(x / side, y / side, 1) * side;
  }

  /** The spline at a place, all in shares of the picture's side. */
  private double at(double u, double v, int axis) {
    double x = Math.max(0, Math.min(CELLS - 1e-6, u * CELLS));
    double y = Math.max(0, Math.min(CELLS - 1e-6, v * CELLS));
    int i = ((int) y) * NODES + (int) x;
    double fx = x - (int) x;
    double fy = y - (int) y;
    double upper = node(i, axis) + fx * (node(i + 1, axis) - node(i, axis));
    double lower = node(i + NODES, axis) + fx * (node(i + NODES + 1, axis) - node(i + NODES, axis));
    return upper + fy * (lower - upper);
  }

  private double node(int i, int axis) {
    return nodes[2 * i + axis];
  }

  private float[][] pyramid(float[] picture) {
    float[][] levels = new float[COARSEST + 1][];
    levels[0] = picture;
    for (int level = 1; level <= COARSEST; level++) {
      int n = side >> level;
      float[] from = levels[level - 1];
      levels[level] = new float[n * n];
      for (int y = 0; y < n; y++) {
        for (int x = 0; x < n; x++) {
          int at = 4 * y * n + 2 * x;
          levels[level][y * n + x] =
              (from[at] + from[at + 1] + from[at + 2 * n] + from[at + 2 * n + 1]) / 4;
        }
      }
    }
    return levels;
  }

  private void refine(float[] fixed, float[] moving, float[] mask, int n) {
    double[] light = light(fixed, moving, mask, n);
    double gain = light[0];
    double square = light[2] * light[2];
    for (double[] row : normal) {
      Arrays.fill(row, 0);
    }
    Arrays.fill(right, 0);
    for (int y = 1; y < n - 1; y++) {
      for (int x = 1; x < n - 1; x++) {
        int i = y * n + x;
        if (mask[i] <= 0.5f) {
          continue;
        }
        double u = (x + 0.5) / n;
        double v = (y + 0.5) / n;
        double sx = x + at(u, v, 0) * n;
        double sy = y + at(u, v, 1) * n;
        if (sx < 1 || sy < 1 || sx > n - 3 || sy > n - 3) {
          continue;
        }
        double e = gain * at(moving, n, sx, sy) + light[1] - fixed[i];
        double t = 1 / (1 + e * e / square);
        double w = mask[i] * t * t;
        double gx = gain * n * (at(moving, n, sx + 1, sy) - at(moving, n, sx - 1, sy)) / 2;
        double gy = gain * n * (at(moving, n, sx, sy + 1) - at(moving, n, sx, sy - 1)) / 2;
        add(u, v, gx, gy, e, w);
      }
    }
    solve();
  }

  /** One pixel's equation. */
  private void add(double u, double v, double gx, double gy, double e, double w) {
    double x = Math.min(CELLS - 1e-6, u * CELLS);
    double y = Math.min(CELLS - 1e-6, v * CELLS);
    int corner = ((int) y) * NODES + (int) x;
    double fx = x - (int) x;
    double fy = y - (int) y;
    for (int k = 0; k < 4; k++) {
      double share = (k % 2 == 0 ? 1 - fx : fx) * (k < 2 ? 1 - fy : fy);
      int node = corner + k % 2 + (k < 2 ? 0 : NODES);
      touched[2 * k] = 2 * node;
      touched[2 * k + 1] = 2 * node + 1;
      slope[2 * k] = share * gx;
      slope[2 * k + 1] = share * gy;
    }
    for (int k = 0; k < 8; k++) {
      double wk = w * slope[k];
      right[touched[k]] -= wk * e;
      for (int l = 0; l < 8; l++) {
        normal[touched[k]][touched[l]] += wk * slope[l];
      }
    }
  }

  private void solve() {
    double mean = 0;
    for (int k = 0; k < UNKNOWNS; k++) {
      mean += normal[k][k] / UNKNOWNS;
    }
    double bend = STIFFNESS * mean;
    for (int y = 0; y < NODES; y++) {
      for (int x = 0; x < NODES; x++) {
        int i = y * NODES + x;
        for (int axis = 0; axis < 2; axis++) {
          int k = 2 * i + axis;
          normal[k][k] += REST * mean + 1e-9;
          right[k] -= REST * mean * nodes[k];
          if (x + 1 < NODES) {
            tie(k, k + 2, bend);
          }
          if (y + 1 < NODES) {
            tie(k, k + 2 * NODES, bend);
          }
        }
      }
    }
    cholesky();
  }

  private void tie(int k, int l, double bend) {
    double apart = nodes[k] - nodes[l];
    normal[k][k] += bend;
    normal[l][l] += bend;
    normal[k][l] -= bend;
    normal[l][k] -= bend;
    right[k] -= bend * apart;
    right[l] += bend * apart;
  }

  /** Solves in place and adds to the nodes. */
  private void cholesky() {
    for (int k = 0; k < UNKNOWNS; k++) {
      for (int l = 0; l <= k; l++) {
        double sum = normal[k][l];
        for (int m = Math.max(0, l - 2 * NODES - 4); m < l; m++) {
          sum -= normal[k][m] * normal[l][m];
        }
        normal[k][l] = k == l ? Math.sqrt(Math.max(1e-12, sum)) : sum / normal[l][l];
      }
    }
    for (int k = 0; k < UNKNOWNS; k++) {
      for (int m = 0; m < k; m++) {
        right[k] -= normal[k][m] * right[m];
      }
      right[k] /= normal[k][k];
    }
    for (int k = UNKNOWNS - 1; k >= 0; k--) {
      for (int m = k + 1; m < UNKNOWNS; m++) {
        right[k] -= normal[m][k] * right[m];
      }
      right[k] /= normal[k][k];
      nodes[k] += right[k];
    }
  }

  /** Gain and offset by least squares, and a robust spread of what they leave. */
  private double[] light(float[] fixed, float[] moving, float[] mask, int n) {
    double[] s = sums(fixed, moving, mask, n);
    double variance = s[3] - s[1] * s[1];
    double g = variance < 1e-6 ? 1 : (s[5] - s[1] * s[2]) / variance;
    double gain = Math.max(0.6, Math.min(1.6, g));
    double offset = s[2] - gain * s[1];
    int used = 0;
    for (int y = 0; y < n; y++) {
      for (int x = 0; x < n; x++) {
        int i = y * n + x;
        if (mask[i] > 0.5f && used < errors.length) {
          double u = (x + 0.5) / n;
          double v = (y + 0.5) / n;
          double b = at(moving, n, x + at(u, v, 0) * n, y + at(u, v, 1) * n);
          errors[used++] = (float) Math.abs(gain * b + offset - fixed[i]);
        }
      }
    }
    Arrays.sort(errors, 0, used);
    double spread = used == 0 ? 0 : 2 * errors[used / 2];
    return new double[] {gain, offset, Math.max(LEAST_SIGMA, spread)};
  }

  /** Weight, means of moving and fixed, of their squares, and of their product. */
  private double[] sums(float[] fixed, float[] moving, float[] mask, int n) {
    double[] s = new double[6];
    for (int y = 0; y < n; y++) {
      for (int x = 0; x < n; x++) {
        int i = y * n + x;
        if (mask[i] > 0.5f) {
          double u = (x + 0.5) / n;
          double v = (y + 0.5) / n;
          double b = at(moving, n, x + at(u, v, 0) * n, y + at(u, v, 1) * n);
          double a = fixed[i];
          double w = mask[i];
          s[0] += w;
          s[1] += w * b;
          s[2] += w * a;
          s[3] += w * b * b;
          s[4] += w * a * a;
          s[5] += w * a * b;
        }
      }
    }
    for (int k = 1; k < 6; k++) {
      s[k] /= Math.max(1e-9, s[0]);
    }
    return s;
  }

  private double correlation(float[] fixed, float[] moving, float[] mask, int n) {
    double[] s = sums(fixed, moving, mask, n);
    double spread = (s[3] - s[1] * s[1]) * (s[4] - s[2] * s[2]);
    return spread < 1e-6 ? 0 : (s[5] - s[1] * s[2]) / Math.sqrt(spread);
  }

  /** Bilinear; edges are continued. */
  private static double at(float[] picture, int n, double x, double y) {
    double cx = Math.max(0, Math.min(n - 1.001, x));
    double cy = Math.max(0, Math.min(n - 1.001, y));
    int ix = (int) cx;
    int iy = (int) cy;
    double fx = cx - ix;
    double fy = cy - iy;
    int i = iy * n + ix;
    double upper = picture[i] + fx * (picture[i + 1] - picture[i]);
    double lower = picture[i + n] + fx * (picture[i + n + 1] - picture[i + n]);
    return upper + fy * (lower - upper);
  }
}
