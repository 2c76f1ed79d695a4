package io.argen.sample;

import java.nio.FloatBuffer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/** One channel of the square canvas, {@code v[y * SIDE + x]}. */
final class Plane {
  /** Work is done at one and a half times the size of the finished picture. */
  static final int SIDE = 672;

  final float[] v;

  Plane() {
    v = new float[SIDE * SIDE];
  }

  Plane(float[] v) {
    this.v = v;
  }

  Plane copy() {
    return new Plane(v.clone());
  }

  float at(int x, int y) {
    return v[y * SIDE + x];
  }

  Plane blurred(double sigma) {
    if (sigma <= 0) {
      return copy();
    }
    if (sigma >= 16) {
      return coarselyBlurred(sigma);
    }
    try (Mat m = mat();
        Mat out = new Mat();
        Size any = new Size(0, 0)) {
      opencv_imgproc.GaussianBlur(m, out, any, sigma, sigma, opencv_core.BORDER_REPLICATE, 0);
      return of(out);
    }
  }

  /** Wide blurs at an eighth of the size: the same to the eye, and quick. */
  private Plane coarselyBlurred(double sigma) {
    try (Mat m = mat();
        Mat small = new Mat();
        Mat soft = new Mat();
        Mat out = new Mat();
        Size any = new Size(0, 0);
        Size eighth = new Size(SIDE / 8, SIDE / 8);
        Size full = new Size(SIDE, SIDE)) {
      opencv_imgproc.resize(m, small, eighth, 0, 0, opencv_imgproc.INTER_AREA);
      opencv_imgproc.GaussianBlur(
          small, soft, any, sigma / 8, sigma / 8, opencv_core.BORDER_REPLICATE, 0);
      opencv_imgproc.resize(soft, out, full, 0, 0, opencv_imgproc.INTER_CUBIC);
      return of(out);
    }
  }

  Plane times(Plane other) {
    Plane out = new Plane();
    for (int i = 0; i < v.length; i++) {
      out.v[i] = v[i] * other.v[i];
    }
    return out;
  }

  Plane scaled(double k, double add) {
    Plane out = new Plane();
    for (int i = 0; i < v.length; i++) {
      out.v[i] = (float) (v[i] * k + add);
    }
    return out;
  }

  Plane minus(Plane other) {
    Plane out = new Plane();
    for (int i = 0; i < v.length; i++) {
      out.v[i] = v[i] - other.v[i];
    }
    return out;
  }

  /** Values below {@code low} become 0, above {@code high} 1, smooth between. */
  Plane step(double low, double high) {
    Plane out = new Plane();
    for (int i = 0; i < v.length; i++) {
      double t = Math.max(0, Math.min(1, (v[i] - low) / (high - low)));
      out.v[i] = (float) (t * t * (3 - 2 * t));
    }
    return out;
  }

  double mean(Plane weight) {
    double sum = 0;
    double total = 1e-9;
    for (int i = 0; i < v.length; i++) {
      sum += v[i] * weight.v[i];
      total += weight.v[i];
    }
    return sum / total;
  }

  Mat mat() {
    Mat m = new Mat(SIDE, SIDE, opencv_core.CV_32FC1);
    ((FloatBuffer) m.createBuffer()).put(v);
    return m;
  }

  static Plane of(Mat m) {
    Plane out = new Plane();
    ((FloatBuffer) m.createBuffer()).get(out.v);
    return out;
  }
}
