package io.argen.motion.learn;

import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Side;
import io.argen.motion.MotionFrame;
import io.argen.motion.MotionLatents;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What people's faces do beside an expression: head and gaze, blinks, traces of units. Tracked from
 * calm windows, it replaces the hand-made wandering beside hand-made expressions. Immutable.
 */
final class IdleMotion {
  /** A head or a look that turns further, radians, is no idling. */
  private static final double HEAD_RADIANS = 0.12;

  private static final double GAZE_RADIANS = 0.25;

  /** A unit that gets stronger is no trace. */
  private static final float TRACE = 0.5f;

  private final List<List<MotionFrame>> calm = new ArrayList<>();

  /** Of those windows that are calm. */
  IdleMotion(List<TrackedWindow> windows) {
    for (TrackedWindow window : windows) {
      if (window.frames().stream().allMatch(IdleMotion::calm)) {
        calm.add(window.frames());
      }
    }
  }

  /** Number of calm windows. */
  int size() {
    return calm.size();
  }

  private static boolean calm(MotionFrame f) {
    return Math.max(Math.abs(f.pitch()), Math.max(Math.abs(f.yaw()), Math.abs(f.roll())))
            <= HEAD_RADIANS
        && Math.max(Math.abs(f.gazeYaw()), Math.abs(f.gazePitch())) <= GAZE_RADIANS;
  }

  /**
   * Lays a calm window over a hand-made one, whose first frame stays as it is.
   *
   * @param asked units that the hand-made motion shows; those are left alone
   */
  List<MotionFrame> over(List<MotionFrame> made, ActionUnits asked, RandomGenerator random) {
    if (calm.isEmpty()) {
      return made;
    }
    List<MotionFrame> idle = calm.get(random.nextInt(calm.size()));
    float[][] rows = new float[made.size()][];
    float[] start = MotionLatents.row(made.get(0), MotionLatents.FIXED);
    for (int t = 0; t < rows.length; t++) {
      rows[t] = MotionLatents.row(made.get(t), MotionLatents.FIXED);
      float[] now = MotionLatents.row(idle.get(Math.min(t, idle.size() - 1)), MotionLatents.FIXED);
      for (int k = ActionUnits.CHANNELS; k < now.length; k++) {
        rows[t][k] = start[k] + now[k];
      }
    }
    for (ActionUnit unit : ActionUnit.values()) {
      if (unit == ActionUnit.AU45 || asked.get(unit) == 0) {
        lay(unit, idle, rows);
      }
    }
    MotionLatents motion = new MotionLatents(rows, 0, MotionScript.RATE_HZ);
    List<MotionFrame> both = new ArrayList<>(List.of(made.get(0)));
    for (int t = 1; t < rows.length; t++) {
      both.add(motion.frame(t));
    }
    return List.copyOf(both);
  }

  /** Blinks are told from lids that hang by what they rise above; other units must be traces. */
  private static void lay(ActionUnit unit, List<MotionFrame> idle, float[][] rows) {
    float least = ActionUnits.MAX_INTENSITY;
    float most = 0;
    for (MotionFrame frame : idle) {
      least = Math.min(least, frame.actionUnits().get(unit));
      most = Math.max(most, frame.actionUnits().get(unit));
    }
    boolean blink = unit == ActionUnit.AU45;
    if (!blink && most >= TRACE) {
      return;
    }
    for (int t = 1; t < rows.length; t++) {
      ActionUnits now = idle.get(Math.min(t, idle.size() - 1)).actionUnits();
      for (Side side : Side.values()) {
        rows[t][ActionUnits.channel(unit, side)] =
            Math.max(0, now.get(unit, side) - (blink ? least : 0));
      }
    }
  }
}
