package io.argen.motion;

import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Side;

/** Lids close the person's own eyes: the one motion that is no fixed shape times an intensity. */
public final class LidMotion {
  private static final int[][] LID_PAIRS_RIGHT = {
    {246, 7}, {161, 163}, {160, 144}, {159, 145}, {158, 153}, {157, 154}, {173, 155}
  };
  private static final int[][] LID_PAIRS_LEFT = {
    {466, 249}, {388, 390}, {387, 373}, {386, 374}, {385, 380}, {384, 381}, {398, 382}
  };
  // Skin above the lid that is drawn down with it: the fold, and the row above.
  private static final int[] FOLD_RIGHT = {247, 30, 29, 27, 28, 56, 190};
  private static final int[] FOLD_LEFT = {467, 260, 259, 257, 258, 286, 414};
  private static final int[] ABOVE_RIGHT = {113, 225, 224, 223, 222, 221, 189};
  private static final int[] ABOVE_LEFT = {342, 445, 444, 443, 442, 441, 413};

  /** Share of the gap that the upper lid crosses; the lower lid meets it. */
  private static final double UPPER_SHARE = 0.88;

  private LidMotion() {}

  /** Closes both eyes by AUs 6, 7 and 45, in place. */
  static void apply(float[] points, float[] intensities) {
    close(points, intensities, Side.RIGHT, LID_PAIRS_RIGHT, FOLD_RIGHT, ABOVE_RIGHT);
    close(points, intensities, Side.LEFT, LID_PAIRS_LEFT, FOLD_LEFT, ABOVE_LEFT);
  }

  /** Upper and lower lid points that meet, the subject's right, then the left. */
  public static int[][][] pairs() {
    return new int[][][] {deep(LID_PAIRS_RIGHT), deep(LID_PAIRS_LEFT)};
  }

  private static int[][] deep(int[][] pairs) {
    return java.util.Arrays.stream(pairs).map(int[]::clone).toArray(int[][]::new);
  }

  /** How far an eye is closed, 0-1, by the units that close it. */
  static double closure(float[] intensities, Side side) {
    double blink = intensities[ActionUnits.channel(ActionUnit.AU45, side)] / 5;
    double tight = intensities[ActionUnits.channel(ActionUnit.AU07, side)] / 5;
    double cheek = intensities[ActionUnits.channel(ActionUnit.AU06, side)] / 5;
    double squint = Math.min(0.6, 0.42 * tight + 0.22 * cheek);
    return Math.min(1, 1 - (1 - Math.min(1, blink)) * (1 - squint));
  }

  private static void close(
      float[] points, float[] intensities, Side side, int[][] pairs, int[] fold, int[] above) {
    double closure = closure(intensities, side);
    if (closure == 0) {
      return;
    }
    double blink = Math.min(1, intensities[ActionUnits.channel(ActionUnit.AU45, side)] / 5);
    // A blink falls from above; a squint comes half from below.
    double upperShare = 0.45 + (UPPER_SHARE - 0.45) * blink;
    for (int n = 0; n < pairs.length; n++) {
      int up = pairs[n][0] * 3;
      int low = pairs[n][1] * 3;
      for (int c = 0; c < 3; c++) {
        double gap = points[up + c] - points[low + c];
        double moved = closure * gap;
        points[up + c] -= (float) (upperShare * moved);
        points[low + c] += (float) ((1 - upperShare) * moved);
        points[fold[n] * 3 + c] -= (float) (0.42 * upperShare * moved);
        points[above[n] * 3 + c] -= (float) (0.12 * upperShare * moved);
      }
    }
  }
}
