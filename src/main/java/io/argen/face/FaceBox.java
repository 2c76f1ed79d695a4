package io.argen.face;

/**
 * An upright rectangle in image pixels; it may reach outside the frame.
 *
 * @param x left edge
 * @param y top edge
 * @param width pixels, positive
 * @param height pixels, positive
 */
public record FaceBox(double x, double y, double width, double height) {
  public double centreX() {
    return x + width / 2;
  }

  public double centreY() {
    return y + height / 2;
  }

  public double area() {
    return width * height;
  }

  /** Intersection over union with another box, 0-1. */
  public double iou(FaceBox other) {
    double w = Math.min(x + width, other.x + other.width) - Math.max(x, other.x);
    double h = Math.min(y + height, other.y + other.height) - Math.max(y, other.y);
    if (w <= 0 || h <= 0) {
      return 0;
    }
    return w * h / (area() + other.area() - w * h);
  }
}
