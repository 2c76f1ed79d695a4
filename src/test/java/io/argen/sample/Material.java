package io.argen.sample;

import io.argen.face.FaceMesh;
import io.argen.face.FaceObservation;
import io.argen.face.FaceObserver;
import java.nio.file.Path;
import org.bytedeco.javacpp.indexer.DoubleIndexer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.global.opencv_photo;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * A public-domain portrait put on the canvas: head upright, face centred and of the wanted height.
 */
record Material(Picture picture, FaceObservation face) {
  static final double FACE_HEIGHT = 0.53 * Plane.SIDE;
  static final double CENTRE_X = 0.5 * Plane.SIDE;
  static final double CENTRE_Y = 0.535 * Plane.SIDE;

  /**
   * @param denoise strength of the non-local means that takes canvas and film grain away, 0 for
   *     none
   */
  static Material load(Path file, boolean mirrored, float denoise, FaceObserver observer) {
    try (Mat raw = opencv_imgcodecs.imread(file.toString(), opencv_imgcodecs.IMREAD_COLOR);
        Mat clean = new Mat();
        Mat placed = new Mat()) {
      if (raw.empty()) {
        throw new IllegalArgumentException(file + ": cannot be read as a picture");
      }
      if (mirrored) {
        opencv_core.flip(raw, raw, 1);
      }
      if (denoise > 6) {
        opencv_imgproc.medianBlur(raw, raw, 3);
      }
      if (denoise > 0) {
        opencv_photo.fastNlMeansDenoisingColored(raw, clean, denoise, denoise, 5, 15);
      } else {
        raw.copyTo(clean);
      }
      FaceObservation seen = largest(observer, clean, file);
      place(clean, placed, seen.mesh());
      Picture picture = Picture.ofBgr(placed);
      return new Material(picture, largest(observer, placed, file));
    }
  }

  static FaceObservation largest(FaceObserver observer, Mat bgr, Object what) {
    return observer
        .largest(Picture.imageOf(bgr))
        .orElseThrow(() -> new IllegalArgumentException(what + ": no face found"));
  }

  private static void place(Mat from, Mat to, FaceMesh mesh) {
    double roll = Math.atan2(mesh.y(263) - mesh.y(33), mesh.x(263) - mesh.x(33));
    double c = Math.cos(-roll);
    double s = Math.sin(-roll);
    double x0 = 1e9;
    double x1 = -1e9;
    double y0 = 1e9;
    double y1 = -1e9;
    for (int i = 0; i < FaceMesh.POINTS; i++) {
      double u = c * mesh.x(i) - s * mesh.y(i);
      double v = s * mesh.x(i) + c * mesh.y(i);
      x0 = Math.min(x0, u);
      x1 = Math.max(x1, u);
      y0 = Math.min(y0, v);
      y1 = Math.max(y1, v);
    }
    double k = FACE_HEIGHT / (y1 - y0);
    try (Mat m = new Mat(2, 3, opencv_core.CV_64FC1);
        DoubleIndexer at = m.createIndexer();
        Size size = new Size(Plane.SIDE, Plane.SIDE);
        Scalar none = new Scalar(0, 0, 0, 0)) {
      at.put(0, 0, k * c).put(0, 1, -k * s).put(0, 2, CENTRE_X - k * (x0 + x1) / 2);
      at.put(1, 0, k * s).put(1, 1, k * c).put(1, 2, CENTRE_Y - k * (y0 + y1) / 2);
      opencv_imgproc.warpAffine(
          from, to, m, size, opencv_imgproc.INTER_LANCZOS4, opencv_core.BORDER_REPLICATE, none);
    }
  }
}
