package io.argen.evaluate;

import io.argen.clip.Image;

/**
 * How alike two pictures are inside a region, by luma (Rec. 601).
 *
 * <p>SSIM after Wang, Bovik, Sheikh & Simoncelli 2004: 11 x 11 Gaussian window of sigma 1.5, K1 =
 * 0.01, K2 = 0.03, range 255; the mean of the map over the region's pixels. Windows reach beyond
 * the region's edge; at the picture's edge they continue the edge.
 */
public final class PictureSimilarity {
  private static final int RADIUS = 5;
  private static final double SIGMA = 1.5;
  private static final double C1 = Math.pow(0.01 * 255, 2);
  private static final double C2 = Math.pow(0.03 * 255, 2);
  private static final double[] KERNEL = kernel();

  private PictureSimilarity() {}

  private static double[] kernel() {
    double[] kernel = new double[2 * RADIUS + 1];
    double sum = 0;
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] = Math.exp(-Math.pow(i - RADIUS, 2) / (2 * SIGMA * SIGMA));
      sum += kernel[i];
    }
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] /= sum;
    }
    return kernel;
  }

  /** Mean structural similarity over a region, at most 1. */
  public static double ssim(Image a, Image b, boolean[] region) {
    double[] x = luma(a);
    double[] y = luma(b);
    if (x.length != y.length || region.length != x.length) {
      throw new IllegalArgumentException("pictures and region must have one size");
    }
    int w = a.width();
    double[] mx = blurred(x, w);
    double[] my = blurred(y, w);
    double[] xx = blurred(product(x, x), w);
    double[] yy = blurred(product(y, y), w);
    double[] xy = blurred(product(x, y), w);
    double sum = 0;
    int n = 0;
    for (int i = 0; i < x.length; i++) {
      if (region[i]) {
        double vx = xx[i] - mx[i] * mx[i];
        double vy = yy[i] - my[i] * my[i];
        double cov = xy[i] - mx[i] * my[i];
        sum +=
            (2 * mx[i] * my[i] + C1)
                * (2 * cov + C2)
                / ((mx[i] * mx[i] + my[i] * my[i] + C1) * (vx + vy + C2));
        n++;
      }
    }
    return n == 0 ? 1 : sum / n;
  }

  /** Peak signal to noise ratio over a region, dB; at most 100. */
  public static double psnr(Image a, Image b, boolean[] region) {
    double[] x = luma(a);
    double[] y = luma(b);
    double sum = 0;
    int n = 0;
    for (int i = 0; i < x.length; i++) {
      if (region[i]) {
        sum += (x[i] - y[i]) * (x[i] - y[i]);
        n++;
      }
    }
    double mse = n == 0 ? 0 : sum / n;
    return mse < 255.0 * 255.0 * 1e-10 ? 100 : 10 * Math.log10(255.0 * 255.0 / mse);
  }

  /**
   * The pixels whose centres lie inside a closed polygon.
   *
   * @param outline x y interleaved, pixels
   */
  public static boolean[] inside(int width, int height, double[] outline) {
    boolean[] region = new boolean[width * height];
    int n = outline.length / 2;
    for (int y = 0; y < height; y++) {
      double py = y + 0.5;
      for (int x = 0; x < width; x++) {
        double px = x + 0.5;
        boolean in = false;
        for (int i = 0, j = n - 1; i < n; j = i++) {
          double yi = outline[i * 2 + 1];
          double yj = outline[j * 2 + 1];
          if ((yi > py) != (yj > py)) {
            double cross =
                outline[i * 2] + (py - yi) / (yj - yi) * (outline[j * 2] - outline[i * 2]);
            in ^= px < cross;
          }
        }
        region[y * width + x] = in;
      }
    }
    return region;
  }

  private static double[] luma(Image image) {
    byte[] rgb = image.rgb();
    double[] luma = new double[rgb.length / 3];
    for (int i = 0; i < luma.length; i++) {
      luma[i] =
          0.299 * (rgb[i * 3] & 0xff)
              + 0.587 * (rgb[i * 3 + 1] & 0xff)
              + 0.114 * (rgb[i * 3 + 2] & 0xff);
    }
    return luma;
  }

  private static double[] product(double[] a, double[] b) {
    double[] out = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      out[i] = a[i] * b[i];
    }
    return out;
  }

  private static double[] blurred(double[] values, int width) {
    int height = values.length / width;
    double[] across = new double[values.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double sum = 0;
        for (int k = -RADIUS; k <= RADIUS; k++) {
          int at = Math.max(0, Math.min(width - 1, x + k));
          sum += KERNEL[k + RADIUS] * values[y * width + at];
        }
        across[y * width + x] = sum;
      }
    }
    double[] out = new double[values.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double sum = 0;
        for (int k = -RADIUS; k <= RADIUS; k++) {
          int at = Math.max(0, Math.min(height - 1, y + k));
          sum += KERNEL[k + RADIUS] * across[at * width + x];
        }
        out[y * width + x] = sum;
      }
    }
    return out;
  }
}
