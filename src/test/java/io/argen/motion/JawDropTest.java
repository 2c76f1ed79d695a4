package io.argen.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Side;
import org.junit.jupiter.api.Test;

final class JawDropTest {
  private static final int DROP = ActionUnits.channel(ActionUnit.AU26, Side.LEFT);
  private static final int STRETCH = ActionUnits.channel(ActionUnit.AU27, Side.LEFT);

  private static float[] split(double opening) {
    float[] units = new float[ActionUnits.CHANNELS];
    units[DROP] = (float) opening;
    units[DROP + 1] = (float) opening;
    JawDrop.split(units);
    return units;
  }

  @Test
  void whatIsOpenedByOneUnitIsReadAsThatUnit() {
    for (double v = 1; v <= 5; v += 0.5) {
      float[] drop = split(JawDrop.opening(v, 0));
      assertEquals(v, drop[DROP], 1e-5);
      assertEquals(0, drop[STRETCH], 1e-5);
      float[] stretch = split(JawDrop.opening(0, v));
      assertEquals(0, stretch[DROP], 1e-5);
      assertEquals(v, stretch[STRETCH], 1e-5);
    }
  }

  @Test
  void theLeastStretchOpensFurtherThanTheWidestDrop() {
    assertTrue(JawDrop.opening(0, 1) > 1.2 * JawDrop.opening(5, 0));
  }

  @Test
  void anOpeningJawIsReadWithoutAJump() {
    float[] last = split(0);
    for (double opening = 0.02; opening <= JawDrop.WIDEST; opening += 0.02) {
      float[] now = split(opening);
      assertEquals(last[DROP], now[DROP], 0.1, "26 at " + opening);
      assertEquals(last[STRETCH], now[STRETCH], 0.1, "27 at " + opening);
      last = now;
    }
    assertEquals(5, last[STRETCH], 0.05);
  }
}
