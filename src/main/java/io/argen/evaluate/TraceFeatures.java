package io.argen.evaluate;

import io.argen.clip.ClipInfo;
import io.argen.clip.ClipReader;
import io.argen.clip.Clips;
import io.argen.clip.Compression;
import io.argen.clip.Frame;
import io.argen.clip.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Traces of how a clip was made and stored that have nothing to do with the expression: a
 * recogniser that is trained on real and synthetic clips could learn them instead.
 */
final class TraceFeatures {
  /** What each number is. */
  static final List<String> NAMES =
      List.of(
          "log width",
          "log height",
          "frame rate",
          "log frames",
          "log bytes a pixel",
          "log sharpness",
          "blocks of 8",
          "log change between frames",
          "saturation",
          "is a folder");

  /** The one trace that a clip's own movement leaves, not its storing. */
  private static final int MOVEMENT = NAMES.indexOf("log change between frames");

  private static final int BLOCK = 8;
  private static final double TINY = 1e-6;

  private TraceFeatures() {}

  /** Traces without the one that movement leaves. */
  static double[] stored(double[] traces) {
    return IntStream.range(0, traces.length)
        .filter(k -> k != MOVEMENT)
        .mapToDouble(k -> traces[k])
        .toArray();
  }

  /** Numbers of a clip, in the order of {@link #NAMES}. */
  static double[] of(Path clip) throws IOException {
    try (ClipReader reader = Clips.open(clip)) {
      ClipInfo info = reader.info();
      double sharp = 0;
      double blocks = 0;
      double change = 0;
      double saturation = 0;
      int frames = 0;
      double[] before = null;
      for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
        double[] luma = luma(frame.image());
        int width = frame.image().width();
        sharp += sharpness(luma, width);
        blocks += blockiness(luma, width);
        saturation += saturation(frame.image());
        change += before == null || before.length != luma.length ? 0 : difference(luma, before);
        before = luma;
        frames++;
      }
      int n = Math.max(1, frames);
      double pixels = (double) info.width() * info.height() * n;
      return new double[] {
        Math.log(info.width()),
        Math.log(info.height()),
        info.frameRateHz(),
        Math.log(n),
        // Without container and side files, where a synthetic clip bears its mark.
        Math.log(Compression.streamBytes(clip) / pixels + TINY),
        Math.log(sharp / n + TINY),
        blocks / n,
        Math.log(change / Math.max(1, n - 1) + 1e-2),
        saturation / n,
        Files.isDirectory(clip) ? 1 : 0
      };
    }
  }

  private static double[] luma(Image image) {
    byte[] rgb = image.rgb();
    double[] luma = new double[rgb.length / 3];
    for (int i = 0; i < luma.length; i++) {
      luma[i] =
          0.299 * (rgb[i * 3] & 0xff)
              + 0.587 * (rgb[i * 3 + 1] & 0xff)
              + 0.114 * (rgb[i * 3 + 2] & 0xff);
    }
    return luma;
  }

  /** Mean square of the Laplacian. */
  private static double sharpness(double[] luma, int width) {
    int height = luma.length / width;
    double sum = 0;
    int n = 0;
    for (int y = 1; y < height - 1; y++) {
      for (int x = 1; x < width - 1; x++) {
        int i = y * width + x;
        double l = 4 * luma[i] - luma[i - 1] - luma[i + 1] - luma[i - width] - luma[i + width];
        sum += l * l;
        n++;
      }
    }
    return sum / Math.max(1, n);
  }

  /** Steps at the borders of 8 x 8 blocks over steps elsewhere, along rows; 1 without blocks. */
  private static double blockiness(double[] luma, int width) {
    double border = 0;
    double inside = 0;
    int borders = 0;
    int insides = 0;
    for (int i = 1; i < luma.length; i++) {
      int x = i % width;
      if (x == 0) {
        continue;
      }
      double step = Math.abs(luma[i] - luma[i - 1]);
      if (x % BLOCK == 0) {
        border += step;
        borders++;
      } else {
        inside += step;
        insides++;
      }
    }
    double usual = inside / Math.max(1, insides);
    return usual < TINY ? 1 : border / Math.max(1, borders) / usual;
  }

  private static double difference(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs(a[i] - b[i]);
    }
    return sum / a.length;
  }

  private static double saturation(Image image) {
    byte[] rgb = image.rgb();
    double sum = 0;
    for (int i = 0; i < rgb.length; i += 3) {
      int r = rgb[i] & 0xff;
      int g = rgb[i + 1] & 0xff;
      int b = rgb[i + 2] & 0xff;
      sum += Math.max(r, Math.max(g, b)) - Math.min(r, Math.min(g, b));
    }
    return sum / (rgb.length / 3.0);
  }
}
