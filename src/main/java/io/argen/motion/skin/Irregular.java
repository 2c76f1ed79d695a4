package io.argen.motion.skin;

/** Smooth seeded irregularity between -1 and 1: no furrow is a drawn line. */
final class Irregular {
  private Irregular() {}

  /** Along a line; one unit is one bend. */
  static double along(long seed, double t) {
    long cell = (long) Math.floor(t);
    double f = smooth(t - cell);
    return mix(value(seed, cell, 0), value(seed, cell + 1, 0), f);
  }

  /** Across a plane; one unit is one dimple. */
  static double across(long seed, double x, double y) {
    long i = (long) Math.floor(x);
    long j = (long) Math.floor(y);
    double fx = smooth(x - i);
    double fy = smooth(y - j);
    return mix(
        mix(value(seed, i, j), value(seed, i + 1, j), fx),
        mix(value(seed, i, j + 1), value(seed, i + 1, j + 1), fx),
        fy);
  }

  /** SplitMix64's finaliser over the lattice. */
  private static double value(long seed, long i, long j) {
    long z = seed * 0x9E3779B97F4A7C15L + i * 0xBF58476D1CE4E5B9L + j * 0x94D049BB133111EBL;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    z ^= z >>> 31;
    return (z >>> 11) * 0x1.0p-52 - 1;
  }

  private static double mix(double a, double b, double f) {
    return a + f * (b - a);
  }

  private static double smooth(double v) {
    return v * v * (3 - 2 * v);
  }
}
