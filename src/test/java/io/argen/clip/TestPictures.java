package io.argen.clip;

import io.argen.run.Seeds;
import java.util.random.RandomGenerator;

/** Pictures with what photos have: smooth shading, edges, texture, saturated colour, noise. */
final class TestPictures {
  private TestPictures() {}

  /** A photo-like picture, shifted sideways by {@code shift} pixels. */
  static Image photo(int width, int height, int shift) {
    RandomGenerator random = Seeds.generator(11 + shift);
    Image image = Image.black(width, height);
    int at = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double u = (x + shift) / 64.0;
        double v = y / 48.0;
        double shade = 120 + 60 * Math.sin(u) * Math.cos(v);
        double texture = 12 * Math.sin(9 * u + 3 * Math.sin(5 * v));
        boolean disc = Math.hypot(x + shift - width * 0.6, y - height * 0.5) < height * 0.25;
        double noise = 4 * random.nextGaussian();
        put(image.rgb(), at, shade + texture + noise + (disc ? 70 : 0));
        put(image.rgb(), at + 1, shade + texture + noise - (disc ? 20 : 0));
        put(image.rgb(), at + 2, 0.8 * shade + noise - (disc ? 40 : 0));
        at += 3;
      }
    }
    return image;
  }

  /** Four quarters of plain colour: red, green above; blue, white below. */
  static Image quarters(int width, int height) {
    Image image = Image.black(width, height);
    int[][] colours = {{200, 30, 30}, {30, 180, 30}, {30, 30, 200}, {220, 220, 220}};
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int[] colour = colours[(2 * y / height) * 2 + 2 * x / width];
        for (int c = 0; c < 3; c++) {
          image.rgb()[(y * width + x) * 3 + c] = (byte) colour[c];
        }
      }
    }
    return image;
  }

  /** Which quarter's colour a place shows: R, G, B or W. */
  static char colourAt(Image image, double x, double y) {
    int row = (int) (y * image.height());
    int column = (int) (x * image.width());
    int at = (row * image.width() + column) * 3;
    int r = image.rgb()[at] & 0xFF;
    int g = image.rgb()[at + 1] & 0xFF;
    int b = image.rgb()[at + 2] & 0xFF;
    if (Math.min(r, Math.min(g, b)) > 150) {
      return 'W';
    }
    return r > g && r > b ? 'R' : g > b ? 'G' : 'B';
  }

  /** The quarters' colours as seen, row by row. */
  static String layout(Image image) {
    return ""
        + colourAt(image, 0.25, 0.25)
        + colourAt(image, 0.75, 0.25)
        + colourAt(image, 0.25, 0.75)
        + colourAt(image, 0.75, 0.75);
  }

  private static void put(byte[] rgb, int at, double value) {
    rgb[at] = (byte) Math.max(0, Math.min(255, Math.round(value)));
  }
}
