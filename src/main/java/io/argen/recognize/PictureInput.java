package io.argen.recognize;

import io.argen.clip.Image;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * From a clip's pictures to a network's input: resampled in time, cut to size, standardised as
 * torchvision's weights expect; while training mirrored, trimmed, turned, scaled, shifted, lit
 * otherwise, greyed and partly covered by chance, alike in all frames of a clip.
 */
final class PictureInput {
  private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
  private static final float[] SPREAD = {0.229f, 0.224f, 0.225f};
  private static final double FLIP = 0.5;
  private static final double TRIM = 0.15;
  private static final double TURN = Math.toRadians(8);
  private static final double SCALE = 0.1;
  private static final double SHIFT_PX = 5;
  private static final double LIGHT = 0.25;
  private static final double GREY = 0.2;
  private static final double COVER = 0.25;
  private static final double COVER_SIDE = 0.35;

  private PictureInput() {}

  /** How a clip is altered: the sampling grid, trims, light and a covered square. */
  private record Look(
      boolean flip,
      double from,
      double to,
      double turn,
      double scale,
      double dx,
      double dy,
      double gain,
      double lift,
      boolean grey,
      int coverX,
      int coverY,
      int coverSide) {
    private static final Look PLAIN = new Look(false, 0, 1, 0, 1, 0, 0, 1, 0, false, 0, 0, 0);

    static Look of(RandomGenerator r) {
      int side =
          r.nextDouble() < COVER ? (int) (COVER_SIDE * r.nextDouble() * VideoConfig.SIDE) : 0;
      return new Look(
          r.nextDouble() < FLIP,
          TRIM * r.nextDouble(),
          1 - TRIM * r.nextDouble(),
          TURN * (2 * r.nextDouble() - 1),
          1 + SCALE * (2 * r.nextDouble() - 1),
          SHIFT_PX * (2 * r.nextDouble() - 1),
          SHIFT_PX * (2 * r.nextDouble() - 1),
          1 + LIGHT * (2 * r.nextDouble() - 1),
          LIGHT * (2 * r.nextDouble() - 1),
          r.nextDouble() < GREY,
          r.nextInt(VideoConfig.SIDE - side),
          r.nextInt(VideoConfig.SIDE - side),
          side);
    }
  }

  /** Writes {@code frames * 3 * SIDE * SIDE} values: [T,3,H,W]. */
  static void write(
      ClipCrops clip, int frames, @Nullable RandomGenerator random, float[] into, int at) {
    Look look = random == null ? Look.PLAIN : Look.of(random);
    List<Image> pictures = clip.pictures();
    int size = 3 * VideoConfig.SIDE * VideoConfig.SIDE;
    for (int t = 0; t < frames; t++) {
      int frame = nearest(pictures.size(), frames, t, look.from(), look.to());
      sample(pictures.get(frame), look, into, at + t * size);
    }
  }

  /** Writes some rows as they are. */
  static void plain(ClipCrops clip, int from, int count, float[] into) {
    List<Image> pictures = clip.pictures();
    int size = 3 * VideoConfig.SIDE * VideoConfig.SIDE;
    for (int i = 0; i < count; i++) {
      sample(pictures.get(from + i), Look.PLAIN, into, i * size);
    }
  }

  /** Which of some rows stands at a place in time. */
  static int nearest(int rows, int frames, int t, double from, double to) {
    double share = from + (to - from) * t / (frames - 1);
    return (int) Math.round(share * (rows - 1));
  }

  private static void sample(Image image, Look look, float[] into, int at) {
    int side = VideoConfig.SIDE;
    double cos = Math.cos(look.turn()) / look.scale();
    double sin = Math.sin(look.turn()) / look.scale();
    double half = (side - 1) / 2.0;
    double middle = (image.width() - 1) / 2.0;
    float[] colour = new float[3];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        double u = (look.flip() ? side - 1 - x : x) - half;
        double v = y - half;
        bilinear(
            image,
            middle + cos * u - sin * v + look.dx(),
            middle + sin * u + cos * v + look.dy(),
            colour);
        if (look.grey()) {
          float grey = 0.299f * colour[0] + 0.587f * colour[1] + 0.114f * colour[2];
          colour[0] = grey;
          colour[1] = grey;
          colour[2] = grey;
        }
        boolean covered =
            x >= look.coverX()
                && x < look.coverX() + look.coverSide()
                && y >= look.coverY()
                && y < look.coverY() + look.coverSide();
        for (int c = 0; c < 3; c++) {
          double lit = look.gain() * (colour[c] / 255 - 0.5) + 0.5 + look.lift();
          double kept = covered ? MEAN[c] : Math.max(0, Math.min(1, lit));
          into[at + (c * side + y) * side + x] = (float) ((kept - MEAN[c]) / SPREAD[c]);
        }
      }
    }
  }

  private static void bilinear(Image image, double x, double y, float[] colour) {
    int last = image.width() - 1;
    double cx = Math.max(0, Math.min(last, x));
    double cy = Math.max(0, Math.min(image.height() - 1, y));
    int x0 = Math.min(last - 1, (int) cx);
    int y0 = Math.min(image.height() - 2, (int) cy);
    float fx = (float) (cx - x0);
    float fy = (float) (cy - y0);
    byte[] rgb = image.rgb();
    int top = (y0 * image.width() + x0) * 3;
    int bottom = top + image.width() * 3;
    for (int c = 0; c < 3; c++) {
      float above = (rgb[top + c] & 0xFF) * (1 - fx) + (rgb[top + 3 + c] & 0xFF) * fx;
      float below = (rgb[bottom + c] & 0xFF) * (1 - fx) + (rgb[bottom + 3 + c] & 0xFF) * fx;
      colour[c] = above * (1 - fy) + below * fy;
    }
  }
}
