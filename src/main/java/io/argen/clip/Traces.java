package io.argen.clip;

import java.nio.file.Path;
import java.util.List;

/**
 * What storing has left in a clip, measured on its first {@value Compression#FRAMES} frames.
 *
 * @param bytesAPixel of the pictures alone; 0 if unknown
 * @param keyInterval as of {@link Coding}
 * @param unchanged share of blocks that are the same in the next frame, 0-1: a camera's noise
 *     leaves none, a video's coder leaves out what hardly moves; negative if unknown
 * @param sharpness mean square of the luma's Laplacian; 0 if unknown
 */
public record Traces(double bytesAPixel, int keyInterval, double unchanged, double sharpness) {
  /** Of a clip that nothing is known of. */
  public static final Traces UNKNOWN = new Traces(0, 0, -1, 0);

  private static final int BLOCK = 8;

  /** Rounding when a still block is written and read again. */
  private static final double SAME = 0.02;

  private static final double ROUNDED = 1e5;

  /**
   * Measures a clip.
   *
   * @throws io.argen.run.InputException if it cannot be read
   */
  public static Traces of(Path clip) {
    List<Image> opening = Compression.opening(clip);
    return new Traces(
        rounded(Compression.bytesAPixel(clip)),
        Compression.keyInterval(clip),
        rounded(unchanged(opening)),
        rounded(sharpness(opening)));
  }

  /** The same for pictures of another size, which would not be as sharp. */
  public Traces withoutSharpness() {
    return new Traces(bytesAPixel, keyInterval, unchanged, 0);
  }

  /** Mean square of the Laplacian of pictures' luma, in 8-bit steps. */
  public static double sharpness(List<Image> pictures) {
    double sum = 0;
    long n = 0;
    for (Image picture : pictures) {
      int width = picture.width();
      int[] luma = Images.lumas(picture);
      for (int y = 1; y < picture.height() - 1; y++) {
        for (int x = 1; x < width - 1; x++) {
          int i = y * width + x;
          double l = 4.0 * luma[i] - luma[i - 1] - luma[i + 1] - luma[i - width] - luma[i + width];
          sum += l * l;
          n++;
        }
      }
    }
    return n == 0 ? 0 : sum / n / Images.LUMA_UNIT / Images.LUMA_UNIT;
  }

  /** The share of blocks that stay as they are from frame to frame; negative for a single frame. */
  public static double unchanged(List<Image> frames) {
    long same = 0;
    long all = 0;
    for (int t = 1; t < frames.size(); t++) {
      Image now = frames.get(t);
      for (int y = 0; y + BLOCK <= now.height(); y += BLOCK) {
        for (int x = 0; x + BLOCK <= now.width(); x += BLOCK) {
          same += change(frames.get(t - 1), now, x, y) <= SAME ? 1 : 0;
          all++;
        }
      }
    }
    return all == 0 ? -1 : (double) same / all;
  }

  /** Mean absolute difference of a block's green, which is most of its luma. */
  private static double change(Image before, Image now, int left, int top) {
    int sum = 0;
    for (int y = top; y < top + BLOCK; y++) {
      for (int x = left; x < left + BLOCK; x++) {
        int i = (y * now.width() + x) * 3 + 1;
        sum += Math.abs((now.rgb()[i] & 0xff) - (before.rgb()[i] & 0xff));
      }
    }
    return sum / (double) (BLOCK * BLOCK);
  }

  private static double rounded(double value) {
    return Math.round(value * ROUNDED) / ROUNDED;
  }
}
