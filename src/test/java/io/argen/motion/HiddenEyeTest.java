package io.argen.motion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.clip.Image;
import io.argen.face.FaceMesh;
import io.argen.face.MeshPoints;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** An eye 100 px wide, open from 10 px above to 10 px below its axis, the iris 20 px round. */
final class HiddenEyeTest {
  private static final int SIZE = 200;
  private static final int BRIGHT = 63;

  private final HiddenEye eye = eye();

  private static HiddenEye eye() {
    int[] ring = MeshPoints.lidsPictureLeft();
    float[] points = new float[FaceMesh.POINTS * 3];
    float[] from = new float[FaceMesh.POINTS * 2];
    from[ring[0] * 2] = 50;
    from[ring[8] * 2] = 150;
    from[ring[0] * 2 + 1] = 100;
    from[ring[8] * 2 + 1] = 100;
    float[] iris = new float[FaceMesh.IRIS_POINTS * 3];
    float[][] places = {{100, 100}, {120, 100}, {100, 80}, {80, 100}, {100, 120}};
    for (int i = 0; i < places.length; i++) {
      iris[i * 3] = places[i][0];
      iris[i * 3 + 1] = places[i][1];
    }
    byte[] rgb = new byte[SIZE * SIZE * 3];
    Arrays.fill(rgb, (byte) 90);
    for (int y = 90; y < 110; y++) {
      Arrays.fill(rgb, (y * SIZE + BRIGHT) * 3, (y * SIZE + BRIGHT + 1) * 3, (byte) 230);
    }
    float[] upper = new float[65];
    float[] lower = new float[65];
    Arrays.fill(upper, -0.1f);
    Arrays.fill(lower, 0.1f);
    return new HiddenEye(
        ring, from, upper, lower, new FaceMesh(points, iris), 0, new Image(SIZE, SIZE, rgb));
  }

  private float[] shown(float u, float v, float below, float above) {
    float[] place = {u, v};
    eye.show(below, above, place);
    return place;
  }

  @Test
  void whatIsSeenAtRestStays() {
    assertArrayEquals(new float[] {0.5f, 0.01f}, shown(0.5f, 0.01f, 0.3f, 0.1f));
    assertArrayEquals(new float[] {0.2f, -0.02f}, shown(0.2f, -0.02f, 0.3f, 0.1f));
  }

  @Test
  void theIrisIsRoundedFromItsOtherHalf() {
    float[] place = shown(0.5f, -0.13f, 0.1f, 0.3f);
    assertEquals(0.5f, place[0]);
    assertTrue(place[1] > 0.05f && place[1] <= 0.1f, "v = " + place[1]);
  }

  @Test
  void besideItTheWhiteIsTheBrightestOfThatSide() {
    float[] place = shown(0.2f, -0.13f, 0.1f, 0.3f);
    assertEquals((BRIGHT - 50) / 100f, place[0], 0.05);
    assertTrue(Math.abs(place[1]) < 0.1f, "v = " + place[1]);
  }

  @Test
  void lashesGoWithTheLid() {
    assertArrayEquals(new float[] {0.3f, -0.08f}, shown(0.3f, -0.2f, 0.02f, 0.4f), 1e-6f);
  }
}
