package io.argen.clip;

import java.util.Map;

/**
 * Columns and rows that repeat the right and bottom edge because H.264 in 4:2:0 stores even sizes
 * only; our tag {@value #TAG} tells the true size, and reading cuts them off again.
 *
 * @param width true width; 0 if nothing is padded
 * @param height true height
 */
record Padding(int width, int height) {
  static final String TAG = "argen_size";
  static final Padding NONE = new Padding(0, 0);

  /** Reads the tag {@code WIDTHxHEIGHT}. */
  static Padding of(Map<String, String> tags) {
    String[] size = tags.getOrDefault(TAG, "").split("x", -1);
    try {
      return size.length == 2
          ? new Padding(Integer.parseInt(size[0]), Integer.parseInt(size[1]))
          : NONE;
    } catch (NumberFormatException foreign) {
      return NONE;
    }
  }

  /** The next size that H.264 can store and openh264 takes. */
  static int padded(int size) {
    return Math.max(MIN_CODED_PX, size + (size & 1));
  }

  /** The least width and height that openh264 encodes. */
  private static final int MIN_CODED_PX = 16;

  String tag() {
    return width + "x" + height;
  }

  Image cut(Image image) {
    boolean fits =
        width > 0
            && height > 0
            && padded(width) == image.width()
            && padded(height) == image.height();
    if (!fits || (width == image.width() && height == image.height())) {
      return image;
    }
    return copy(image, width, height);
  }

  /** A picture of another size with the same upper left corner; its edges repeat where it grows. */
  static Image copy(Image image, int width, int height) {
    Image out = Image.black(width, height);
    int shared = Math.min(width, image.width());
    for (int y = 0; y < height; y++) {
      int from = Math.min(y, image.height() - 1) * image.width() * 3;
      int to = y * width * 3;
      System.arraycopy(image.rgb(), from, out.rgb(), to, shared * 3);
      for (int x = shared; x < width; x++) {
        System.arraycopy(image.rgb(), from + (shared - 1) * 3, out.rgb(), to + x * 3, 3);
      }
    }
    return out;
  }
}
