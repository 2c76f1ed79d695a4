package io.argen.motion;

import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Side;

/**
 * What FACS says of units asked by name and no sum of shapes can: 27 opens the jaw further than any
 * 26 does; lips part by 25 (and a dropped jaw), never by 9, 10, 16 or 22 alone, which would be
 * scored together with 25; a brow that 1 pulls up and 4 together is raised, not lowered (Ekman,
 * Friesen & Hager 2002).
 *
 * <p>For intensities that are asked, not for those measured on a mesh: these have their own sum.
 */
final class AskedMotion {
  /** Lips are apart of themselves from this intensity on. */
  private static final float PARTED = 1;

  /** How much of what would part the lips each of them takes back, and its border with it. */
  private static final double UPPER = 0.55;

  private static final double BORDER = 0.3;

  /** How much of 4's lowering is lost where 1 raises the same brow. */
  private static final float RAISED = 0.5f;

  private AskedMotion() {}

  /**
   * Points of a face under what is asked.
   *
   * @param rest {@code [468 * 3]} cm in canonical axes; not changed
   * @param intensities asked, 0-5, {@code [46]}; not changed
   * @param amounts room for as many
   * @param out where the result goes
   */
  static void apply(
      ActionUnitBasis basis, float[] rest, float[] intensities, float[] amounts, float[] out) {
    System.arraycopy(intensities, 0, amounts, 0, amounts.length);
    for (Side side : Side.values()) {
      int stretch = ActionUnits.channel(ActionUnit.AU27, side);
      amounts[stretch] = (float) JawDrop.stretched(intensities[stretch]);
    }
    basis.apply(rest, amounts, out);
    for (Side side : Side.values()) {
      int lowers = ActionUnits.channel(ActionUnit.AU04, side);
      float both =
          Math.min(intensities[lowers], intensities[ActionUnits.channel(ActionUnit.AU01, side)]);
      basis.addHeight(lowers, -RAISED * both, out);
    }
    seal(rest, intensities, out);
  }

  /** Brings lips together that nothing parts. */
  private static void seal(float[] rest, float[] intensities, float[] points) {
    double right = held(intensities, Side.RIGHT);
    double left = held(intensities, Side.LEFT);
    if (right == 0 && left == 0) {
      return;
    }
    int[][] upper = BasisShapes.upperRings();
    int[][] lower = BasisShapes.lowerRings();
    int inner = upper.length - 1;
    int columns = upper[inner].length;
    for (int n = 0; n < columns; n++) {
      int up = upper[inner][n] * 3 + 1;
      int low = lower[inner][n] * 3 + 1;
      double apart = (points[up] - points[low]) - (rest[up] - rest[low]);
      if (apart <= 0) {
        continue;
      }
      // The subject's right comes first along a ring.
      double share = (double) n / (columns - 1);
      double taken = apart * (right + share * (left - right));
      for (int ring = 0; ring <= inner; ring++) {
        double follows = BORDER + (1 - BORDER) * BasisShapes.inward(ring);
        points[upper[ring][n] * 3 + 1] -= (float) (follows * UPPER * taken);
        points[lower[ring][n] * 3 + 1] += (float) (follows * (1 - UPPER) * taken);
      }
    }
  }

  /** 1 where nothing parts the lips, 0 where something does. */
  private static double held(float[] intensities, Side side) {
    float most = 0;
    for (ActionUnit unit : new ActionUnit[] {ActionUnit.AU25, ActionUnit.AU26, ActionUnit.AU27}) {
      most = Math.max(most, intensities[ActionUnits.channel(unit, side)]);
    }
    return 1 - Math.min(1, most / PARTED);
  }
}
