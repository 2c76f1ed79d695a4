package io.argen.motion.mouth;

import io.argen.clip.Image;
import org.jspecify.annotations.Nullable;

/** Paints the inside of the mouth where lips part that were closed in the photo. */
public final class MouthLayer {
  private static final int[] SKIN = {205, 425, 50, 280, 152, 164};

  /** Lips part by less than this, in centimetres, without showing what is behind them. */
  private static final double PARTED = 0.03;

  /** The seam of closed lips lies within this distance of the mesh's line. */
  private static final double SEAM = 0.055;

  private static final double FADE = 0.10;

  private final double pxPerCm;
  private final double[] seam;
  private final MouthOpening rest = new MouthOpening();
  private final MouthOpening now = new MouthOpening();
  private final MouthModel model;
  private final @Nullable MouthTexture texture;
  private final float[] bounds = new float[4];
  private final float[] rgb = new float[3];

  /**
   * @param from points of the mesh in the photo, pixels, x y interleaved
   * @param unposed the same out of their pose, {@code [468 * 3]} cm
   * @param open a frame that shows the same person's mouth open, or null for a built-in model
   */
  public MouthLayer(
      Image photo, float[] from, float[] unposed, double pxPerCm, @Nullable OpenMouth open) {
    this.pxPerCm = pxPerCm;
    seam = MouthOpening.seam(from);
    rest.read(from, seam, pxPerCm);
    double[] skin = skin(photo, from);
    double luma = 0.299 * skin[0] + 0.587 * skin[1] + 0.114 * skin[2];
    // Dark skin reflects less of the same light: the light is guessed between skin and mid grey.
    double light = Math.max(0.35, Math.min(1.08, (0.55 * luma + 0.45 * 150) / 165));
    model = new MouthModel(light, Math.abs(skin[0] - skin[2]) < 4, pxPerCm);
    texture =
        open == null || open.gap() < OpenMouth.LEAST_GAP_CM
            ? null
            : new MouthTexture(
                open, unposed, new double[] {seam[0] / pxPerCm, seam[1] / pxPerCm}, skin);
  }

  /** Mean colour of some places of bare skin, 0-255. */
  static double[] skin(Image photo, float[] points) {
    double[] skin = new double[3];
    int n = 0;
    for (int p : SKIN) {
      int x = Math.round(points[p * 2]);
      int y = Math.round(points[p * 2 + 1]);
      if (x >= 0 && y >= 0 && x < photo.width() && y < photo.height()) {
        for (int c = 0; c < 3; c++) {
          skin[c] += photo.rgb()[(y * photo.width() + x) * 3 + c] & 0xff;
        }
        n++;
      }
    }
    for (int c = 0; c < 3; c++) {
      skin[c] = n == 0 ? 120 : skin[c] / n;
    }
    return skin;
  }

  /**
   * Paints into {@code out} where the moved lips are apart.
   *
   * @param to moved points, pixels
   * @param scale of the head relative to the photo
   * @param jawDrop centimetres the jaw has dropped
   */
  public void draw(Image out, float[] to, double scale, double jawDrop) {
    now.read(to, new double[] {seam[0] * scale, seam[1] * scale}, pxPerCm * scale);
    // Lips that were open already carry their own picture of what is behind them.
    if (now.gap() - rest.gap() <= PARTED || rest.gap() > 0.6 * now.gap()) {
      return;
    }
    now.bounds(to, bounds);
    double margin = (SEAM + FADE) * pxPerCm * scale + 1;
    int width = out.width();
    int left = (int) Math.max(0, Math.floor(bounds[0] - margin));
    int right = (int) Math.min(width - 1, Math.ceil(bounds[1] + margin));
    int top = (int) Math.max(0, Math.floor(bounds[2] - margin));
    int bottom = (int) Math.min(out.height() - 1, Math.ceil(bounds[3] + margin));
    for (int y = top; y <= bottom; y++) {
      for (int x = left; x <= right; x++) {
        double across = now.across(x + 0.5, y + 0.5);
        double down = now.down(x + 0.5, y + 0.5);
        double fromTop = down - now.top(across);
        double fromBottom = now.bottom(across) - down;
        double inside = Math.min(fromTop, fromBottom) - now.beyond(across);
        if (inside <= -SEAM) {
          continue;
        }
        double opened =
            now.bottom(across) - now.top(across) - rest.bottom(across) + rest.top(across);
        double alpha =
            MouthModel.smooth((inside + SEAM) / FADE) * MouthModel.smooth((opened - PARTED) / 0.1);
        if (alpha > 0) {
          model.colour(across, down, fromTop, fromBottom, jawDrop, rgb);
          if (texture != null) {
            texture.colour(across, down, fromTop, fromBottom, jawDrop, rgb);
          }
          blend(out.rgb(), (y * width + x) * 3, alpha);
        }
      }
    }
  }

  private void blend(byte[] to, int at, double alpha) {
    for (int c = 0; c < 3; c++) {
      double v = MouthModel.mix(to[at + c] & 0xff, rgb[c], alpha);
      to[at + c] = (byte) Math.max(0, Math.min(255, Math.round(v)));
    }
  }
}
