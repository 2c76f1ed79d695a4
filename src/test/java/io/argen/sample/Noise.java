package io.argen.sample;

import java.util.SplittableRandom;

/** Seeded noise planes of standard deviation 1. */
final class Noise {
  private Noise() {}

  /** White noise smoothed to features of about {@code sigma} pixels. */
  static Plane of(long seed, double sigma) {
    SplittableRandom random = new SplittableRandom(seed);
    Plane white = new Plane();
    for (int i = 0; i < white.v.length; i++) {
      double sum = 0;
      for (int k = 0; k < 4; k++) {
        sum += random.nextDouble() - 0.5;
      }
      white.v[i] = (float) sum;
    }
    Plane smooth = white.blurred(sigma);
    double square = 0;
    for (float v : smooth.v) {
      square += (double) v * v;
    }
    return smooth.scaled(1 / Math.sqrt(square / smooth.v.length), 0);
  }

  /** Noise without its coarse part: features between the two sizes. */
  static Plane band(long seed, double fine, double coarse) {
    Plane noise = of(seed, fine);
    Plane band = noise.minus(noise.blurred(coarse));
    double square = 0;
    for (float v : band.v) {
      square += (double) v * v;
    }
    return band.scaled(1 / Math.sqrt(square / band.v.length), 0);
  }
}
