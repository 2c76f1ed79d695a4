package io.argen.clip;

/**
 * An 8-bit RGB picture in memory: {@code rgb[(y * width + x) * 3 + c]}, values 0-255, rows from the
 * top, sRGB.
 *
 * <p>The array is shared, not copied: pixel loops work on it directly. Whoever receives an image
 * may read it; only its maker writes.
 */
public final class Image {
  private final int width;
  private final int height;
  private final byte[] rgb;

  /** Wraps {@code rgb}, whose length must be {@code width * height * 3}. */
  public Image(int width, int height, byte[] rgb) {
    if (width <= 0 || height <= 0 || rgb.length != (long) width * height * 3) {
      throw new IllegalArgumentException(
          "width x height x 3 must equal rgb.length, got "
              + width
              + " x "
              + height
              + " x 3 and "
              + rgb.length);
    }
    this.width = width;
    this.height = height;
    this.rgb = rgb;
  }

  /** A black image. */
  public static Image black(int width, int height) {
    return new Image(width, height, new byte[width * height * 3]);
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** The live pixel array, interleaved RGB. */
  public byte[] rgb() {
    return rgb;
  }

  public Image copy() {
    return new Image(width, height, rgb.clone());
  }
}
