package io.argen.face;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.clip.Image;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A made-up face: points on a tilted ellipse, outer eye corners marked red. */
final class AlignedFaceTest {
  private static final int SIZE = 200;

  @Test
  void eyeCornersOfATiltedHeadComeOutOnOneLevel() {
    for (double tilt : new double[] {-0.6, -0.2, 0, 0.3, 0.7}) {
      FaceMesh mesh = tilted(tilt);
      Image image = Image.black(SIZE, SIZE);
      spot(image, mesh.x(33), mesh.y(33));
      spot(image, mesh.x(263), mesh.y(263));
      Image aligned = AlignedFace.of(image, mesh, 96);
      double[] left = centreOfBrightness(aligned, 0, 48);
      double[] right = centreOfBrightness(aligned, 48, 96);
      assertEquals(left[1], right[1], 1.5, "rows at tilt " + tilt);
      assertEquals(96, left[0] + right[0] + 1, 2, "symmetric columns at tilt " + tilt);
    }
  }

  @Test
  void anOverlayMarksTheFaceAndTheBarsAndNothingElse() {
    Image image = Image.black(SIZE, SIZE);
    FaceMesh mesh = tilted(0);
    FaceOverlay.draw(image, mesh);
    assertTrue(brightness(image, Math.round(mesh.x(10)), Math.round(mesh.y(10))) > 0);
    assertEquals(0, brightness(image, SIZE - 3, SIZE - 3));
    assertEquals(0, brightness(image, 8, 14), "no bars yet");
    FaceOverlay.bars(image, Map.of("AU12", 5f), 5);
    assertTrue(brightness(image, 8, 14) > 0, "a full bar below its name");
    assertEquals(0, brightness(image, SIZE - 3, SIZE - 3));
  }

  private static FaceMesh tilted(double tilt) {
    float[] points = new float[FaceMesh.POINTS * 3];
    for (int i = 0; i < FaceMesh.POINTS; i++) {
      double angle = 2 * Math.PI * i / FaceMesh.POINTS;
      put(points, i, 40 * Math.cos(angle), 55 * Math.sin(angle), tilt);
    }
    put(points, 33, -30, -15, tilt);
    put(points, 263, 30, -15, tilt);
    float[] iris = new float[FaceMesh.IRIS_POINTS * 3];
    for (int i = 0; i < FaceMesh.IRIS_POINTS; i++) {
      put(iris, i, i < 5 ? -20 : 20, -15, tilt);
    }
    return new FaceMesh(points, iris);
  }

  private static void put(float[] points, int i, double x, double y, double tilt) {
    points[i * 3] = (float) (100 + x * Math.cos(tilt) - y * Math.sin(tilt));
    points[i * 3 + 1] = (float) (100 + x * Math.sin(tilt) + y * Math.cos(tilt));
  }

  private static void spot(Image image, float x, float y) {
    for (int dy = -2; dy <= 2; dy++) {
      for (int dx = -2; dx <= 2; dx++) {
        int at = ((Math.round(y) + dy) * SIZE + Math.round(x) + dx) * 3;
        image.rgb()[at] = (byte) 255;
      }
    }
  }

  /** Column and row within some columns. */
  private static double[] centreOfBrightness(Image image, int from, int to) {
    double sum = 0;
    double column = 0;
    double row = 0;
    for (int y = 0; y < image.height(); y++) {
      for (int x = from; x < to; x++) {
        int value = brightness(image, x, y);
        sum += value;
        column += (double) value * x;
        row += (double) value * y;
      }
    }
    return new double[] {column / sum, row / sum};
  }

  private static int brightness(Image image, int x, int y) {
    int at = (y * image.width() + x) * 3;
    return (image.rgb()[at] & 0xff) + (image.rgb()[at + 1] & 0xff) + (image.rgb()[at + 2] & 0xff);
  }
}
