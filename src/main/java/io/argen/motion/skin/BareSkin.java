package io.argen.motion.skin;

import io.argen.clip.Image;
import java.util.Arrays;

/** Where a face shows bare skin: its colour is that of most of the face under the same light. */
final class BareSkin {
  private static final double BLUR_CM = 0.16;

  private BareSkin() {}

  /** Whether the photo has no colour. */
  static boolean grey(SkinMap map, Image photo) {
    double chroma = 0;
    int n = 0;
    for (int i = 0; i < map.x.length; i++) {
      if (!Float.isNaN(map.x[i])) {
        int at = pixel(map, photo, i);
        chroma += Math.abs((photo.rgb()[at] & 0xff) - (photo.rgb()[at + 2] & 0xff));
        n++;
      }
    }
    return n == 0 || chroma / n < 5;
  }

  /** 0 (hair, frames, nothing) to 1 (skin) for every pixel of the map, soft. */
  static float[] of(SkinMap map, Image photo) {
    int n = map.x.length;
    SkinLight light = SkinLight.of(map, photo);
    float[] level = new float[n];
    float[] warm = new float[n];
    float[] sample = new float[n];
    int plain = 0;
    for (int i = 0; i < n; i++) {
      if (Float.isNaN(map.x[i])) {
        continue;
      }
      int at = pixel(map, photo, i);
      double expected = light.on(map.normalX[i], map.normalY[i], map.normalZ[i]);
      level[i] = (float) Math.log((SkinLight.luma(photo.rgb(), at) + 1e-3) / (expected + 1e-3));
      double r = 6 + (photo.rgb()[at] & 0xff);
      double b = 6 + (photo.rgb()[at + 2] & 0xff);
      warm[i] = (float) Math.log(r / b);
      if (SkinLight.plainSkin(map.x[i], map.y[i])) {
        sample[plain++] = warm[i];
      }
    }
    if (plain == 0) {
      return new float[n];
    }
    Arrays.sort(sample, 0, plain);
    double usualWarm = sample[plain / 2];
    float[] bare = new float[n];
    for (int i = 0; i < n; i++) {
      if (!Float.isNaN(map.x[i])) {
        double dark = 1 - smooth((-level[i] - 0.75) / 0.6);
        double glare = 1 - smooth((level[i] - 0.9) / 0.5);
        double hue = 1 - smooth((Math.abs(warm[i] - usualWarm) - 0.35) / 0.35);
        bare[i] = (float) (dark * glare * hue);
      }
    }
    int radius = Math.max(1, (int) Math.round(BLUR_CM * map.scale));
    return blurred(blurred(bare, map.columns, map.rows, radius), map.columns, map.rows, radius);
  }

  private static int pixel(SkinMap map, Image photo, int i) {
    int px = map.left + i % map.columns;
    int py = map.top + i / map.columns;
    return (py * photo.width() + px) * 3;
  }

  /** A box blur; beyond the border is nothing. */
  static float[] blurred(float[] in, int columns, int rows, int radius) {
    float[] across = new float[in.length];
    float[] out = new float[in.length];
    float share = 1f / (2 * radius + 1);
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        float s = 0;
        for (int k = Math.max(0, x - radius); k <= Math.min(columns - 1, x + radius); k++) {
          s += in[y * columns + k];
        }
        across[y * columns + x] = s * share;
      }
    }
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        float s = 0;
        for (int k = Math.max(0, y - radius); k <= Math.min(rows - 1, y + radius); k++) {
          s += across[k * columns + x];
        }
        out[y * columns + x] = s * share;
      }
    }
    return out;
  }

  private static double smooth(double v) {
    double c = Math.max(0, Math.min(1, v));
    return c * c * (3 - 2 * c);
  }
}
