package io.argen.face;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class OneEuroFilterTest {
  @Test
  void jitterOfAStillFaceShrinks() {
    Random random = new Random(3);
    OneEuroFilter filter = new OneEuroFilter(1);
    double before = 0;
    double after = 0;
    for (int f = 0; f < 400; f++) {
      float noise = (float) (0.3 * random.nextGaussian());
      float[] x = {100 + noise};
      filter.apply(x, f / 30.0, 100);
      before += noise * noise;
      after += Math.pow(x[0] - 100, 2);
    }
    assertTrue(after < 0.6 * before, "variance went from " + before + " to " + after);
  }

  @Test
  void aBlinkPassesThrough() {
    OneEuroFilter filter = new OneEuroFilter(1);
    float lowest = 10;
    for (int f = 0; f < 60; f++) {
      // Lids 10 px apart shut for four frames.
      float[] gap = {f >= 30 && f < 34 ? 1 : 10};
      filter.apply(gap, f / 30.0, 100);
      lowest = Math.min(lowest, gap[0]);
    }
    assertEquals(1, lowest, 1.2);
  }
}
