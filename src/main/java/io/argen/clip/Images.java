package io.argen.clip;

/** What is done to single pictures: scaling, cropping, greying, comparing. */
public final class Images {
  /** ITU-R BT.601 luma weights, as JPEG and most face corpora use them. */
  private static final double RED = 0.299;

  private static final double GREEN = 0.587;
  private static final double BLUE = 0.114;
  private static final double PEAK = 255;

  /** What {@link #lumas} counts in: parts of an 8-bit step. */
  static final int LUMA_UNIT = 1024;

  private Images() {}

  /**
   * Scales a picture: each axis by area averaging when it shrinks, by Catmull-Rom cubic
   * interpolation when it grows.
   */
  public static Image resize(Image image, int width, int height) {
    if (width == image.width() && height == image.height()) {
      return image.copy();
    }
    return crop(image, 0, 0, image.width(), image.height(), width, height);
  }

  /**
   * Cuts out a rectangle and scales it as {@link #resize} does.
   *
   * @param x left edge in pixels, 0 being the picture's left edge; may be fractional or outside
   * @param y top edge in pixels
   * @param w width in pixels, greater than 0; what lies outside the picture repeats its edge
   * @param h height in pixels, greater than 0
   * @param outW width of the result
   * @param outH height of the result
   */
  public static Image crop(
      Image image, double x, double y, double w, double h, int outW, int outH) {
    if (!(w > 0) || !(h > 0) || outW < 1 || outH < 1) {
      throw new IllegalArgumentException(
          "crop and result must not be empty, got " + w + " x " + h + " to " + outW + " x " + outH);
    }
    AxisSampling columns = AxisSampling.of(image.width(), x, w, outW);
    AxisSampling rows = AxisSampling.of(image.height(), y, h, outH);
    int firstRow = rows.first();
    int lastRow = rows.last();
    float[] narrowed = new float[(lastRow - firstRow + 1) * outW * 3];
    for (int row = firstRow; row <= lastRow; row++) {
      columns.sampleRow(
          image.rgb(), row * image.width() * 3, narrowed, (row - firstRow) * outW * 3);
    }
    byte[] out = new byte[outW * outH * 3];
    float[] sum = new float[outW * 3];
    for (int row = 0; row < outH; row++) {
      rows.sumRows(row, narrowed, firstRow, sum);
      for (int i = 0; i < sum.length; i++) {
        out[row * sum.length + i] = toByte(sum[i]);
      }
    }
    return new Image(outW, outH, out);
  }

  private static byte toByte(float value) {
    return (byte) Math.max(0, Math.min(255, (int) (value + 0.5f)));
  }

  /** The picture without colour: three equal channels holding its BT.601 luma. */
  public static Image grey(Image image) {
    byte[] from = image.rgb();
    byte[] to = new byte[from.length];
    for (int i = 0; i < from.length; i += 3) {
      byte luma = (byte) Math.round(luma(from, i));
      to[i] = luma;
      to[i + 1] = luma;
      to[i + 2] = luma;
    }
    return new Image(image.width(), image.height(), to);
  }

  /**
   * Peak signal-to-noise ratio of two pictures' BT.601 luma, in dB; infinite if they are equal.
   *
   * @throws IllegalArgumentException if their sizes differ
   */
  public static double psnrLuma(Image a, Image b) {
    if (a.width() != b.width() || a.height() != b.height()) {
      throw new IllegalArgumentException(
          "sizes must be equal, got "
              + a.width()
              + " x "
              + a.height()
              + " and "
              + b.width()
              + " x "
              + b.height());
    }
    double sum = 0;
    for (int i = 0; i < a.rgb().length; i += 3) {
      double difference = luma(a.rgb(), i) - luma(b.rgb(), i);
      sum += difference * difference;
    }
    double meanSquare = sum / ((double) a.width() * a.height());
    return 10 * Math.log10(PEAK * PEAK / meanSquare);
  }

  /** Whether no sampled pixel shows colour beyond what compression adds to a grey picture. */
  static boolean looksGrey(Image image) {
    byte[] rgb = image.rgb();
    int step = 3 * Math.max(1, rgb.length / 3 / 20_000);
    for (int i = 0; i < rgb.length; i += step) {
      int r = rgb[i] & 0xFF;
      int g = rgb[i + 1] & 0xFF;
      int b = rgb[i + 2] & 0xFF;
      if (Math.max(r, Math.max(g, b)) - Math.min(r, Math.min(g, b)) > GREY_TOLERANCE) {
        return false;
      }
    }
    return true;
  }

  private static final int GREY_TOLERANCE = 6;

  /** Every pixel's BT.601 luma times {@link #LUMA_UNIT}. */
  static int[] lumas(Image image) {
    byte[] rgb = image.rgb();
    int[] luma = new int[rgb.length / 3];
    for (int i = 0, at = 0; i < luma.length; i++, at += 3) {
      luma[i] = 306 * (rgb[at] & 0xFF) + 601 * (rgb[at + 1] & 0xFF) + 117 * (rgb[at + 2] & 0xFF);
    }
    return luma;
  }

  /**
   * The picture with finer contrasts made stronger or weaker: every channel plus its Laplacian
   * times {@code amount}. The outermost pixels stay.
   *
   * @param amount greater than -1/8; 0 changes nothing
   */
  public static Image sharpened(Image image, double amount) {
    if (amount == 0) {
      return image;
    }
    int width = image.width();
    int stride = width * 3;
    byte[] from = image.rgb();
    byte[] to = from.clone();
    for (int y = 1; y < image.height() - 1; y++) {
      for (int i = y * stride + 3; i < (y + 1) * stride - 3; i++) {
        int here = from[i] & 0xFF;
        int laplacian =
            4 * here
                - (from[i - 3] & 0xFF)
                - (from[i + 3] & 0xFF)
                - (from[i - stride] & 0xFF)
                - (from[i + stride] & 0xFF);
        to[i] = toByte((float) (here + amount * laplacian));
      }
    }
    return new Image(width, image.height(), to);
  }

  private static double luma(byte[] rgb, int at) {
    return RED * (rgb[at] & 0xFF) + GREEN * (rgb[at + 1] & 0xFF) + BLUE * (rgb[at + 2] & 0xFF);
  }
}
