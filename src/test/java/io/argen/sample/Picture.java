package io.argen.sample;

import io.argen.clip.Image;
import java.nio.FloatBuffer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/** A square picture in CIE L*a*b*: L 0-100, a and b about -127 to 127. */
final class Picture {
  final Plane[] lab;

  Picture(Plane l, Plane a, Plane b) {
    lab = new Plane[] {l, a, b};
  }

  Picture copy() {
    return new Picture(lab[0].copy(), lab[1].copy(), lab[2].copy());
  }

  Plane lightness() {
    return lab[0];
  }

  /** From BGR, 8 bit, of the canvas's size. */
  static Picture ofBgr(Mat bgr) {
    try (Mat f = new Mat();
        Mat m = new Mat()) {
      bgr.convertTo(f, opencv_core.CV_32FC3, 1 / 255.0, 0);
      opencv_imgproc.cvtColor(f, m, opencv_imgproc.COLOR_BGR2Lab);
      float[] all = new float[Plane.SIDE * Plane.SIDE * 3];
      ((FloatBuffer) m.createBuffer()).get(all);
      Picture out = new Picture(new Plane(), new Plane(), new Plane());
      for (int i = 0; i < all.length / 3; i++) {
        for (int c = 0; c < 3; c++) {
          out.lab[c].v[i] = all[i * 3 + c];
        }
      }
      return out;
    }
  }

  /** BGR, 8 bit, of the given side. */
  Mat toBgr(int side) {
    float[] all = new float[Plane.SIDE * Plane.SIDE * 3];
    for (int i = 0; i < all.length / 3; i++) {
      all[i * 3] = Math.max(0, Math.min(100, lab[0].v[i]));
      all[i * 3 + 1] = lab[1].v[i];
      all[i * 3 + 2] = lab[2].v[i];
    }
    try (Mat m = new Mat(Plane.SIDE, Plane.SIDE, opencv_core.CV_32FC3);
        Mat f = new Mat();
        Mat small = new Mat();
        Size size = new Size(side, side)) {
      ((FloatBuffer) m.createBuffer()).put(all);
      opencv_imgproc.cvtColor(m, f, opencv_imgproc.COLOR_Lab2BGR);
      opencv_imgproc.resize(f, small, size, 0, 0, opencv_imgproc.INTER_AREA);
      Mat out = new Mat();
      small.convertTo(out, opencv_core.CV_8UC3, 255, 0);
      return out;
    }
  }

  /** The same as an ARGen image, for the face nets. */
  Image toImage(int side) {
    try (Mat bgr = toBgr(side)) {
      return imageOf(bgr);
    }
  }

  static Image imageOf(Mat bgr) {
    byte[] all = new byte[bgr.rows() * bgr.cols() * 3];
    try (Mat rgb = new Mat()) {
      opencv_imgproc.cvtColor(bgr, rgb, opencv_imgproc.COLOR_BGR2RGB);
      rgb.data().get(all);
      return new Image(rgb.cols(), rgb.rows(), all);
    }
  }

  /** This where the mask is 0, the other where it is 1. */
  Picture blend(Picture other, Plane mask) {
    Picture out = copy();
    for (int c = 0; c < 3; c++) {
      for (int i = 0; i < mask.v.length; i++) {
        out.lab[c].v[i] += mask.v[i] * (other.lab[c].v[i] - lab[c].v[i]);
      }
    }
    return out;
  }

  /** This and a share of the other, 0-1. */
  Picture mixed(Picture other, double share) {
    Picture out = copy();
    for (int c = 0; c < 3; c++) {
      for (int i = 0; i < out.lab[c].v.length; i++) {
        out.lab[c].v[i] += (float) (share * (other.lab[c].v[i] - lab[c].v[i]));
      }
    }
    return out;
  }
}
