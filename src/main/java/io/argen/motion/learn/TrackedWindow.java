package io.argen.motion.learn;

import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Emotion;
import io.argen.facs.Side;
import io.argen.motion.ExpressionDynamics.Timing;
import io.argen.motion.MotionFrame;
import io.argen.motion.MotionLatents;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A window of motion that was tracked from a clip, with the script of what it shows.
 *
 * @param script measured on the frames
 * @param frames {@link MotionScript#FRAMES} at {@link MotionScript#RATE_HZ}; head and gaze are
 *     relative to the first
 */
public record TrackedWindow(MotionScript script, List<MotionFrame> frames) {
  /** Weaker units are not spoken of. */
  private static final float SPOKEN = 0.5f;

  /** A shorter clip tells too little; the last frame of one that is nearly long enough stands. */
  private static final int LEAST = 16;

  /** The neck of a photo cannot follow further, cm and logarithm. */
  private static final double SHIFT_CM = 0.3;

  private static final double LOG_SCALE = 0.03;

  /** Frames of the course before a window that begins at the apex. */
  private static final int THERE = 8;

  public TrackedWindow {
    frames = List.copyOf(frames);
    if (frames.size() != MotionScript.FRAMES) {
      throw new IllegalArgumentException(
          "expected " + MotionScript.FRAMES + " frames, got " + frames.size());
    }
  }

  /**
   * Windows of a clip; none if it is shorter than a second.
   *
   * @param emotion that the clip is labelled with
   * @param stride frames from one window to the next
   */
  public static List<TrackedWindow> of(MotionLatents clip, Optional<Emotion> emotion, int stride) {
    MotionLatents motion = clip.nearby(SHIFT_CM, LOG_SCALE).at(MotionScript.RATE_HZ);
    List<TrackedWindow> windows = new ArrayList<>();
    int last = Math.max(0, motion.frames() - MotionScript.FRAMES);
    for (int from = 0; motion.frames() >= LEAST && from <= last; from += stride) {
      float[][] rows = new float[MotionScript.FRAMES][];
      for (int t = 0; t < rows.length; t++) {
        rows[t] = motion.row(Math.min(from + t, motion.frames() - 1));
      }
      windows.add(of(rows, emotion));
    }
    return windows;
  }

  private static TrackedWindow of(float[][] rows, Optional<Emotion> emotion) {
    float[] first = rows[0].clone();
    List<MotionFrame> frames = new ArrayList<>();
    for (float[] row : rows) {
      for (int k = ActionUnits.CHANNELS; k < MotionLatents.FIXED; k++) {
        row[k] -= first[k];
      }
    }
    MotionLatents motion = new MotionLatents(fixed(rows), 0, MotionScript.RATE_HZ);
    for (int t = 0; t < rows.length; t++) {
      frames.add(motion.frame(t));
    }
    return new TrackedWindow(script(rows, emotion), frames);
  }

  private static float[][] fixed(float[][] rows) {
    float[][] fixed = new float[rows.length][];
    for (int t = 0; t < rows.length; t++) {
      fixed[t] = java.util.Arrays.copyOf(rows[t], MotionLatents.FIXED);
    }
    return fixed;
  }

  /** The same with left and right changed over. */
  public TrackedWindow mirrored() {
    List<MotionFrame> other = new ArrayList<>();
    for (MotionFrame f : frames) {
      other.add(
          new MotionFrame(
              mirrored(f.actionUnits()),
              -f.gazeYaw(),
              f.gazePitch(),
              f.pitch(),
              -f.yaw(),
              -f.roll(),
              -f.shiftX(),
              f.shiftY(),
              f.scale(),
              f.residual()));
    }
    MotionScript same =
        new MotionScript(mirrored(script.apex()), script.emotion(), script.timing(), script.skip());
    return new TrackedWindow(same, other);
  }

  private static ActionUnits mirrored(ActionUnits units) {
    float[] values = units.toArray();
    for (ActionUnit unit : ActionUnit.values()) {
      values[ActionUnits.channel(unit, Side.LEFT)] = units.get(unit, Side.RIGHT);
      values[ActionUnits.channel(unit, Side.RIGHT)] = units.get(unit, Side.LEFT);
    }
    return ActionUnits.of(values);
  }

  /** Units at their strongest, and the course of all that are spoken of together. */
  private static MotionScript script(float[][] rows, Optional<Emotion> emotion) {
    float[] apex = new float[ActionUnits.CHANNELS];
    double[] course = new double[rows.length];
    for (int k = 0; k < apex.length; k++) {
      double peak = 0;
      for (int t = 1; t + 1 < rows.length; t++) {
        peak = Math.max(peak, (rows[t - 1][k] + rows[t][k] + rows[t + 1][k]) / 3);
      }
      boolean blink = k / 2 == ActionUnits.channel(ActionUnit.AU45, Side.LEFT) / 2;
      apex[k] = blink || peak < SPOKEN ? 0 : (float) Math.min(ActionUnits.MAX_INTENSITY, peak);
      for (int t = 0; t < rows.length && apex[k] > 0; t++) {
        course[t] += rows[t][k];
      }
    }
    return timed(ActionUnits.of(apex), emotion, course);
  }

  private static MotionScript timed(ActionUnits apex, Optional<Emotion> emotion, double[] course) {
    int at = 0;
    for (int t = 0; t < course.length; t++) {
      at = course[t] > course[at] ? t : at;
    }
    double most = course[at];
    int full = 0;
    while (course[full] < 0.9 * most) {
      full++;
    }
    double least = most;
    for (int t = 0; t <= full; t++) {
      least = Math.min(least, course[t]);
    }
    int begin = full;
    while (begin > 0 && course[begin] > least + 0.1 * (most - least)) {
      begin--;
    }
    int fall = at;
    while (fall + 1 < course.length && course[fall + 1] >= 0.9 * most) {
      fall++;
    }
    boolean falls = course[course.length - 1] < 0.6 * most;
    int low = fall;
    while (low + 1 < course.length && course[low + 1] < course[low]) {
      low++;
    }
    boolean there = full == 0;
    int skip = there ? THERE : 0;
    double rate = MotionScript.RATE_HZ;
    // The ends of a rise are a quarter of it before and after a tenth and nine tenths of it.
    double onset = there ? 0.25 : Math.max(2, 1.5 * (full - begin)) / rate;
    double start = there ? 0 : Math.max(0, full + 0.25 * (full - begin) - rate * onset) / rate;
    return new MotionScript(
        apex,
        emotion,
        new Timing(
            start,
            onset,
            falls ? (fall + skip + 1) / rate : 1e3,
            Math.max(0.2, (low - fall) / rate)),
        skip);
  }
}
