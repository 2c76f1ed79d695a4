package io.argen.motion;

/**
 * Keeps skin from folding over itself: where a moved triangle has turned over, its corners are made
 * to move alike until it has not.
 */
final class TriangleGuard {
  private static final int ROUNDS = 80;

  private final WarpMesh mesh;
  private final boolean[] skin;
  private final float[] sign;
  private final float facing;
  private final double sliver;

  TriangleGuard(WarpMesh mesh, float[] from) {
    this.mesh = mesh;
    int[] tri = mesh.triangles();
    skin = new boolean[mesh.skinTriangles()];
    sign = new float[skin.length];
    double unit = Math.hypot(from[263 * 2] - from[33 * 2], from[263 * 2 + 1] - from[33 * 2 + 1]);
    sliver = 1e-5 * unit * unit;
    float sum = 0;
    for (int t = 0; t < skin.length; t++) {
      float area = area(tri, t, from);
      sum += area;
      skin[t] = !mesh.isOpening(t) && Math.abs(area) > sliver;
    }
    facing = Math.signum(sum);
  }

  /** Visible triangles that are turned over. */
  int flipped(float[] stiff, float[] to) {
    int count = 0;
    for (int t = 0; t < skin.length; t++) {
      float area = area(mesh.triangles(), t, stiff);
      count += watched(t, area) && area(mesh.triangles(), t, to) * area <= 0 ? 1 : 0;
    }
    return count;
  }

  /** Turned away from the camera, or a sliver: not visible. */
  private boolean watched(int t, float area) {
    return skin[t] && area * facing > sliver;
  }

  /**
   * Smooths motion where it folds.
   *
   * @param stiff where the points would be if only the head moved
   * @param to where they are; changed
   */
  void mend(float[] stiff, float[] to) {
    int[] tri = mesh.triangles();
    for (int t = 0; t < sign.length; t++) {
      float area = area(tri, t, stiff);
      sign[t] = watched(t, area) ? area : 0;
    }
    for (int round = 0; round < ROUNDS; round++) {
      boolean clean = true;
      for (int t = 0; t < sign.length; t++) {
        // A little before it happens, so that texture is never squeezed to nothing.
        if (sign[t] != 0 && area(tri, t, to) * sign[t] < 0.04f * sign[t] * sign[t]) {
          clean = false;
          stiffen(t, stiff, to);
        }
      }
      if (clean) {
        return;
      }
    }
  }

  /** Lets a triangle's corners move more alike: at the limit it is only shifted. */
  private void stiffen(int t, float[] stiff, float[] to) {
    int[] tri = mesh.triangles();
    for (int axis = 0; axis < 2; axis++) {
      float mean = 0;
      for (int k = 0; k < 3; k++) {
        int at = tri[t * 3 + k] * 2 + axis;
        mean += (to[at] - stiff[at]) / 3;
      }
      for (int k = 0; k < 3; k++) {
        int at = tri[t * 3 + k] * 2 + axis;
        to[at] = stiff[at] + 0.7f * (to[at] - stiff[at]) + 0.3f * mean;
      }
    }
  }

  /** Twice the signed area. */
  private static float area(int[] tri, int t, float[] p) {
    int a = tri[t * 3] * 2;
    int b = tri[t * 3 + 1] * 2;
    int c = tri[t * 3 + 2] * 2;
    return (p[b] - p[a]) * (p[c + 1] - p[a + 1]) - (p[c] - p[a]) * (p[b + 1] - p[a + 1]);
  }
}
