package io.argen.motion.skin;

import io.argen.clip.Image;
import io.argen.face.FaceMesh;

/**
 * Looks for the rims of glasses: around each eye the closed line that stands out most from what
 * lies inside and outside of it, and the line that joins the two over the nose.
 */
final class FrameTrace {
  static final int ANGLES = 96;
  private static final int RADII = 32;
  private static final double NEAREST_CM = 1.25;
  private static final double STEP_CM = 0.07;
  private static final double CLEAR = 0.25;
  private static final double SEEN = 0.07;
  private static final int BRIDGE_COLUMNS = 24;
  private static final int BRIDGE_ROWS = 40;

  private final Image photo;
  private final float[] level;
  private final double scale;
  private final double[] axis;

  /** Radius of the rim at every angle (clockwise from the picture's right), pixels. */
  final double[][] rims = new double[2][ANGLES];

  final double[][] centres;

  /** The line over the nose: x y pairs, pixels. */
  final double[] bridge = new double[BRIDGE_COLUMNS * 2];

  /** How clearly each is seen, mean contrast in natural log units: two lower rims, bridge. */
  final double[] clarity = new double[3];

  /** Share of each of them that is seen at all: two lower rims, bridge. */
  final double[] covered = new double[3];

  /** Mean contrast of anything at all between the lower lid and the cheek. */
  final double[] texture = new double[2];

  /** How unlike the two lower rims are, mean, cm. */
  final double lopsided;

  FrameTrace(Image photo, FaceMesh mesh, double scale) {
    this.photo = photo;
    this.scale = scale;
    level = new float[photo.width() * photo.height()];
    for (int i = 0; i < level.length; i++) {
      level[i] = (float) Math.log(SkinLight.luma(photo.rgb(), i * 3) + 0.01);
    }
    centres = new double[][] {centre(mesh, 33, 133), centre(mesh, 263, 362)};
    double dx = centres[1][0] - centres[0][0];
    double dy = centres[1][1] - centres[0][1];
    double length = Math.max(1e-6, Math.hypot(dx, dy));
    axis = new double[] {dx / length, dy / length};
    for (int eye = 0; eye < 2; eye++) {
      clarity[eye] = rim(eye);
    }
    for (int k = ANGLES / 2 + 1; k < ANGLES; k++) {
      // Where the two differ above the eyes, one of them has followed a brow, which lies farther.
      int other = (ANGLES + ANGLES / 2 - k) % ANGLES;
      double nearer = Math.min(rims[0][k], rims[1][other]) + 2 * STEP_CM * scale;
      rims[0][k] = Math.min(rims[0][k], nearer);
      rims[1][other] = Math.min(rims[1][other], nearer);
    }
    clarity[2] = bridge();
    lopsided = lopsided();
  }

  private double lopsided() {
    double sum = 0;
    int n = 0;
    for (int k = 0; k < ANGLES / 2; k++) {
      if (lower(k)) {
        sum += Math.abs(rims[0][k] - rims[1][ANGLES / 2 - k]);
        n++;
      }
    }
    return sum / n / scale;
  }

  /** Whether an angle looks at the cheek: brows cannot be taken for a rim there. */
  private static boolean lower(int angle) {
    return Math.sin(2 * Math.PI * angle / ANGLES) > 0.35;
  }

  /**
   * Whether these are glasses: both rims and the bridge are lines without gaps, the rims are each
   * other's mirror images, and they are no mere part of a coarse texture.
   */
  boolean glasses() {
    double rim = clarity[0] + clarity[1];
    double rough = texture[0] + texture[1];
    return Math.min(covered[0], covered[1]) >= 0.70
        && covered[2] >= 0.80
        && clarity[2] >= 0.15
        && lopsided <= 0.30
        && (rim >= 3.9 * rough || rim >= 0.44);
  }

  private static double[] centre(FaceMesh mesh, int a, int b) {
    return new double[] {(mesh.x(a) + mesh.x(b)) / 2, (mesh.y(a) + mesh.y(b)) / 2};
  }

  /** A point from an eye: along the line of the eyes and below it, pixels. */
  private double at(double x, double y) {
    double cx = Math.max(0, Math.min(photo.width() - 1.001, x - 0.5));
    double cy = Math.max(0, Math.min(photo.height() - 1.001, y - 0.5));
    int ix = (int) cx;
    int iy = (int) cy;
    int i = iy * photo.width() + ix;
    int down = iy + 1 < photo.height() ? photo.width() : 0;
    int next = ix + 1 < photo.width() ? 1 : 0;
    double fx = cx - ix;
    double fy = cy - iy;
    return (1 - fy) * ((1 - fx) * level[i] + fx * level[i + next])
        + fy * ((1 - fx) * level[i + down] + fx * level[i + down + next]);
  }

  /** How much a place differs from both sides of it along a direction. */
  private double line(double x, double y, double ux, double uy) {
    double best = 0;
    for (double reach : new double[] {0.24, 0.42}) {
      double d = Math.max(1.6, reach * scale);
      double here = at(x, y);
      double a = here - at(x - d * ux, y - d * uy);
      double b = here - at(x + d * ux, y + d * uy);
      // A line, not an edge: darker or lighter than both.
      if (a * b > 0) {
        best = Math.max(best, Math.min(Math.abs(a), Math.abs(b)));
      }
    }
    return Math.min(CLEAR, best);
  }

  private double rim(int eye) {
    double[][] seen = new double[ANGLES][RADII];
    for (int k = 0; k < ANGLES; k++) {
      double[] u = direction(k);
      for (int r = 0; r < RADII; r++) {
        double radius = (NEAREST_CM + r * STEP_CM) * scale;
        seen[k][r] =
            line(centres[eye][0] + radius * u[0], centres[eye][1] + radius * u[1], u[0], u[1]);
      }
    }
    // Around one and a half times; the middle turn has forgotten where it began.
    int turns = ANGLES * 2;
    int[] first = best(turns, RADII, (k, r) -> seen[k % ANGLES][r]);
    // Eyes look through the upper half of a lens: what lies higher than it is low is the brow.
    for (int k = ANGLES / 2 + 1; k < ANGLES; k++) {
      int below = ANGLES - k;
      int limit = first[below < ANGLES / 2 ? ANGLES + below : below] + 2;
      for (int r = Math.min(RADII, limit); r < RADII; r++) {
        seen[k][r] = -1;
      }
    }
    int[] path = best(turns, RADII, (k, r) -> seen[k % ANGLES][r]);
    double lower = 0;
    int n = 0;
    for (int k = 0; k < ANGLES; k++) {
      int r = path[ANGLES / 2 + k];
      int angle = (ANGLES / 2 + k) % ANGLES;
      rims[eye][angle] = (NEAREST_CM + r * STEP_CM) * scale;
      if (lower(angle)) {
        lower += seen[angle][r];
        covered[eye] += seen[angle][r] > SEEN ? 1 : 0;
        n++;
      }
    }
    covered[eye] /= n;
    int cells = 0;
    for (int k = 0; k < ANGLES; k++) {
      if (lower(k)) {
        for (int r = 0; r < RADII; r++) {
          texture[eye] += seen[k][r];
          cells++;
        }
      }
    }
    texture[eye] /= cells;
    return lower / n;
  }

  /** Unit direction at an angle: 0 along the eyes, a quarter turn down the face. */
  double[] direction(int k) {
    double angle = 2 * Math.PI * k / ANGLES;
    double c = Math.cos(angle);
    double s = Math.sin(angle);
    return new double[] {c * axis[0] - s * axis[1], c * axis[1] + s * axis[0]};
  }

  private double bridge() {
    double mx = (centres[0][0] + centres[1][0]) / 2;
    double my = (centres[0][1] + centres[1][1]) / 2;
    double half = 1.05 * scale;
    double[][] seen = new double[BRIDGE_COLUMNS][BRIDGE_ROWS];
    for (int i = 0; i < BRIDGE_COLUMNS; i++) {
      for (int j = 0; j < BRIDGE_ROWS; j++) {
        double[] p = bridgePoint(mx, my, half, i, j);
        seen[i][j] = line(p[0], p[1], -axis[1], axis[0]);
      }
    }
    int[] path = best(BRIDGE_COLUMNS, BRIDGE_ROWS, (i, j) -> seen[i][j]);
    double sum = 0;
    for (int i = 0; i < BRIDGE_COLUMNS; i++) {
      double[] p = bridgePoint(mx, my, half, i, path[i]);
      bridge[i * 2] = p[0];
      bridge[i * 2 + 1] = p[1];
      sum += seen[i][path[i]];
      covered[2] += seen[i][path[i]] > SEEN ? 1.0 / BRIDGE_COLUMNS : 0;
    }
    return sum / BRIDGE_COLUMNS;
  }

  private double[] bridgePoint(double mx, double my, double half, int i, int j) {
    double across = half * (2.0 * i / (BRIDGE_COLUMNS - 1) - 1);
    double down = (-1.6 + 0.065 * j) * scale;
    return new double[] {
      mx + across * axis[0] - down * axis[1], my + across * axis[1] + down * axis[0]
    };
  }

  private interface Seen {
    double at(int step, int place);
  }

  /** The smooth path of most contrast (dynamic programming). */
  private static int[] best(int steps, int places, Seen seen) {
    double[][] score = new double[steps][places];
    int[][] came = new int[steps][places];
    for (int k = 0; k < steps; k++) {
      for (int r = 0; r < places; r++) {
        double before = k == 0 ? 0 : -1e9;
        for (int m = -1; k > 0 && m <= 1; m++) {
          int q = r + m;
          if (q >= 0 && q < places) {
            double s = score[k - 1][q] - (m == 0 ? 0 : 0.02);
            if (s > before) {
              before = s;
              came[k][r] = q;
            }
          }
        }
        score[k][r] = before + seen.at(k, r);
      }
    }
    int[] path = new int[steps];
    for (int r = 0; r < places; r++) {
      path[steps - 1] =
          score[steps - 1][r] > score[steps - 1][path[steps - 1]] ? r : path[steps - 1];
    }
    for (int k = steps - 1; k > 0; k--) {
      path[k - 1] = came[k][path[k]];
    }
    return path;
  }
}
