package io.argen.motion;

import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Side;

/** AUs 5, 7 and 45 from how far an eye is open compared with the neutral. */
final class LidReader {
  /** The mesh leaves this much between closed lids (over the width of the eye). */
  private static final double CLOSED = 0.055;

  /** Openness added by AU 5 at intensity 5, as the basis renders it. */
  private static final double WIDEST = 0.10;

  private LidReader() {}

  static void read(float[] points, Gaze gaze, Neutral neutral, Side side, float[] units) {
    double open = EyeMeasures.openness(points, side);
    double rest = neutral.openness(side);
    double doubt = neutral.opennessSpread();
    // The upper lid follows the eye when it looks down: that closes no eye.
    // Where hardly any eye is seen, neither is its direction.
    double seen = clamp((open / rest - 0.3) / 0.4);
    double follows = 0.30 * seen * Math.max(0, Math.sin(gaze.pitch()));
    double closure = 1 - (open + follows - CLOSED) / (rest - doubt - CLOSED);
    // So does a raised cheek, by as much as the basis says.
    double cheek = units[ActionUnits.channel(ActionUnit.AU06, side)] / 5;
    double blink = clamp((closure - 0.42) / 0.43);
    double raised =
        (EyeMeasures.lowerLid(points, side) - neutral.lowerLid(side) - doubt / 2) / 0.07 - cheek;
    double tight = clamp((closure - 0.10 - 0.25 * cheek) / 0.45) * 0.6 + clamp(raised) * 0.4;
    tight *= closure > 0.06 ? 1 - blink : 0;
    double wide = clamp((open - rest - doubt - 0.02) / WIDEST);
    units[ActionUnits.channel(ActionUnit.AU45, side)] = (float) (5 * blink);
    units[ActionUnits.channel(ActionUnit.AU07, side)] = (float) (5 * tight);
    units[ActionUnits.channel(ActionUnit.AU05, side)] = (float) (5 * wide);
  }

  /** Takes the upper lid of an eye that looks down back up, in place. */
  static void level(float[] points, Gaze gaze, Neutral neutral, Side side) {
    double rest = neutral.openness(side);
    double seen = clamp((EyeMeasures.openness(points, side) / rest - 0.3) / 0.4);
    double follows = 0.30 * seen * Math.max(0, Math.sin(gaze.pitch()));
    EyeMeasures.raiseUpperLid(points, side, follows * EyeMeasures.width(points, side));
  }

  private static double clamp(double v) {
    return Math.max(0, Math.min(1, v));
  }
}
