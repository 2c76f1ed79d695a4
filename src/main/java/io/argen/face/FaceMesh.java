package io.argen.face;

import java.util.Arrays;

/**
 * The face mesh of one frame in image pixels: x right, y down, z away from the camera (more
 * negative is nearer), z in the same unit as x.
 *
 * <p>468 points in MediaPipe's numbering, lips and lids refined by the attention mesh; 10 iris
 * points: 0-4 the eye on the picture's left (the subject's right), 5-9 the other; the first of each
 * five is the pupil centre, the rest lie on the iris edge.
 */
public final class FaceMesh {
  public static final int POINTS = 468;
  public static final int IRIS_POINTS = 10;

  private final float[] points;
  private final float[] iris;

  /** Wraps {@code points [468 * 3]} and {@code iris [10 * 3]}; both are copied. */
  public FaceMesh(float[] points, float[] iris) {
    if (points.length != POINTS * 3 || iris.length != IRIS_POINTS * 3) {
      throw new IllegalArgumentException(
          "expected 468 x 3 points and 10 x 3 iris values, got "
              + points.length
              + " and "
              + iris.length);
    }
    this.points = points.clone();
    this.iris = iris.clone();
  }

  public float x(int point) {
    return points[point * 3];
  }

  public float y(int point) {
    return points[point * 3 + 1];
  }

  public float z(int point) {
    return points[point * 3 + 2];
  }

  public float irisX(int point) {
    return iris[point * 3];
  }

  public float irisY(int point) {
    return iris[point * 3 + 1];
  }

  public float irisZ(int point) {
    return iris[point * 3 + 2];
  }

  /** A fresh copy, {@code [468 * 3]}. */
  public float[] pointArray() {
    return points.clone();
  }

  /** A fresh copy, {@code [10 * 3]}. */
  public float[] irisArray() {
    return iris.clone();
  }

  /** The tight upright box around the 468 points. */
  public FaceBox box() {
    float x0 = Float.MAX_VALUE;
    float y0 = Float.MAX_VALUE;
    float x1 = -Float.MAX_VALUE;
    float y1 = -Float.MAX_VALUE;
    for (int i = 0; i < POINTS; i++) {
      x0 = Math.min(x0, x(i));
      x1 = Math.max(x1, x(i));
      y0 = Math.min(y0, y(i));
      y1 = Math.max(y1, y(i));
    }
    return new FaceBox(x0, y0, Math.max(1e-3, x1 - x0), Math.max(1e-3, y1 - y0));
  }

  /** Distance between the outer eye corners (33, 263) in the picture plane and depth, pixels. */
  public double interOcularPx() {
    double dx = x(263) - x(33);
    double dy = y(263) - y(33);
    double dz = z(263) - z(33);
    return Math.sqrt(dx * dx + dy * dy + dz * dz);
  }

  /** The mesh moved and scaled: {@code (x - left) * scale, (y - top) * scale, z * scale}. */
  public FaceMesh cropped(double left, double top, double scale) {
    return new FaceMesh(crop(points, left, top, scale), crop(iris, left, top, scale));
  }

  private static float[] crop(float[] from, double left, double top, double scale) {
    float[] to = new float[from.length];
    for (int i = 0; i < from.length; i += 3) {
      to[i] = (float) ((from[i] - left) * scale);
      to[i + 1] = (float) ((from[i + 1] - top) * scale);
      to[i + 2] = (float) (from[i + 2] * scale);
    }
    return to;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FaceMesh that
        && Arrays.equals(points, that.points)
        && Arrays.equals(iris, that.iris);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(points);
  }
}
