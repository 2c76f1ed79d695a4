package io.argen.motion;

import java.util.Arrays;

/**
 * For each pixel of the moved picture, how far away its colour lies in the photo: triangles of the
 * moved mesh filled with the interpolated way back of their corners, nearer ones over farther ones.
 * Exactly zero where nothing moves.
 */
final class DisplacementField {
  private final int width;
  private final int height;
  private final float[] dx;
  private final float[] dy;
  private final long[] order;

  DisplacementField(int width, int height, int triangles) {
    this.width = width;
    this.height = height;
    dx = new float[width * height];
    dy = new float[width * height];
    order = new long[triangles];
  }

  float[] dx() {
    return dx;
  }

  float[] dy() {
    return dy;
  }

  /**
   * Fills the field.
   *
   * @param from points in the photo, x y interleaved
   * @param to moved points
   * @param depth of the moved points, larger is farther
   */
  void fill(WarpMesh mesh, float[] from, float[] to, float[] depth) {
    Arrays.fill(dx, 0);
    Arrays.fill(dy, 0);
    int[] tri = mesh.triangles();
    for (int t = 0; t < order.length; t++) {
      float z = depth[tri[t * 3]] + depth[tri[t * 3 + 1]] + depth[tri[t * 3 + 2]];
      // Far first; the index breaks ties the same way every time.
      long key =
          Float.floatToIntBits(-z) >= 0
              ? Float.floatToIntBits(-z)
              : ~(Float.floatToIntBits(-z) & 0x7fffffff);
      order[t] = (key << 32) | t;
    }
    Arrays.sort(order);
    for (long entry : order) {
      int t = (int) entry;
      paint(tri[t * 3] * 2, tri[t * 3 + 1] * 2, tri[t * 3 + 2] * 2, from, to);
    }
  }

  private void paint(int a, int b, int c, float[] from, float[] to) {
    float ax = to[a];
    float ay = to[a + 1];
    float e1x = to[b] - ax;
    float e1y = to[b + 1] - ay;
    float e2x = to[c] - ax;
    float e2y = to[c + 1] - ay;
    float det = e1x * e2y - e2x * e1y;
    if (Math.abs(det) < 1e-6f) {
      return;
    }
    float da = from[a] - ax;
    float db = from[b] - to[b];
    float dc = from[c] - to[c];
    float ea = from[a + 1] - ay;
    float eb = from[b + 1] - to[b + 1];
    float ec = from[c + 1] - to[c + 1];
    int x0 = Math.max(0, (int) Math.ceil(Math.min(ax, Math.min(to[b], to[c])) - 0.51f));
    int x1 = Math.min(width - 1, (int) Math.floor(Math.max(ax, Math.max(to[b], to[c])) + 0.01f));
    int y0 = Math.max(0, (int) Math.ceil(Math.min(ay, Math.min(to[b + 1], to[c + 1])) - 0.51f));
    int y1 =
        Math.min(
            height - 1, (int) Math.floor(Math.max(ay, Math.max(to[b + 1], to[c + 1])) + 0.01f));
    float inverse = 1 / det;
    for (int y = y0; y <= y1; y++) {
      float py = y + 0.5f - ay;
      for (int x = x0; x <= x1; x++) {
        float px = x + 0.5f - ax;
        float v = (px * e2y - e2x * py) * inverse;
        float w = (e1x * py - px * e1y) * inverse;
        if (v >= -1e-4f && w >= -1e-4f && v + w <= 1.0001f) {
          int at = y * width + x;
          dx[at] = da + v * (db - da) + w * (dc - da);
          dy[at] = ea + v * (eb - ea) + w * (ec - ea);
        }
      }
    }
  }
}
