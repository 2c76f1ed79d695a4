package io.argen.motion;

import io.argen.facs.Side;

/** What lids and irises do on a pose-normalised mesh. Centimetres on the canonical face. */
final class EyeMeasures {
  private static final int[] UPPER_RIGHT = {160, 159, 158};
  private static final int[] LOWER_RIGHT = {144, 145, 153};
  private static final int[] UPPER_LEFT = {387, 386, 385};
  private static final int[] LOWER_LEFT = {373, 374, 380};

  private EyeMeasures() {}

  /** Mean height of the opening over the width of the eye. */
  static double openness(float[] points, Side side) {
    int[] upper = side == Side.RIGHT ? UPPER_RIGHT : UPPER_LEFT;
    int[] lower = side == Side.RIGHT ? LOWER_RIGHT : LOWER_LEFT;
    double gap = 0;
    for (int i = 0; i < upper.length; i++) {
      gap += (points[upper[i] * 3 + 1] - points[lower[i] * 3 + 1]) / upper.length;
    }
    return gap / width(points, side);
  }

  /** Moves the upper lid's middle up by so many centimetres, in place. */
  static void raiseUpperLid(float[] points, Side side, double by) {
    for (int p : side == Side.RIGHT ? UPPER_RIGHT : UPPER_LEFT) {
      points[p * 3 + 1] += (float) by;
    }
  }

  /** Height of the lower lid's middle over the line of the corners, over the width of the eye. */
  static double lowerLid(float[] points, Side side) {
    int[] lower = side == Side.RIGHT ? LOWER_RIGHT : LOWER_LEFT;
    double height = 0;
    for (int p : lower) {
      height += points[p * 3 + 1] / lower.length;
    }
    return (height - (points[outer(side) * 3 + 1] + points[inner(side) * 3 + 1]) / 2)
        / width(points, side);
  }

  /** Iris centre from the middle of the corners, over the width of the eye: across, up. */
  static double[] irisOffset(float[] points, float[] iris, Side side) {
    int centre = side == Side.RIGHT ? 0 : 5;
    int a = outer(side);
    int b = inner(side);
    double width = width(points, side);
    return new double[] {
      (iris[centre * 3] - (points[a * 3] + points[b * 3]) / 2) / width,
      (iris[centre * 3 + 1] - (points[a * 3 + 1] + points[b * 3 + 1]) / 2) / width
    };
  }

  static double width(float[] points, Side side) {
    int a = outer(side) * 3;
    int b = inner(side) * 3;
    return Math.max(0.5, Math.hypot(points[a] - points[b], points[a + 1] - points[b + 1]));
  }

  private static int outer(Side side) {
    return side == Side.RIGHT ? 33 : 263;
  }

  private static int inner(Side side) {
    return side == Side.RIGHT ? 133 : 362;
  }
}
