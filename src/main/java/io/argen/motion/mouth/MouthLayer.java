package io.argen.motion.mouth;

import io.argen.clip.Image;
import io.argen.face.HeadPose;
import org.jspecify.annotations.Nullable;

/** Paints the inside of the mouth where lips part that were closed in the photo. */
public final class MouthLayer {
  /** Lips part by less than this, in centimetres, without showing what is behind them. */
  private static final double PARTED = 0.03;

  /** The seam of closed lips lies within this distance of the mesh's line. */
  private static final double SEAM = 0.055;

  private static final double FADE = 0.13;

  /** Lips roll inward, away from the light, along so broad a rim. */
  private static final double ROLL = 0.2;

  private static final double ROLL_SHADE = 0.3;

  /** Lips that part by less than this still touch here and there: corners close softly. */
  private static final double CLOSING = 0.16;

  /** Lips that stood this far apart already, as a share of now, show their own picture. */
  private static final double OPEN_ALREADY = 0.6;

  private final double pxPerCm;
  private final double[] teeth;
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
      Image photo, float[] from, float[] unposed, HeadPose pose, @Nullable OpenMouth open) {
    pxPerCm = pose.scale();
    teeth = MouthOpening.teeth(unposed);
    rest.read(from, teeth, pose.rotation(), pxPerCm);
    model = new MouthModel(MouthLight.of(photo, from), pxPerCm);
    texture =
        open == null || open.gap() < OpenMouth.LEAST_GAP_CM
            ? null
            : new MouthTexture(open, unposed, teeth, MouthLight.skin(photo, from));
  }

  /**
   * Paints into {@code out} where the moved lips are apart.
   *
   * @param to moved points, pixels
   * @param rotation of the head, row by row
   * @param scale of the head relative to the photo
   * @param jawDrop centimetres the jaw has dropped
   */
  public void draw(Image out, float[] to, double[] rotation, double scale, double jawDrop) {
    now.read(to, teeth, rotation, pxPerCm * scale);
    // Lips that were open already carry their own picture of what is behind them.
    double own = MouthModel.smooth((OPEN_ALREADY - rest.gap() / Math.max(0.01, now.gap())) / 0.15);
    if (now.gap() - rest.gap() <= PARTED || own <= 0) {
      return;
    }
    now.bounds(to, bounds);
    double margin = ROLL * pxPerCm * scale + 1;
    int width = out.width();
    int left = (int) Math.max(0, Math.floor(bounds[0] - margin));
    int right = (int) Math.min(width - 1, Math.ceil(bounds[1] + margin));
    int top = (int) Math.max(0, Math.floor(bounds[2] - margin));
    int bottom = (int) Math.min(out.height() - 1, Math.ceil(bounds[3] + margin));
    model.begin(now, jawDrop);
    for (int y = top; y <= bottom; y++) {
      for (int x = left; x <= right; x++) {
        double across = now.across(x + 0.5, y + 0.5);
        double down = now.down(x + 0.5, y + 0.5);
        double fromTop = down - now.top(across);
        double fromBottom = now.bottom(across) - down;
        double inside = Math.min(fromTop, fromBottom) - now.beyond(across);
        if (inside <= -ROLL) {
          continue;
        }
        double opened =
            now.bottom(across) - now.top(across) - rest.bottom(across) + rest.top(across);
        double open = own * MouthModel.smooth((opened - PARTED) / CLOSING);
        double rolled = 1 - ROLL_SHADE * open * MouthModel.smooth((inside + ROLL) / ROLL);
        double alpha = open * MouthModel.smooth((inside + SEAM) / FADE);
        darken(out.rgb(), (y * width + x) * 3, rolled);
        if (alpha > 0) {
          model.colour(across, down, fromTop, fromBottom, rgb);
          if (texture != null) {
            texture.colour(across, down, fromTop, fromBottom, jawDrop, rgb);
          }
          blend(out.rgb(), (y * width + x) * 3, alpha);
        }
      }
    }
  }

  private static void darken(byte[] to, int at, double by) {
    for (int c = 0; c < 3; c++) {
      to[at + c] = (byte) Math.round((to[at + c] & 0xff) * by);
    }
  }

  private void blend(byte[] to, int at, double alpha) {
    for (int c = 0; c < 3; c++) {
      double v = MouthModel.mix(to[at + c] & 0xff, rgb[c], alpha);
      to[at + c] = (byte) Math.max(0, Math.min(255, Math.round(v)));
    }
  }
}
