package io.argen.face;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class HeadPosesTest {
  @Test
  void theFitFindsThePoseThatMadeTheMesh() {
    Random random = new Random(1);
    for (int n = 0; n < 20; n++) {
      HeadPose made =
          new HeadPose(
              random.nextDouble() - 0.5,
              random.nextDouble() - 0.5,
              random.nextDouble() - 0.5,
              300 * random.nextDouble(),
              300 * random.nextDouble(),
              20 * random.nextDouble(),
              1 + 20 * random.nextDouble());
      FaceMesh mesh = TestNets.posed(TestNets.canonical().points(), made);
      HeadPose found = new HeadPoses(TestNets.canonical()).fit(mesh);
      assertEquals(made.pitch(), found.pitch(), 1e-4);
      assertEquals(made.yaw(), found.yaw(), 1e-4);
      assertEquals(made.roll(), found.roll(), 1e-4);
      assertEquals(made.scale(), found.scale(), 1e-3);
      assertEquals(made.x(), found.x(), 1e-2);
      assertEquals(made.y(), found.y(), 1e-2);
      assertArrayEquals(TestNets.canonical().points(), HeadPoses.unposed(mesh, found), 2e-3f);
    }
  }

  @Test
  void theCanonicalFaceMirrorsOntoItself() {
    int[] mirror = TestNets.canonical().mirror();
    for (int i = 0; i < mirror.length; i++) {
      assertEquals(i, mirror[mirror[i]]);
    }
    assertEquals(263, mirror[33]);
    assertEquals(291, mirror[61]);
  }
}
