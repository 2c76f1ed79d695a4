package io.argen.motion;

import io.argen.clip.Image;
import java.util.stream.IntStream;

/** Fetches the photo's colours through a displacement field: Catmull-Rom, exact at whole pixels. */
final class Sampler {
  /** Pixels by which the way back jumps between neighbours where a nearer sheet ends. */
  private static final float TEAR = 1.7f;

  private Sampler() {}

  /** Fills {@code out} from {@code photo}; both have the field's size. */
  static void warp(Image photo, DisplacementField field, Image out) {
    int width = photo.width();
    int height = photo.height();
    float[] dx = field.dx();
    float[] dy = field.dy();
    byte[] from = photo.rgb();
    byte[] to = out.rgb();
    IntStream.range(0, photo.height())
        .parallel()
        .forEach(
            y -> {
              int row = y * width;
              for (int x = 0; x < width; x++) {
                int at = row + x;
                if (dx[at] == 0 && dy[at] == 0) {
                  to[at * 3] = from[at * 3];
                  to[at * 3 + 1] = from[at * 3 + 1];
                  to[at * 3 + 2] = from[at * 3 + 2];
                } else {
                  cubic(photo, x + dx[at], y + dy[at], to, at * 3);
                }
                if (x + 1 < width && torn(dx, dy, at, at + 1)) {
                  soften(photo, x, y, dx[at + 1], dy[at + 1], to, at * 3);
                } else if (y + 1 < height && torn(dx, dy, at, at + width)) {
                  soften(photo, x, y, dx[at + width], dy[at + width], to, at * 3);
                }
              }
            });
  }

  /** Whether two neighbours show different sheets of skin: the edge of a cheek before an ear. */
  private static boolean torn(float[] dx, float[] dy, int a, int b) {
    return Math.abs(dx[a] - dx[b]) + Math.abs(dy[a] - dy[b]) > TEAR;
  }

  /** Half of what the neighbour's sheet would show here, so that edges have no steps. */
  private static void soften(Image photo, int x, int y, float dx, float dy, byte[] to, int at) {
    int r = to[at] & 0xff;
    int g = to[at + 1] & 0xff;
    int b = to[at + 2] & 0xff;
    cubic(photo, x + dx, y + dy, to, at);
    to[at] = (byte) ((r + (to[at] & 0xff) + 1) / 2);
    to[at + 1] = (byte) ((g + (to[at + 1] & 0xff) + 1) / 2);
    to[at + 2] = (byte) ((b + (to[at + 2] & 0xff) + 1) / 2);
  }

  /** The colour at a place between pixels; edges are continued. */
  static void cubic(Image photo, float x, float y, byte[] to, int at) {
    int width = photo.width();
    int height = photo.height();
    byte[] rgb = photo.rgb();
    int x0 = (int) Math.floor(x);
    int y0 = (int) Math.floor(y);
    float fx = x - x0;
    float fy = y - y0;
    float r = 0;
    float g = 0;
    float b = 0;
    for (int j = -1; j <= 2; j++) {
      float wy = weight(j, fy);
      int row = Math.max(0, Math.min(height - 1, y0 + j)) * width;
      for (int i = -1; i <= 2; i++) {
        float w = wy * weight(i, fx);
        int p = (row + Math.max(0, Math.min(width - 1, x0 + i))) * 3;
        r += w * (rgb[p] & 0xff);
        g += w * (rgb[p + 1] & 0xff);
        b += w * (rgb[p + 2] & 0xff);
      }
    }
    to[at] = clamp(r);
    to[at + 1] = clamp(g);
    to[at + 2] = clamp(b);
  }

  private static float weight(int tap, float f) {
    return switch (tap) {
      case -1 -> f * (-0.5f + f * (1 - 0.5f * f));
      case 0 -> 1 + f * f * (-2.5f + 1.5f * f);
      case 1 -> f * (0.5f + f * (2 - 1.5f * f));
      default -> f * f * (-0.5f + 0.5f * f);
    };
  }

  private static byte clamp(float v) {
    return (byte) Math.max(0, Math.min(255, Math.round(v)));
  }
}
