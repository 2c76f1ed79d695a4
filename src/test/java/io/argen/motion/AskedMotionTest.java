package io.argen.motion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.face.CanonicalFace;
import io.argen.face.TestNets;
import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AskedMotionTest {
  private final CanonicalFace canonical = TestNets.canonical();
  private final ActionUnitBasis basis = ActionUnitBasis.anatomical(canonical);
  private final float[] rest = canonical.points();

  private float[] moved(ActionUnits units) {
    float[] out = new float[rest.length];
    AskedMotion.apply(basis, rest, units.toArray(), new float[ActionUnits.CHANNELS], out);
    return out;
  }

  /** How much further apart the middles of the lips are than at rest, cm. */
  private double parted(ActionUnits units) {
    float[] points = moved(units);
    return points[13 * 3 + 1] - points[14 * 3 + 1] - (rest[13 * 3 + 1] - rest[14 * 3 + 1]);
  }

  @Test
  void lipsPartByTheUnitThatPartsThem() {
    for (ActionUnit unit :
        List.of(ActionUnit.AU09, ActionUnit.AU10, ActionUnit.AU16, ActionUnit.AU22)) {
      ActionUnits alone = ActionUnits.neutral().with(unit, 5);
      assertEquals(0, parted(alone), 1e-3, unit.toString());
      double with = parted(alone.with(ActionUnit.AU25, 3));
      double without = parted(ActionUnits.neutral().with(ActionUnit.AU25, 3));
      assertTrue(with > without + 0.05, unit + " adds nothing to parted lips");
    }
  }

  @Test
  void whereLipsPartNothingIsTakenBack() {
    ActionUnits units = ActionUnits.neutral().with(ActionUnit.AU10, 3).with(ActionUnit.AU25, 2);
    float[] plain = new float[rest.length];
    basis.apply(rest, units.toArray(), plain);
    assertArrayEquals(plain, moved(units), 1e-5f);
  }

  @Test
  void aStretchedMouthOpensFurtherThanADroppedJaw() {
    double drop = parted(ActionUnits.neutral().with(ActionUnit.AU26, 5));
    double stretch = parted(ActionUnits.neutral().with(ActionUnit.AU27, 1));
    assertTrue(stretch > 1.15 * drop, stretch + " against " + drop);
  }

  @Test
  void aBrowThatIsRaisedAndDrawnTogetherIsRaised() {
    int inner = 55 * 3 + 1;
    ActionUnits lowered = ActionUnits.neutral().with(ActionUnit.AU04, 5);
    double down = rest[inner] - moved(lowered)[inner];
    float[] both = moved(lowered.with(ActionUnit.AU01, 5));
    assertTrue(down > 0.5 && both[inner] > rest[inner] + 0.2, down + ", " + both[inner]);
    assertEquals(both[inner - 1], moved(lowered)[inner - 1], 0.15, "it is still drawn together");
  }
}
