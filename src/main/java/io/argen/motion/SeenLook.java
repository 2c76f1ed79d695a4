package io.argen.motion;

import io.argen.clip.Image;
import io.argen.face.CanonicalFace;
import io.argen.face.FaceMesh;
import java.util.Arrays;

/**
 * How the skin looks, whatever its light: brightness on a small grid of the canonical face's
 * texture, as logarithm less its local mean. Furrows, folds, lids and teeth show; gain and slow
 * shading cancel. Without state: safe for several threads.
 */
final class SeenLook {
  /** Cells a side of the grid. */
  static final int SIZE = 32;

  /** Length of a look; cells outside the face are 0. */
  static final int COUNT = SIZE * SIZE;

  private static final int SUB = 3;
  private static final int FINE = SIZE * SUB;

  /** Half width of the local mean, cells. */
  private static final int RADIUS = 3;

  /** Keeps dark noise small, grey levels. */
  private static final float FLOOR = 10;

  private static final float MOST = 1;

  /** A face without any contrast is not blown up beyond this. */
  private static final float LEAST_CONTRAST = 0.05f;

  private static final float MOST_CHANGE = 3;

  /** Places inside the face: cell, three points and their weights. */
  private final int[] cell;

  private final int[] corner;
  private final float[] weight;
  private final int places;
  private final int[] placesOfCell = new int[COUNT];

  SeenLook(CanonicalFace canonical) {
    float[] uv = canonical.uv();
    int[] triangles = canonical.triangles();
    int[] owner = new int[FINE * FINE];
    Arrays.fill(owner, -1);
    float[] weights = new float[FINE * FINE * 3];
    for (int t = 0; t < triangles.length; t += 3) {
      cover(uv, triangles, t, owner, weights);
    }
    cell = new int[FINE * FINE];
    corner = new int[FINE * FINE * 3];
    weight = new float[FINE * FINE * 3];
    int n = 0;
    for (int at = 0; at < owner.length; at++) {
      if (owner[at] >= 0) {
        cell[n] = at / FINE / SUB * SIZE + at % FINE / SUB;
        placesOfCell[cell[n]]++;
        for (int c = 0; c < 3; c++) {
          corner[n * 3 + c] = triangles[owner[at] + c];
          weight[n * 3 + c] = weights[at * 3 + c];
        }
        n++;
      }
    }
    places = n;
  }

  private static void cover(float[] uv, int[] triangles, int t, int[] owner, float[] weights) {
    double ax = FINE * uv[triangles[t] * 2];
    double ay = FINE * uv[triangles[t] * 2 + 1];
    double bx = FINE * uv[triangles[t + 1] * 2] - ax;
    double by = FINE * uv[triangles[t + 1] * 2 + 1] - ay;
    double cx = FINE * uv[triangles[t + 2] * 2] - ax;
    double cy = FINE * uv[triangles[t + 2] * 2 + 1] - ay;
    double area = bx * cy - cx * by;
    if (Math.abs(area) < 1e-9) {
      return;
    }
    int left = (int) Math.max(0, ax + Math.min(0, Math.min(bx, cx)) - 1);
    int right = (int) Math.min(FINE - 1, ax + Math.max(0, Math.max(bx, cx)) + 1);
    int low = (int) Math.max(0, ay + Math.min(0, Math.min(by, cy)) - 1);
    int high = (int) Math.min(FINE - 1, ay + Math.max(0, Math.max(by, cy)) + 1);
    for (int y = low; y <= high; y++) {
      for (int x = left; x <= right; x++) {
        double px = x + 0.5 - ax;
        double py = y + 0.5 - ay;
        double b = (px * cy - cx * py) / area;
        double c = (bx * py - px * by) / area;
        if (b >= 0 && c >= 0 && b + c <= 1) {
          int at = y * FINE + x;
          owner[at] = t;
          weights[at * 3] = (float) (1 - b - c);
          weights[at * 3 + 1] = (float) b;
          weights[at * 3 + 2] = (float) c;
        }
      }
    }
  }

  /** The look of a face in a picture, {@code [COUNT]}, within -1 and 1. */
  float[] of(Image image, FaceMesh mesh) {
    byte[] rgb = image.rgb();
    float[] look = new float[COUNT];
    for (int p = 0; p < places; p++) {
      int at = p * 3;
      float x = 0;
      float y = 0;
      for (int c = 0; c < 3; c++) {
        x += weight[at + c] * mesh.x(corner[at + c]);
        y += weight[at + c] * mesh.y(corner[at + c]);
      }
      look[cell[p]] += brightness(rgb, image.width(), image.height(), x - 0.5f, y - 0.5f);
    }
    for (int i = 0; i < COUNT; i++) {
      if (placesOfCell[i] > 0) {
        look[i] = (float) Math.log(look[i] / placesOfCell[i] + FLOOR);
      }
    }
    return lessLocalMean(look);
  }

  private static float brightness(byte[] rgb, int width, int height, float x, float y) {
    float cx = Math.max(0, Math.min(width - 1.001f, x));
    float cy = Math.max(0, Math.min(height - 1.001f, y));
    int x0 = (int) cx;
    int y0 = (int) cy;
    int x1 = Math.min(width - 1, x0 + 1);
    int y1 = Math.min(height - 1, y0 + 1);
    float fx = cx - x0;
    float fy = cy - y0;
    float top = luma(rgb, y0 * width + x0) * (1 - fx) + luma(rgb, y0 * width + x1) * fx;
    float bottom = luma(rgb, y1 * width + x0) * (1 - fx) + luma(rgb, y1 * width + x1) * fx;
    return top * (1 - fy) + bottom * fy;
  }

  private static float luma(byte[] rgb, int pixel) {
    int at = pixel * 3;
    return 0.299f * (rgb[at] & 255) + 0.587f * (rgb[at + 1] & 255) + 0.114f * (rgb[at + 2] & 255);
  }

  private float[] lessLocalMean(float[] look) {
    float[] sums = new float[COUNT];
    float[] counts = new float[COUNT];
    for (int i = 0; i < COUNT; i++) {
      int x = i % SIZE;
      for (int k = Math.max(0, x - RADIUS); k <= Math.min(SIZE - 1, x + RADIUS); k++) {
        int at = i - x + k;
        if (placesOfCell[at] > 0) {
          sums[i] += look[at];
          counts[i]++;
        }
      }
    }
    float[] out = new float[COUNT];
    for (int i = 0; i < COUNT; i++) {
      if (placesOfCell[i] == 0) {
        continue;
      }
      int y = i / SIZE;
      float sum = 0;
      float count = 0;
      for (int k = Math.max(0, y - RADIUS); k <= Math.min(SIZE - 1, y + RADIUS); k++) {
        sum += sums[k * SIZE + i % SIZE];
        count += counts[k * SIZE + i % SIZE];
      }
      out[i] = Math.max(-MOST, Math.min(MOST, look[i] - sum / count));
    }
    return out;
  }

  /** Appends how a look differs from a neutral's, in units of the neutral's contrast. */
  static double[] appended(double[] points, float[] look, float[] neutral) {
    double squares = 0;
    int inside = 0;
    for (float v : neutral) {
      squares += v * v;
      inside += v != 0 ? 1 : 0;
    }
    double contrast = Math.max(LEAST_CONTRAST, Math.sqrt(squares / Math.max(1, inside)));
    double[] out = Arrays.copyOf(points, points.length + COUNT);
    for (int i = 0; i < COUNT; i++) {
      double change = (look[i] - neutral[i]) / contrast;
      out[points.length + i] = Math.max(-MOST_CHANGE, Math.min(MOST_CHANGE, change));
    }
    return out;
  }

  /** The look of the mirrored face, for the cells at {@code from} and after. */
  static void mirror(double[] vector, int from) {
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE / 2; x++) {
        int a = from + y * SIZE + x;
        int b = from + y * SIZE + SIZE - 1 - x;
        double kept = vector[a];
        vector[a] = vector[b];
        vector[b] = kept;
      }
    }
  }
}
