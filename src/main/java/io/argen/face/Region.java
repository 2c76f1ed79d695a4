package io.argen.face;

import io.argen.clip.Image;

/**
 * A rotated square of a picture that a net looks at.
 *
 * @param centreX pixels
 * @param centreY pixels
 * @param size side, pixels
 * @param rotation radians, clockwise as seen; 0 is upright
 */
record Region(double centreX, double centreY, double size, double rotation) {
  private static final int LEFT_EYE = 33;
  private static final int RIGHT_EYE = 263;

  /** Side of the mesh net's region, as a multiple of the face box. */
  private static final double MARGIN = 1.5;

  /** The region around a mesh: upright eyes, 1.5 times the longer side of the face's box. */
  static Region around(FaceMesh mesh) {
    double rotation =
        Math.atan2(mesh.y(RIGHT_EYE) - mesh.y(LEFT_EYE), mesh.x(RIGHT_EYE) - mesh.x(LEFT_EYE));
    double cos = Math.cos(rotation);
    double sin = Math.sin(rotation);
    double u0 = Double.MAX_VALUE;
    double v0 = Double.MAX_VALUE;
    double u1 = -Double.MAX_VALUE;
    double v1 = -Double.MAX_VALUE;
    for (int i = 0; i < FaceMesh.POINTS; i++) {
      double u = cos * mesh.x(i) + sin * mesh.y(i);
      double v = -sin * mesh.x(i) + cos * mesh.y(i);
      u0 = Math.min(u0, u);
      u1 = Math.max(u1, u);
      v0 = Math.min(v0, v);
      v1 = Math.max(v1, v);
    }
    double u = (u0 + u1) / 2;
    double v = (v0 + v1) / 2;
    double size = MARGIN * Math.max(u1 - u0, v1 - v0);
    return new Region(cos * u - sin * v, sin * u + cos * v, Math.max(4, size), rotation);
  }

  Region scaled(double factor) {
    return new Region(centreX, centreY, size * factor, rotation);
  }

  /** The face box's side: the mesh net's region without its margin. */
  Region faceOnly() {
    return scaled(1 / MARGIN);
  }

  /** Picture x of a point given in units of the region's side from its top left corner. */
  double toX(double u, double v) {
    return centreX + size * ((u - 0.5) * Math.cos(rotation) - (v - 0.5) * Math.sin(rotation));
  }

  /** Picture y of a point given in units of the region's side from its top left corner. */
  double toY(double u, double v) {
    return centreY + size * ((u - 0.5) * Math.sin(rotation) + (v - 0.5) * Math.cos(rotation));
  }

  /**
   * The region's pixels as {@code [side][side][3]}, {@code value = rgb * scale + offset}; black
   * outside the picture. Several samples a pixel where the picture is larger, so that nothing
   * aliases.
   */
  float[] sample(Image image, int side, float scale, float offset) {
    float[] out = new float[side * side * 3];
    int samples = (int) Math.max(1, Math.min(8, Math.round(size / side)));
    double step = size / side;
    double cos = Math.cos(rotation) * step;
    double sin = Math.sin(rotation) * step;
    byte[] rgb = image.rgb();
    int width = image.width();
    int height = image.height();
    float weight = scale / samples / samples;
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        float r = 0;
        float g = 0;
        float b = 0;
        for (int s = 0; s < samples * samples; s++) {
          double du = column + (s % samples + 0.5) / samples - side / 2.0;
          double dv = row + (Math.floorDiv(s, samples) + 0.5) / samples - side / 2.0;
          double x = centreX + du * cos - dv * sin - 0.5;
          double y = centreY + du * sin + dv * cos - 0.5;
          int x0 = (int) Math.floor(x);
          int y0 = (int) Math.floor(y);
          if (x0 < -1 || y0 < -1 || x0 >= width || y0 >= height) {
            continue;
          }
          float fx = (float) (x - x0);
          float fy = (float) (y - y0);
          for (int corner = 0; corner < 4; corner++) {
            int xc = x0 + (corner & 1);
            int yc = y0 + (corner >> 1);
            if (xc < 0 || yc < 0 || xc >= width || yc >= height) {
              continue;
            }
            float w = ((corner & 1) == 0 ? 1 - fx : fx) * ((corner >> 1) == 0 ? 1 - fy : fy);
            int at = (yc * width + xc) * 3;
            r += w * (rgb[at] & 0xff);
            g += w * (rgb[at + 1] & 0xff);
            b += w * (rgb[at + 2] & 0xff);
          }
        }
        int to = (row * side + column) * 3;
        out[to] = r * weight + offset;
        out[to + 1] = g * weight + offset;
        out[to + 2] = b * weight + offset;
      }
    }
    return out;
  }

  /** {@code [side][side][3]} to {@code [3][side][side]}. */
  static float[] channelsFirst(float[] pixels) {
    int n = pixels.length / 3;
    float[] out = new float[pixels.length];
    for (int i = 0; i < n; i++) {
      out[i] = pixels[i * 3];
      out[n + i] = pixels[i * 3 + 1];
      out[2 * n + i] = pixels[i * 3 + 2];
    }
    return out;
  }
}
