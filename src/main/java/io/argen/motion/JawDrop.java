package io.argen.motion;

import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Side;

/**
 * One jaw, two units: 26 up to where it hangs relaxed, 27 where it is pulled further. FACS scores
 * one or the other, never both (Ekman, Friesen & Hager 2002); so they are drawn one after the other
 * along the same way and read from how far the jaw has gone.
 *
 * <p>An opening is counted in units of 26: 5 is 26 at E.
 */
public final class JawDrop {
  /** How far the chin goes down under 26 at E, and under 27 at E, cm. */
  static final double DROP_CM = 1.6;

  static final double STRETCH_CM = 3.4;

  /** Share of 27's way at intensity A: a little beyond 26 at E. */
  private static final double STARTS = 0.62;

  private static final double FULL = ActionUnits.MAX_INTENSITY;

  /** The opening of 27 at A and at E. */
  private static final double FIRST = FULL * STARTS * STRETCH_CM / DROP_CM;

  /** The widest opening. */
  public static final double WIDEST = FULL * STRETCH_CM / DROP_CM;

  private JawDrop() {}

  /** How much of 27's shape is drawn for an intensity, as an intensity of a linear unit. */
  static double stretched(double intensity) {
    return intensity <= 1
        ? FULL * STARTS * Math.max(0, intensity)
        : FULL * (STARTS + (1 - STARTS) * (intensity - 1) / (FULL - 1));
  }

  /** The opening that intensities of 26 and 27 are drawn as. */
  public static double opening(double drop, double stretch) {
    return drop + stretched(stretch) * STRETCH_CM / DROP_CM;
  }

  /**
   * Reads openings as one of the two units, in place: from 26's channels to 26's and 27's.
   *
   * <p>From 26 at E to 27 at A the one is handed over to the other, so that a film does not jump.
   */
  public static void split(float[] intensities) {
    double widest = 0;
    for (Side side : Side.values()) {
      widest = Math.max(widest, intensities[ActionUnits.channel(ActionUnit.AU26, side)]);
    }
    double share = Math.max(0, Math.min(1, (widest - FULL) / (FIRST - FULL)));
    for (Side side : Side.values()) {
      int drop = ActionUnits.channel(ActionUnit.AU26, side);
      double opening = intensities[drop];
      double stretch =
          opening <= FIRST
              ? opening / FIRST
              : 1 + (FULL - 1) * (opening - FIRST) / (WIDEST - FIRST);
      intensities[drop] = (float) ((1 - share) * Math.min(FULL, opening));
      intensities[ActionUnits.channel(ActionUnit.AU27, side)] =
          (float) (share * Math.min(FULL, stretch));
    }
  }

  /** Whether a channel holds the opening before it is split. */
  public static boolean opens(int channel) {
    return channel / 2 == ActionUnits.channel(ActionUnit.AU26, Side.LEFT) / 2;
  }
}
