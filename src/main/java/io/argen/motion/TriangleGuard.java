package io.argen.motion;

import io.argen.face.FaceMesh;

/**
 * Keeps skin from folding over itself: where a moved triangle has turned over, its corners are made
 * to move alike until it has not.
 */
final class TriangleGuard {
  private static final int ROUNDS = 80;

  private final WarpMesh mesh;
  private final float[] from;
  private final boolean[] watched;
  private final float[] sign;

  TriangleGuard(WarpMesh mesh, float[] from) {
    this.mesh = mesh;
    this.from = from;
    int[] tri = mesh.triangles();
    watched = new boolean[tri.length / 3];
    sign = new float[tri.length / 3];
    double unit = Math.hypot(from[263 * 2] - from[33 * 2], from[263 * 2 + 1] - from[33 * 2 + 1]);
    double facing = 0;
    for (int t = 0; t < watched.length; t++) {
      sign[t] = area(tri, t, from);
      facing += sign[t];
    }
    for (int t = 0; t < watched.length; t++) {
      // Turned away from the camera, or a sliver: not visible.
      watched[t] =
          !mesh.isOpening(t) && sign[t] * facing > 0 && Math.abs(sign[t]) > 1e-5 * unit * unit;
    }
  }

  /** Visible triangles that are turned over. */
  int flipped(float[] to) {
    int count = 0;
    for (int t = 0; t < watched.length; t++) {
      count += watched[t] && area(mesh.triangles(), t, to) * sign[t] <= 0 ? 1 : 0;
    }
    return count;
  }

  void mend(float[] to) {
    int[] tri = mesh.triangles();
    for (int round = 0; round < ROUNDS; round++) {
      boolean clean = true;
      for (int t = 0; t < watched.length; t++) {
        // A little before it happens, so that texture is never squeezed to nothing.
        if (watched[t] && area(tri, t, to) * sign[t] < 0.04f * sign[t] * sign[t]) {
          clean = false;
          stiffen(t, to);
        }
      }
      if (clean) {
        return;
      }
    }
  }

  /** Lets a triangle's corners move more alike: at the limit it is only shifted. */
  private void stiffen(int t, float[] to) {
    int[] tri = mesh.triangles();
    for (int axis = 0; axis < 2; axis++) {
      float mean = 0;
      for (int k = 0; k < 3; k++) {
        int at = tri[t * 3 + k] * 2 + axis;
        mean += (to[at] - from[at]) / 3;
      }
      for (int k = 0; k < 3; k++) {
        if (tri[t * 3 + k] < FaceMesh.POINTS) {
          int at = tri[t * 3 + k] * 2 + axis;
          to[at] = from[at] + 0.7f * (to[at] - from[at]) + 0.3f * mean;
        }
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
