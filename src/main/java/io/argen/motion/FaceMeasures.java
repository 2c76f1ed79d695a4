package io.argen.motion;

import java.util.ArrayList;
import java.util.List;

/**
 * What is measured on a pose-normalised mesh to tell action units: distances in centimetres on the
 * canonical face, written for the subject's right and mirrored.
 *
 * <p>Each is one that FACS names when it describes how a unit is seen: how high the brow stands
 * over the eye, how far the corner of the mouth lies from the nose, and so on. All references are
 * corners of the eyes or the base of the nose, which hardly move.
 */
final class FaceMeasures {
  // Mesh points on the picture's left (the subject's right), then the same of the other side.
  private static final int[][] PAIR = {
    {33, 263}, {133, 362}, {55, 285}, {107, 336}, {52, 282}, {105, 334}, {46, 276}, {70, 300},
    {53, 283}, {63, 293}, {118, 347}, {101, 330}, {50, 280}, {129, 358}, {98, 327}, {64, 294},
    {40, 270}, {39, 269}, {61, 291}, {37, 267}, {82, 312}, {87, 317}, {181, 405}, {84, 314},
    {91, 321}, {205, 425}, {66, 296}
  };

  /** A measure: its name, how sure it is (one over its noise in cm), its value. */
  private record Measure(String name, double weight, Value value) {}

  private interface Value {
    double of(Face face);
  }

  private static final List<Measure> SIDED =
      List.of(
          new Measure("inner brow height", 9, f -> (f.y(55) + f.y(107)) / 2 - f.y(133)),
          new Measure("middle brow height", 7, f -> (f.y(52) + f.y(105)) / 2 - f.eyeY()),
          new Measure(
              "outer brow height", 7, f -> (f.y(46) + f.y(70) + f.y(53) + f.y(63)) / 4 - f.y(33)),
          new Measure("inner brow to middle", 9, f -> (f.x(55) + f.x(107)) / 2 - f.centre(168, 0)),
          new Measure("cheek height", 7, f -> (f.y(118) + f.y(101) + f.y(50)) / 3 - f.eyeY()),
          new Measure("nostril height", 9, f -> (f.y(129) + f.y(98) + f.y(64)) / 3 - f.y(133)),
          new Measure("upper lip height", 7, f -> (f.y(40) + f.y(39)) / 2 - f.noseY()),
          new Measure("lip corner across", 7, f -> f.x(61) - f.centre(2, 0)),
          new Measure("lip corner height", 8, f -> f.y(61) - f.noseY()),
          new Measure("lip corner depth", 3, f -> f.z(61)),
          new Measure("upper lip thickness", 7, f -> f.y(37) - f.y(82)),
          new Measure("lower lip thickness", 7, f -> f.y(87) - f.y(84)),
          new Measure("inner upper lip height", 6, f -> f.y(82) - f.noseY()),
          new Measure("inner lower lip height", 6, f -> f.y(87) - f.noseY()),
          new Measure("lower lip side height", 5, f -> (f.y(91) + f.y(181)) / 2 - f.noseY()),
          new Measure("nasolabial cheek height", 4, f -> f.y(205) - f.eyeY()));

  private static final List<Measure> CENTRAL =
      List.of(
          new Measure("upper lip height", 8, f -> f.centre(0, 1) - f.noseY()),
          new Measure("inner upper lip height", 8, f -> f.centre(13, 1) - f.noseY()),
          new Measure("inner lower lip height", 8, f -> f.centre(14, 1) - f.noseY()),
          new Measure("lower lip height", 8, f -> f.centre(17, 1) - f.noseY()),
          new Measure("chin height", 6, f -> f.centre(152, 1) - f.noseY()),
          new Measure(
              "chin boss height", 5, f -> (f.centre(199, 1) + f.centre(200, 1)) / 2 - f.noseY()),
          new Measure("chin boss to chin", 5, f -> f.centre(200, 1) - f.centre(152, 1)),
          new Measure("upper lip depth", 1.5, f -> f.centre(0, 2)),
          new Measure("lower lip depth", 1.5, f -> f.centre(17, 2)),
          new Measure("mouth gap", 10, f -> f.centre(13, 1) - f.centre(14, 1)));

  static final int COUNT = SIDED.size() * 2 + CENTRAL.size();

  private FaceMeasures() {}

  /** All measures: the right side's, the left side's, the central ones. */
  static double[] of(float[] points) {
    double[] values = new double[COUNT];
    Face right = new Face(points, false);
    Face left = new Face(points, true);
    int n = SIDED.size();
    for (int i = 0; i < n; i++) {
      values[i] = SIDED.get(i).value.of(right);
      values[n + i] = SIDED.get(i).value.of(left);
    }
    for (int i = 0; i < CENTRAL.size(); i++) {
      values[2 * n + i] = CENTRAL.get(i).value.of(right);
    }
    return values;
  }

  /** One over each measure's noise, 1/cm. */
  static double[] weights() {
    double[] weights = new double[COUNT];
    int n = SIDED.size();
    for (int i = 0; i < n; i++) {
      weights[i] = SIDED.get(i).weight;
      weights[n + i] = SIDED.get(i).weight;
    }
    for (int i = 0; i < CENTRAL.size(); i++) {
      weights[2 * n + i] = CENTRAL.get(i).weight;
    }
    return weights;
  }

  /** In the order of {@link #of}, for the documentation. */
  static List<String> names() {
    List<String> names = new ArrayList<>();
    SIDED.forEach(m -> names.add("right " + m.name));
    SIDED.forEach(m -> names.add("left " + m.name));
    CENTRAL.forEach(m -> names.add(m.name));
    return names;
  }

  /** A face seen from one side: points are named by the subject's right, x points outward. */
  private static final class Face {
    private final float[] points;
    private final boolean left;

    Face(float[] points, boolean left) {
      this.points = points;
      this.left = left;
    }

    private int side(int right) {
      if (left) {
        for (int[] pair : PAIR) {
          if (pair[0] == right) {
            return pair[1];
          }
        }
        throw new IllegalArgumentException("point " + right + " has no partner in the table");
      }
      return right;
    }

    /** Distance outward from the canonical middle. */
    double x(int right) {
      double x = points[side(right) * 3];
      return left ? x : -x;
    }

    double y(int right) {
      return points[side(right) * 3 + 1];
    }

    double z(int right) {
      return points[side(right) * 3 + 2];
    }

    /** A point on the middle line; its x is outward too. */
    double centre(int point, int axis) {
      double v = points[point * 3 + axis];
      return axis == 0 && !left ? -v : v;
    }

    double eyeY() {
      return (y(33) + y(133)) / 2;
    }

    double noseY() {
      return points[2 * 3 + 1];
    }
  }
}
