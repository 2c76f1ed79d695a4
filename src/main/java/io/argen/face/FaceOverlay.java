package io.argen.face;

import io.argen.clip.Image;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;

/** Draws what was measured onto a picture: mesh, irises, box, and bars with names. */
public final class FaceOverlay {
  private static final Colour MESH = new Colour(120, 230, 140);
  private static final Colour IRIS = new Colour(255, 210, 60);
  private static final Colour BOX = new Colour(255, 255, 255);
  private static final Colour SHADE = new Colour(20, 20, 20);

  /** A bar's length at its greatest value, as a share of the picture's width. */
  private static final double BAR = 0.18;

  private static final int POINTS_OF_AN_IRIS = 5;

  private FaceOverlay() {}

  /** Red, green, blue, 0-255. */
  private record Colour(int red, int green, int blue) {}

  /** Draws one face into {@code image}, whose pixels it changes. */
  public static void draw(Image image, FaceMesh mesh) {
    try (Canvas canvas = new Canvas(image)) {
      FaceBox box = mesh.box();
      int dot = (int) Math.max(0, Math.round(box.height() / 250));
      for (int i = 0; i < FaceMesh.POINTS; i++) {
        canvas.dot(mesh.x(i), mesh.y(i), dot, MESH);
      }
      for (int i = 0; i < FaceMesh.IRIS_POINTS; i += POINTS_OF_AN_IRIS) {
        double radius =
            Math.hypot(mesh.irisX(i + 1) - mesh.irisX(i), mesh.irisY(i + 1) - mesh.irisY(i));
        canvas.circle(mesh.irisX(i), mesh.irisY(i), radius, IRIS);
      }
      canvas.box(box, BOX);
    }
  }

  /**
   * Draws named bars from the top left corner downward.
   *
   * @param values name to value, drawn in this order
   * @param max value of a full bar
   */
  public static void bars(Image image, Map<String, Float> values, double max) {
    try (Canvas canvas = new Canvas(image)) {
      double line = Math.max(12, image.height() / 24.0);
      double y = line;
      for (Map.Entry<String, Float> entry : values.entrySet()) {
        double share = Math.max(0, Math.min(1, entry.getValue() / max));
        String text = String.format(Locale.ROOT, "%s %.1f", entry.getKey(), entry.getValue());
        canvas.bar(line / 2, y + line * 0.15, share * BAR * image.width(), line * 0.2, MESH);
        canvas.text(text, line / 2, y, line * 0.6, BOX);
        y += line;
      }
    }
  }

  /** The pixels while OpenCV draws on them. */
  private static final class Canvas implements AutoCloseable {
    private final Image image;
    private final BytePointer pixels;
    private final Mat mat;

    private Canvas(Image image) {
      this.image = image;
      this.pixels = new BytePointer(image.rgb());
      this.mat = new Mat(image.height(), image.width(), opencv_core.CV_8UC3, pixels);
    }

    private void dot(double x, double y, int radius, Colour colour) {
      circle(x, y, radius, opencv_imgproc.FILLED, colour);
    }

    private void circle(double x, double y, double radius, Colour colour) {
      circle(x, y, (int) Math.max(1, Math.round(radius)), 1, colour);
    }

    private void circle(double x, double y, int radius, int thickness, Colour colour) {
      try (Point centre = point(x, y);
          Scalar ink = ink(colour)) {
        opencv_imgproc.circle(mat, centre, radius, ink, thickness, opencv_imgproc.LINE_AA, 0);
      }
    }

    private void box(FaceBox box, Colour colour) {
      try (Rect rect = rect(box.x(), box.y(), box.width(), box.height());
          Scalar ink = ink(colour)) {
        opencv_imgproc.rectangle(mat, rect, ink, 1, opencv_imgproc.LINE_8, 0);
      }
    }

    private void bar(double x, double y, double width, double height, Colour colour) {
      try (Rect rect = rect(x, y, Math.max(1, width), Math.max(1, height));
          Scalar ink = ink(colour)) {
        opencv_imgproc.rectangle(mat, rect, ink, opencv_imgproc.FILLED, opencv_imgproc.LINE_8, 0);
      }
    }

    /** Text with a dark rim, readable on any ground. */
    private void text(String text, double x, double y, double height, Colour colour) {
      double scale = height / 22;
      try (Point at = point(x, y);
          Scalar rim = ink(SHADE);
          Scalar ink = ink(colour)) {
        int font = opencv_imgproc.FONT_HERSHEY_SIMPLEX;
        int smooth = opencv_imgproc.LINE_AA;
        opencv_imgproc.putText(mat, text, at, font, scale, rim, 3, smooth, false);
        opencv_imgproc.putText(mat, text, at, font, scale, ink, 1, smooth, false);
      }
    }

    private static Point point(double x, double y) {
      return new Point((int) Math.round(x), (int) Math.round(y));
    }

    private static Rect rect(double x, double y, double width, double height) {
      return new Rect(
          (int) Math.round(x),
          (int) Math.round(y),
          (int) Math.round(width),
          (int) Math.round(height));
    }

    /** In the order of the picture's channels. */
    private static Scalar ink(Colour colour) {
      return new Scalar(colour.red(), colour.green(), colour.blue(), 0);
    }

    @Override
    public void close() {
      pixels.get(image.rgb());
      mat.close();
      pixels.close();
    }
  }
}
