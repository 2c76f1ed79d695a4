package io.argen.sample;

import java.util.List;

/** Changes of colour in L*a*b*. */
final class Tone {
  private Tone() {}

  /** Red and yellow of the face kept near their means, so that parts of several paints agree. */
  static Picture calmed(Picture picture, double[][] target) {
    double[] mean = Parts.skinMean(picture, target);
    Plane face = Masks.polygon(target, Masks.OVAL, 1.05, 10);
    Picture out = picture.copy();
    for (int c = 1; c < 3; c++) {
      for (int i = 0; i < face.v.length; i++) {
        double off = picture.lab[c].v[i] - mean[c];
        double calm = 9 * Math.tanh(0.55 * off / 9);
        out.lab[c].v[i] += (float) (face.v[i] * (calm - off));
      }
    }
    return out;
  }

  /** A whole picture with its skin colour (mean L, a, b, spread of L) brought to another's. */
  static Picture matched(Picture picture, double[] from, double[] to) {
    Picture out = picture.copy();
    double spread = Math.max(0.8, Math.min(1.3, to[3] / from[3]));
    for (int i = 0; i < out.lab[0].v.length; i++) {
      double l = curve(picture.lab[0].v[i], from[0], to[0]);
      out.lab[0].v[i] = (float) (to[0] + (l - to[0]) * spread);
      out.lab[1].v[i] = (float) (to[1] + (picture.lab[1].v[i] - from[1]));
      out.lab[2].v[i] = (float) (to[2] + (picture.lab[2].v[i] - from[2]));
    }
    return out;
  }

  /** A power curve that takes {@code from} to {@code to} and keeps black and white. */
  static double curve(double l, double from, double to) {
    double power = Math.log(clamp(to) / 100) / Math.log(clamp(from) / 100);
    return 100 * Math.pow(Math.max(0, Math.min(100, l)) / 100, power);
  }

  private static double clamp(double l) {
    return Math.max(3, Math.min(97, l));
  }

  /**
   * What the mask covers, from a mean colour to a wanted one.
   *
   * @param chroma share of the own differences of a and b that stays
   * @param contrast factor on differences of L about the wanted mean
   * @param room how far L may rise above the wanted mean, softly
   */
  static void shift(
      Picture picture,
      Plane mask,
      double[] mean,
      List<Double> wanted,
      double chroma,
      double contrast,
      double room) {
    for (int i = 0; i < mask.v.length; i++) {
      float m = mask.v[i];
      if (m <= 0) {
        continue;
      }
      double l = curve(picture.lab[0].v[i], mean[0], wanted.get(0));
      l = wanted.get(0) + (l - wanted.get(0)) * contrast;
      double over = l - wanted.get(0);
      l = over > 0 ? wanted.get(0) + room * Math.tanh(over / room) : l;
      double a = wanted.get(1) + chroma * (picture.lab[1].v[i] - mean[1]);
      double b = wanted.get(2) + chroma * (picture.lab[2].v[i] - mean[2]);
      picture.lab[0].v[i] += (float) (m * (l - picture.lab[0].v[i]));
      picture.lab[1].v[i] += (float) (m * (a - picture.lab[1].v[i]));
      picture.lab[2].v[i] += (float) (m * (b - picture.lab[2].v[i]));
    }
  }
}
