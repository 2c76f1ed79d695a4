package io.argen.augment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class CurvesTest {
  private static final double[] A = {0, 1, 3, 2, 0};

  @Test
  void correlationIgnoresHeightAndLevelAndConcordanceDoesNot() {
    double[] scaled = {1, 3, 7, 5, 1};
    assertEquals(1, Curves.correlation(A, scaled), 1e-12);
    assertTrue(Curves.concordance(A, scaled) < 0.6);
    assertEquals(1, Curves.concordance(A, A), 1e-12);
  }

  @Test
  void concordanceNeverExceedsCorrelation() {
    Random random = new Random(3);
    for (int n = 0; n < 100; n++) {
      double[] a = random.doubles(9).toArray();
      double[] b = random.doubles(9).toArray();
      assertTrue(Math.abs(Curves.concordance(a, b)) <= Math.abs(Curves.correlation(a, b)) + 1e-12);
    }
  }

  @Test
  void aFlatCurveCorrelatesWithNothing() {
    assertEquals(0, Curves.correlation(A, new double[5]), 0);
  }

  @Test
  void curvesOfUnequalLengthAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Curves.correlation(A, new double[] {1, 2}));
  }
}
