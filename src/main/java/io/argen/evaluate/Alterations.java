package io.argen.evaluate;

import io.argen.clip.Image;
import io.argen.clip.Images;
import io.argen.clip.Stills;
import io.argen.run.ArgenException;
import io.argen.run.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.random.RandomGenerator;

/** What happens to pictures on their way: light, gamma, blur and compression. */
final class Alterations {
  private static final int LOWEST_QUALITY = 35;
  private static final int QUALITIES = 60;

  private Alterations() {}

  /** Another gain, gamma, light from one side, softness and JPEG quality; a new picture. */
  static Image altered(Image image, RandomGenerator random) {
    double gain = Math.exp(0.4 * (random.nextDouble() - 0.5));
    double gamma = Math.exp(0.4 * (random.nextDouble() - 0.5));
    double across = 0.5 * (random.nextDouble() - 0.5);
    double down = 0.4 * (random.nextDouble() - 0.5);
    double softness = 1 + random.nextDouble();
    int w = image.width();
    int h = image.height();
    byte[] from = image.rgb();
    byte[] to = new byte[from.length];
    for (int i = 0; i < to.length; i++) {
      int pixel = i / 3;
      int row = pixel / w;
      double light =
          gain * (1 + across * ((double) (pixel % w) / w - 0.5) + down * ((double) row / h - 0.5));
      double value = 255 * Math.pow((from[i] & 255) / 255.0, gamma) * light;
      to[i] = (byte) Math.round(Math.min(255, value));
    }
    Image lit = new Image(w, h, to);
    Image small =
        Images.resize(lit, (int) Math.round(w / softness), (int) Math.round(h / softness));
    return compressed(Images.resize(small, w, h), LOWEST_QUALITY + random.nextInt(QUALITIES));
  }

  /** Through a file, since pictures are read from files only. */
  private static Image compressed(Image image, int quality) {
    try {
      Path file = Files.createTempFile("argen", ".jpg");
      try {
        Stills.writeJpeg(file, image, quality);
        return Stills.read(file);
      } finally {
        AtomicFiles.deleteTree(file);
      }
    } catch (IOException e) {
      throw new ArgenException("the folder for temporary files cannot be written: " + e, e);
    }
  }
}
