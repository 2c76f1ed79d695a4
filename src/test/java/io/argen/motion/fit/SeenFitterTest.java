package io.argen.motion.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class SeenFitterTest {
  @Test
  void theLookIsTakenOnlyAsFarAsItEarnsItsPlace() {
    assertEquals(0, SeenFitter.chosen(new double[] {0.82, 0.84, 0.83}));
    assertEquals(1, SeenFitter.chosen(new double[] {0.65, 0.70, 0.72}));
    assertEquals(2, SeenFitter.chosen(new double[] {0.15, 0.49, 0.53}));
    assertEquals(2, SeenFitter.chosen(new double[] {0.40, 0.41, 0.50}));
  }
}
