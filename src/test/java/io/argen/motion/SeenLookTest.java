package io.argen.motion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.clip.Image;
import io.argen.face.CanonicalFace;
import io.argen.face.FaceMesh;
import io.argen.face.TestNets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SeenLookTest {
  private static final int SIZE = 240;
  private final CanonicalFace canonical = TestNets.canonical();
  private final SeenLook look = new SeenLook(canonical);

  /** The canonical face in the middle of the picture, 10 px a centimetre. */
  private FaceMesh mesh() {
    float[] points = canonical.points();
    for (int i = 0; i < points.length; i += 3) {
      points[i] = SIZE / 2f + 10 * points[i];
      points[i + 1] = SIZE / 2f - 10 * points[i + 1];
    }
    return new FaceMesh(points, new float[FaceMesh.IRIS_POINTS * 3]);
  }

  /** Even skin with a dark crease of 3 px at a height. */
  private static Image creased(int height, double gain) {
    byte[] rgb = new byte[SIZE * SIZE * 3];
    for (int i = 0; i < rgb.length; i++) {
      int y = i / 3 / SIZE;
      rgb[i] = (byte) (gain * (Math.abs(y - height) <= 1 ? 60 : 160));
    }
    return new Image(SIZE, SIZE, rgb);
  }

  @Test
  void aCreaseIsDarkerThanTheSkinAroundItAndEvenSkinIsNothing() {
    float[] even = look.of(creased(-9, 1), mesh());
    float[] creased = look.of(creased(90, 1), mesh());
    assertArrayEquals(new float[SeenLook.COUNT], even, 1e-5f);
    double darkest = 0;
    for (float v : creased) {
      darkest = Math.min(darkest, v);
    }
    assertTrue(darkest < -0.2, "darkest = " + darkest);
  }

  @Test
  void lightMakesLittleDifference() {
    float[] bright = look.of(creased(90, 1.3), mesh());
    float[] dark = look.of(creased(90, 0.7), mesh());
    for (int i = 0; i < bright.length; i++) {
      assertEquals(bright[i], dark[i], 0.08, "cell " + i);
    }
  }

  @Test
  void mirroringTwiceIsNothingAndMovesLeftToRight() {
    double[] vector = new double[SeenModel.WIDTH];
    for (int i = SeenPoints.COUNT; i < vector.length; i++) {
      vector[i] = i;
    }
    double[] mirror = SeenModel.mirrored(vector);
    assertEquals(SeenPoints.COUNT + SeenLook.SIZE - 1.0, mirror[SeenPoints.COUNT]);
    assertArrayEquals(vector, SeenModel.mirrored(mirror));
  }

  @Test
  void aNeutralsLookIsTheMiddleOne() {
    float[] low = new float[SeenLook.COUNT];
    float[] high = new float[SeenLook.COUNT];
    Arrays.fill(high, 0.5f);
    assertArrayEquals(high, SeenLooks.median(List.of(low, high, high)));
  }

  @Test
  void aMeshIsReadWithoutAnyPicture() {
    ActionUnitEstimator estimator =
        new ActionUnitEstimator(canonical, ActionUnitBasis.anatomical(canonical));
    Neutral points = estimator.neutralOf(List.of(mesh()));
    Neutral both = estimator.neutralOf(creased(90, 1), mesh());
    assertEquals(estimator.of(mesh(), points), estimator.of(mesh(), both));
  }
}
