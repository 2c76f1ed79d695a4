package io.argen.motion.skin;

import io.argen.clip.Image;
import io.argen.face.CanonicalFace;
import io.argen.face.FaceMesh;
import io.argen.face.HeadPose;
import io.argen.face.HeadPoses;
import io.argen.face.MeshPoints;

/**
 * The photo's skin, pixel by pixel: where on the canonical face it lies, which way it faces, and
 * how sure it is that bare skin is seen there.
 */
final class SkinMap {
  final int width;
  final int height;

  /** The rectangle of the photo that the face takes. */
  final int left;

  final int top;
  final int columns;
  final int rows;

  /** Canonical frontal coordinates, cm; NaN off the face. Rectangle's pixels, row by row. */
  final float[] x;

  final float[] y;

  /** Unit normals in the picture's axes (x right, y up, z toward the camera). */
  final float[] normalX;

  final float[] normalY;
  final float[] normalZ;

  /** Pixels per canonical centimetre. */
  final double scale;

  private final float[] canonical;

  SkinMap(CanonicalFace face, Image photo, FaceMesh mesh, HeadPose pose) {
    width = photo.width();
    height = photo.height();
    scale = pose.scale();
    canonical = face.points();
    var box = mesh.box();
    left = clamp((int) Math.floor(box.x()) - 1, width);
    top = clamp((int) Math.floor(box.y()) - 1, height);
    columns = clamp((int) Math.ceil(box.x() + box.width()) + 1, width) - left;
    rows = clamp((int) Math.ceil(box.y() + box.height()) + 1, height) - top;
    int n = Math.max(0, columns * rows);
    x = new float[n];
    y = new float[n];
    normalX = new float[n];
    normalY = new float[n];
    normalZ = new float[n];
    java.util.Arrays.fill(x, Float.NaN);
    float[] normals = normals(face.triangles(), HeadPoses.unposed(mesh, pose), pose);
    int[] tri = face.triangles();
    boolean[] open = new boolean[tri.length / 3];
    markOpenings(tri, open);
    for (int t = 0; t < open.length; t++) {
      if (!open[t]) {
        paint(tri[t * 3], tri[t * 3 + 1], tri[t * 3 + 2], mesh, normals);
      }
    }
  }

  private static int clamp(int v, int max) {
    return Math.max(0, Math.min(max, v));
  }

  private static void markOpenings(int[] tri, boolean[] open) {
    for (int[] ring :
        new int[][] {
          MeshPoints.lidsPictureLeft(), MeshPoints.lidsPictureRight(), MeshPoints.innerLips()
        }) {
      boolean[] member = new boolean[FaceMesh.POINTS];
      for (int p : ring) {
        member[p] = true;
      }
      for (int t = 0; t < open.length; t++) {
        open[t] |= member[tri[t * 3]] && member[tri[t * 3 + 1]] && member[tri[t * 3 + 2]];
      }
    }
  }

  /** Point normals of the person's own mesh, turned into the picture's axes. */
  private static float[] normals(int[] tri, float[] points, HeadPose pose) {
    double[] sum = new double[FaceMesh.POINTS * 3];
    for (int t = 0; t < tri.length; t += 3) {
      int a = tri[t] * 3;
      int b = tri[t + 1] * 3;
      int c = tri[t + 2] * 3;
      double ux = points[b] - points[a];
      double uy = points[b + 1] - points[a + 1];
      double uz = points[b + 2] - points[a + 2];
      double vx = points[c] - points[a];
      double vy = points[c + 1] - points[a + 1];
      double vz = points[c + 2] - points[a + 2];
      double nx = uy * vz - uz * vy;
      double ny = uz * vx - ux * vz;
      double nz = ux * vy - uy * vx;
      for (int k = 0; k < 3; k++) {
        int p = tri[t + k] * 3;
        sum[p] += nx;
        sum[p + 1] += ny;
        sum[p + 2] += nz;
      }
    }
    double facing = 0;
    for (int i = 2; i < sum.length; i += 3) {
      facing += sum[i];
    }
    double sign = facing < 0 ? -1 : 1;
    double[] r = pose.rotation();
    float[] out = new float[sum.length];
    for (int i = 0; i < sum.length; i += 3) {
      double length = sign * Math.max(1e-9, Math.hypot(Math.hypot(sum[i], sum[i + 1]), sum[i + 2]));
      for (int c = 0; c < 3; c++) {
        out[i + c] =
            (float)
                ((r[c * 3] * sum[i] + r[c * 3 + 1] * sum[i + 1] + r[c * 3 + 2] * sum[i + 2])
                    / length);
      }
    }
    return out;
  }

  private void paint(int a, int b, int c, FaceMesh mesh, float[] normals) {
    double ax = mesh.x(a);
    double ay = mesh.y(a);
    double e1x = mesh.x(b) - ax;
    double e1y = mesh.y(b) - ay;
    double e2x = mesh.x(c) - ax;
    double e2y = mesh.y(c) - ay;
    double det = e1x * e2y - e2x * e1y;
    if (Math.abs(det) < 1e-6) {
      return;
    }
    int x0 = Math.max(left, (int) Math.floor(ax + Math.min(0, Math.min(e1x, e2x)) - 0.5));
    int x1 =
        Math.min(left + columns - 1, (int) Math.ceil(ax + Math.max(0, Math.max(e1x, e2x)) - 0.5));
    int y0 = Math.max(top, (int) Math.floor(ay + Math.min(0, Math.min(e1y, e2y)) - 0.5));
    int y1 = Math.min(top + rows - 1, (int) Math.ceil(ay + Math.max(0, Math.max(e1y, e2y)) - 0.5));
    for (int py = y0; py <= y1; py++) {
      for (int px = x0; px <= x1; px++) {
        double qx = px + 0.5 - ax;
        double qy = py + 0.5 - ay;
        double v = (qx * e2y - e2x * qy) / det;
        double w = (e1x * qy - qx * e1y) / det;
        double u = 1 - v - w;
        if (v < -1e-4 || w < -1e-4 || u < -1e-4) {
          continue;
        }
        int at = (py - top) * columns + px - left;
        double nz = u * normals[a * 3 + 2] + v * normals[b * 3 + 2] + w * normals[c * 3 + 2];
        // Where the face folds over itself as seen, what faces the camera is in front.
        if (!Float.isNaN(x[at]) && normalZ[at] >= nz) {
          continue;
        }
        x[at] = (float) (u * canonical[a * 3] + v * canonical[b * 3] + w * canonical[c * 3]);
        y[at] =
            (float)
                (u * canonical[a * 3 + 1] + v * canonical[b * 3 + 1] + w * canonical[c * 3 + 1]);
        normalX[at] = (float) (u * normals[a * 3] + v * normals[b * 3] + w * normals[c * 3]);
        normalY[at] =
            (float) (u * normals[a * 3 + 1] + v * normals[b * 3 + 1] + w * normals[c * 3 + 1]);
        normalZ[at] = (float) nz;
      }
    }
  }
}
