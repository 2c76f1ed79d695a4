package io.argen.motion;

import io.argen.facs.Side;
import java.util.stream.IntStream;

/**
 * Where the mesh net sees the points that units move, on a pose-normalised mesh, as one vector: the
 * subject's right with x outward, the left mirrored onto it, then the middle line.
 *
 * <p>Points rather than distances: which directions can be trusted is learned (see {@link
 * SeenModel}), and so is how points err together.
 */
public final class SeenPoints {
  private static final int[] RIGHT = {
    55, 107, 65, 66, 52, 105, 53, 63, 46, 70, 33, 133, 160, 159, 158, 144, 145, 153, 118, 101, 50,
    205, 117, 36, 206, 187, 129, 98, 64, 48, 102, 49, 115, 40, 39, 61, 37, 82, 87, 181, 84, 91, 146,
    78, 81, 178, 95, 80, 57, 43, 204, 211, 32, 208, 172, 136, 69, 108, 193, 122, 216, 212, 202, 214,
    106, 182, 83, 41, 38, 185
  };

  /** The partner of each of the right's. */
  private static final int[] LEFT = {
    285, 336, 295, 296, 282, 334, 283, 293, 276, 300, 263, 362, 387, 386, 385, 373, 374, 380, 347,
    330, 280, 425, 346, 266, 426, 411, 358, 327, 294, 278, 331, 279, 344, 270, 269, 291, 267, 312,
    317, 405, 314, 321, 375, 308, 311, 402, 324, 310, 287, 273, 424, 431, 262, 428, 397, 365, 299,
    337, 417, 351, 436, 432, 422, 434, 335, 406, 313, 271, 268, 409
  };

  private static final int[] MIDDLE = {
    10, 151, 9, 8, 168, 6, 197, 5, 4, 1, 2, 164, 0, 11, 12, 13, 14, 15, 16, 17, 18, 200, 199, 175,
    152
  };

  private static final int SIDE = RIGHT.length * 3;

  /** Length of the vector. */
  public static final int COUNT = SIDE * 2 + MIDDLE.length * 3;

  private static final int UPPER_LIP = middle(13);
  private static final int LOWER_LIP = middle(14);

  private SeenPoints() {}

  private static int middle(int point) {
    int at =
        IntStream.range(0, MIDDLE.length).filter(i -> MIDDLE[i] == point).findFirst().orElse(0);
    return SIDE * 2 + at * 3 + 1;
  }

  /** The vector of a mesh in canonical axes, cm, {@code [COUNT]}. */
  static double[] of(float[] points) {
    double[] vector = new double[COUNT];
    copy(points, RIGHT, -1, vector, 0);
    copy(points, LEFT, 1, vector, SIDE);
    copy(points, MIDDLE, 1, vector, SIDE * 2);
    return vector;
  }

  /**
   * How a mesh differs from a neutral, cm. Where the eye looks down, the upper lid is taken back
   * up: following the eye closes nothing.
   *
   * @param points in canonical axes, cm; not changed
   */
  public static double[] difference(float[] points, Gaze gaze, Neutral neutral) {
    float[] level = points.clone();
    for (Side side : Side.values()) {
      LidReader.level(level, gaze, neutral, side);
    }
    double[] difference = of(level);
    double[] rest = neutral.seen();
    for (int i = 0; i < difference.length; i++) {
      difference[i] -= rest[i];
    }
    return difference;
  }

  /** The same of a mirrored face. */
  public static double[] mirrored(double[] vector) {
    double[] mirror = vector.clone();
    System.arraycopy(vector, 0, mirror, SIDE, SIDE);
    System.arraycopy(vector, SIDE, mirror, 0, SIDE);
    for (int i = SIDE * 2; i < COUNT; i += 3) {
      mirror[i] = -mirror[i];
    }
    return mirror;
  }

  /** Height of the gap between the lips. */
  static double gap(double[] vector) {
    return vector[UPPER_LIP] - vector[LOWER_LIP];
  }

  private static void copy(float[] points, int[] which, int sign, double[] to, int at) {
    for (int i = 0; i < which.length; i++) {
      to[at + i * 3] = sign * points[which[i] * 3];
      to[at + i * 3 + 1] = points[which[i] * 3 + 1];
      to[at + i * 3 + 2] = points[which[i] * 3 + 2];
    }
  }
}
