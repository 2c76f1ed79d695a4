package io.argen.motion.mouth;

import io.argen.clip.Image;
import java.util.Arrays;

/**
 * How a photo would show the inside of a mouth: its light, colour, blacks and blur, read from skin,
 * lips and eyes.
 *
 * @param light on the face, 1 for a well lit one
 * @param tint of the light, red, green and blue, about 1
 * @param warmth 1, or 0 where the picture has no colours
 * @param lip mean colour of the lips, 0-255
 * @param black the darkest grey of the face, 0-255
 * @param blurPx how far the photo's own edges spread, pixels
 */
@SuppressWarnings("ArrayRecordComponent") // Read once by the model, never compared.
record MouthLight(
    double light, double[] tint, double warmth, double[] lip, double black, double blurPx) {
  private static final int[] SKIN = {205, 425, 50, 280, 152, 164};
  private static final int[] LIPS = {11, 72, 302, 16, 85, 315, 180, 404};
  private static final int[][] EYES = {{33, 133, 159, 145}, {263, 362, 386, 374}};
  private static final double[] USUAL_SKIN = {1, 0.77, 0.66};
  private static final int MOST_BLACK = 20;
  private static final double MOST_BLUR = 3;
  private static final double LEAST_BLUR = 0.55;

  /**
   * Looks at a photo.
   *
   * @param points of the mesh, pixels, x and y in turn
   */
  static MouthLight of(Image photo, float[] points) {
    double[] skin = skin(photo, points);
    double luma = luma(skin);
    // Dark skin reflects less of the same light: the light is guessed between skin and mid grey.
    double light = Math.max(0.35, Math.min(1.08, (0.55 * luma + 0.45 * 150) / 165));
    boolean grey = Math.abs(skin[0] - skin[2]) < 4;
    double[] tint = new double[3];
    for (int c = 0; c < 3; c++) {
      double seen = skin[c] / Math.max(1, skin[0]) / USUAL_SKIN[c];
      // Half of what skin differs by is the light's, half the person's own.
      tint[c] = grey ? 1 : Math.sqrt(Math.max(0.7, Math.min(1.35, seen)));
    }
    double norm = luma(tint);
    for (int c = 0; c < 3; c++) {
      tint[c] /= norm;
    }
    return new MouthLight(
        light,
        tint,
        grey ? 0 : 1,
        mean(photo, points, LIPS),
        black(photo, points),
        blur(photo, points));
  }

  /** Mean colour of some places of bare skin, 0-255. */
  static double[] skin(Image photo, float[] points) {
    return mean(photo, points, SKIN);
  }

  private static double[] mean(Image photo, float[] points, int[] places) {
    double[] mean = new double[3];
    int n = 0;
    for (int p : places) {
      int x = Math.round(points[p * 2]);
      int y = Math.round(points[p * 2 + 1]);
      if (x >= 0 && y >= 0 && x < photo.width() && y < photo.height()) {
        for (int c = 0; c < 3; c++) {
          mean[c] += photo.rgb()[(y * photo.width() + x) * 3 + c] & 0xff;
        }
        n++;
      }
    }
    for (int c = 0; c < 3; c++) {
      mean[c] = n == 0 ? 120 : mean[c] / n;
    }
    return mean;
  }

  /** Half the first percentile of the grey between brow, chin and cheeks; at most 20. */
  private static double black(Image photo, float[] points) {
    int[] histogram = new int[256];
    int total = 0;
    int step = Math.max(1, (int) ((points[152 * 2 + 1] - points[9 * 2 + 1]) / 100));
    for (int y = (int) points[9 * 2 + 1]; y < points[152 * 2 + 1]; y += step) {
      for (int x = (int) points[116 * 2]; x < points[345 * 2]; x += step) {
        if (x >= 0 && y >= 0 && x < photo.width() && y < photo.height()) {
          histogram[(int) grey(photo, x, y)]++;
          total++;
        }
      }
    }
    int below = 0;
    for (int v = 0; v < 2 * MOST_BLACK; v++) {
      below += histogram[v];
      if (below * 100 > total) {
        return v / 2.0;
      }
    }
    return MOST_BLACK;
  }

  /** An edge of some height has the steeper slope the sharper the photo is: lids and irises. */
  private static double blur(Image photo, float[] points) {
    double sharpest = MOST_BLUR;
    for (int[] eye : EYES) {
      double left = Math.min(points[eye[0] * 2], points[eye[1] * 2]);
      double right = Math.max(points[eye[0] * 2], points[eye[1] * 2]);
      double half = (right - left) * 0.35;
      double middle = (points[eye[2] * 2 + 1] + points[eye[3] * 2 + 1]) / 2;
      int x0 = (int) Math.max(1, left);
      int x1 = (int) Math.min(photo.width() - 2, right);
      int y0 = (int) Math.max(1, middle - half);
      int y1 = (int) Math.min(photo.height() - 2, middle + half);
      double[] values = new double[Math.max(1, (x1 - x0 + 1) * (y1 - y0 + 1))];
      double steepest = 0;
      int n = 0;
      for (int y = y0; y <= y1; y++) {
        for (int x = x0; x <= x1; x++) {
          values[n++] = grey(photo, x, y);
          double gx = (grey(photo, x + 1, y) - grey(photo, x - 1, y)) / 2;
          double gy = (grey(photo, x, y + 1) - grey(photo, x, y - 1)) / 2;
          steepest = Math.max(steepest, Math.hypot(gx, gy));
        }
      }
      if (n > 20 && steepest > 0) {
        Arrays.sort(values, 0, n);
        double height = values[n * 19 / 20] - values[n / 20];
        sharpest = Math.min(sharpest, height / (Math.sqrt(2 * Math.PI) * steepest));
      }
    }
    return Math.max(LEAST_BLUR, sharpest);
  }

  private static double grey(Image photo, int x, int y) {
    int at = (y * photo.width() + x) * 3;
    byte[] rgb = photo.rgb();
    return 0.299 * (rgb[at] & 0xff) + 0.587 * (rgb[at + 1] & 0xff) + 0.114 * (rgb[at + 2] & 0xff);
  }

  private static double luma(double[] rgb) {
    return 0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2];
  }
}
