package io.argen.clip;

import java.nio.IntBuffer;

/**
 * How stored pixels must be turned to stand upright: the stored x and y axes point along the shown
 * x axis ({@code xx, yx}) and y axis ({@code xy, yy}); each is -1, 0 or 1.
 */
record Orientation(int xx, int xy, int yx, int yy) {
  static final Orientation UPRIGHT = new Orientation(1, 0, 0, 1);

  /**
   * The nearest quarter turn (and mirroring) of a container's display matrix: 3 x 3, row-major,
   * 16.16 fixed point, (p, q) shown = (p, q) stored times the matrix (ISO/IEC 14496-12).
   */
  static Orientation ofDisplayMatrix(IntBuffer matrix) {
    double a = matrix.get(0);
    double b = matrix.get(1);
    double c = matrix.get(3);
    double d = matrix.get(4);
    Orientation found =
        Math.abs(a) + Math.abs(d) >= Math.abs(b) + Math.abs(c)
            ? new Orientation(sign(a), 0, 0, sign(d))
            : new Orientation(0, sign(b), sign(c), 0);
    boolean valid = found.xx != 0 ? found.yy != 0 : found.xy != 0 && found.yx != 0;
    return valid ? found : UPRIGHT;
  }

  private static int sign(double value) {
    return (int) Math.signum(value);
  }

  /** Whether width and height change places. */
  boolean swapsAxes() {
    return xx == 0;
  }

  /** The picture turned upright; the picture itself if it is. */
  Image apply(Image stored) {
    if (equals(UPRIGHT)) {
      return stored;
    }
    int w = stored.width();
    int h = stored.height();
    Image shown = Image.black(swapsAxes() ? h : w, swapsAxes() ? w : h);
    byte[] from = stored.rgb();
    byte[] to = shown.rgb();
    int originX = xx < 0 ? w - 1 : yx < 0 ? h - 1 : 0;
    int originY = yy < 0 ? h - 1 : xy < 0 ? w - 1 : 0;
    int stepX = (xx + xy * shown.width()) * 3;
    int at = 0;
    for (int y = 0; y < h; y++) {
      int out = ((originY + y * yy) * shown.width() + originX + y * yx) * 3;
      for (int x = 0; x < w; x++) {
        to[out] = from[at];
        to[out + 1] = from[at + 1];
        to[out + 2] = from[at + 2];
        at += 3;
        out += stepX;
      }
    }
    return shown;
  }
}
