package io.argen.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.face.FaceMesh;
import io.argen.face.HeadPose;
import io.argen.face.TestNets;
import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Side;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the basis moves, the estimator measures. */
final class ActionUnitRoundTripTest {
  private static final HeadPose POSE = new HeadPose(0.1, -0.15, 0.05, 300, 320, 0, 14);

  /** Units whose geometry another unit shares nearly whole; told apart by texture only. */
  private static final Set<ActionUnit> CONFUSED =
      EnumSet.of(
          ActionUnit.AU11, ActionUnit.AU16, ActionUnit.AU22, ActionUnit.AU23, ActionUnit.AU27);

  private final ActionUnitBasis basis = ActionUnitBasis.anatomical(TestNets.canonical());
  private final ActionUnitEstimator estimator =
      ActionUnitEstimator.ofPoints(TestNets.canonical(), basis);
  private final float[] rest = closedMouth();
  private final Neutral neutral = estimator.neutralOf(List.of(TestNets.posed(rest, POSE)));

  @Test
  void aFaceAtRestHasNoUnits() {
    ActionUnits units = estimator.of(TestNets.posed(rest, POSE), neutral);
    assertEquals("neutral", units.toString());
  }

  @Test
  void everyUnitIsFoundWhenItIsShownAlone() {
    for (ActionUnit unit : ActionUnit.values()) {
      ActionUnits measured = measured(ActionUnits.neutral().with(unit, 4));
      if (CONFUSED.contains(unit)) {
        assertTrue(sum(measured) > 0.5, unit + " leaves no trace in the measures: " + measured);
        continue;
      }
      assertTrue(measured.get(unit) >= 1.5, unit + " at 4 is measured as " + measured);
      for (ActionUnit other : ActionUnit.values()) {
        assertTrue(
            other == unit || measured.get(other) < measured.get(unit),
            unit + " at 4 is taken for " + other + ": " + measured);
      }
    }
  }

  @Test
  void oneSideIsNotTheOther() {
    for (ActionUnit unit : List.of(ActionUnit.AU12, ActionUnit.AU02, ActionUnit.AU45)) {
      ActionUnits asked = ActionUnits.neutral().with(unit, Side.LEFT, 5);
      ActionUnits measured = measured(asked);
      assertTrue(
          measured.get(unit, Side.LEFT) > 2 * measured.get(unit, Side.RIGHT) + 0.5,
          unit + " on the left is measured as " + measured);
    }
  }

  @Test
  void aMirroredFaceHasMirroredUnits() {
    ActionUnits asked =
        AusParser.parse("12L=4,12R=1,2R=3,45L=5,4=2,26=3").with(ActionUnit.AU06, Side.LEFT, 3);
    ActionUnits left = measured(asked);
    ActionUnits right = measured(asked.mirrored()).mirrored();
    for (int k = 0; k < ActionUnits.CHANNELS; k++) {
      assertEquals(left.toArray()[k], right.toArray()[k], 0.35, ActionUnits.channelName(k));
    }
  }

  @Test
  void halvesOfAUnitAddUpToAMirroredWhole() {
    int[] mirror = TestNets.canonical().mirror();
    for (ActionUnit unit : ActionUnit.values()) {
      float[] left = basis.displacement(unit, Side.LEFT);
      float[] right = basis.displacement(unit, Side.RIGHT);
      for (int i = 0; i < FaceMesh.POINTS; i++) {
        assertEquals(right[i * 3], -left[mirror[i] * 3], 1e-5, unit + " x of point " + i);
        assertEquals(right[i * 3 + 1], left[mirror[i] * 3 + 1], 1e-5, unit + " y of " + i);
      }
    }
  }

  private ActionUnits measured(ActionUnits asked) {
    float[] moved = new float[rest.length];
    basis.apply(rest, asked.toArray(), moved);
    return estimator.of(TestNets.posed(moved, POSE), neutral);
  }

  private static double sum(ActionUnits units) {
    double sum = 0;
    for (float v : units.toArray()) {
      sum += v;
    }
    return sum;
  }

  /** The canonical face's mouth is open; a person at rest has it closed. */
  private static float[] closedMouth() {
    float[] points = TestNets.canonical().points();
    int[][] pairs = {
      {191, 95},
      {80, 88},
      {81, 178},
      {82, 87},
      {13, 14},
      {312, 317},
      {311, 402},
      {310, 318},
      {415, 324}
    };
    for (int[] pair : pairs) {
      float y = (points[pair[0] * 3 + 1] + points[pair[1] * 3 + 1]) / 2;
      points[pair[0] * 3 + 1] = y + 0.01f;
      points[pair[1] * 3 + 1] = y - 0.01f;
    }
    return points;
  }
}
