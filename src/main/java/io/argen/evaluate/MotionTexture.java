package io.argen.evaluate;

import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Side;
import io.argen.motion.MotionFrame;
import io.argen.motion.MotionLatents;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What windows of a second of motion are like, in numbers that see how it moves: the level of each
 * unit; the spread, speed, acceleration and jerk of every unit, of gaze and of the head; blinks.
 *
 * <p>Movements of people span orders of magnitude, so that all but levels are logarithms of root
 * mean squares, above half a percent of what a lively face reaches, about what a tracker can tell.
 */
final class MotionTexture {
  private static final int WINDOW = 16;
  private static final int STRIDE = 8;
  private static final double FLOOR = 0.005;

  /** Degrees of AU 45 above which an eye counts as shut. */
  private static final double SHUT = 2.5;

  private static final List<String> ORDERS = List.of("spread", "speed", "acceleration", "jerk");

  private MotionTexture() {}

  /** Names of the features in order. */
  static List<String> names() {
    List<String> names = new ArrayList<>();
    List<String> channels = new ArrayList<>();
    for (ActionUnit unit : ActionUnit.values()) {
      names.add(unit.column() + " level");
      channels.add(unit.column());
    }
    channels.addAll(
        new MotionLatents(new float[][] {new float[MotionLatents.FIXED]}, 0, 1)
            .names()
            .subList(ActionUnits.CHANNELS, MotionLatents.FIXED));
    for (String channel : channels) {
      ORDERS.forEach(order -> names.add(channel + " " + order));
    }
    names.add("blinks");
    return names;
  }

  /**
   * Features of every window of 16 frames, half a second apart.
   *
   * @param smoothed whether each frame is first averaged with its neighbours (1, 2, 1), which takes
   *     most of a tracker's noise away
   */
  static List<double[]> of(List<MotionFrame> clip, boolean smoothed) {
    double[][] curves = curves(clip);
    if (smoothed) {
      for (int c = 0; c < curves.length; c++) {
        curves[c] = smooth(curves[c]);
      }
    }
    List<double[]> windows = new ArrayList<>();
    for (int from = 0; from + WINDOW <= clip.size(); from += STRIDE) {
      windows.add(features(curves, from));
    }
    return windows;
  }

  /** Units (mean of both sides), gaze and head, each over what a lively face reaches. */
  private static double[][] curves(List<MotionFrame> clip) {
    float[] scales =
        new MotionLatents(new float[][] {new float[MotionLatents.FIXED]}, 0, 1).scales();
    int units = ActionUnit.values().length;
    double[][] curves = new double[units + MotionLatents.FIXED - ActionUnits.CHANNELS][clip.size()];
    for (int t = 0; t < clip.size(); t++) {
      float[] row = MotionLatents.row(clip.get(t), MotionLatents.FIXED);
      for (ActionUnit unit : ActionUnit.values()) {
        int left = ActionUnits.channel(unit, Side.LEFT);
        int right = ActionUnits.channel(unit, Side.RIGHT);
        curves[unit.ordinal()][t] = (row[left] + row[right]) / 2 / scales[left];
      }
      for (int k = ActionUnits.CHANNELS; k < MotionLatents.FIXED; k++) {
        curves[units + k - ActionUnits.CHANNELS][t] = row[k] / scales[k];
      }
    }
    return curves;
  }

  private static double[] smooth(double[] curve) {
    double[] smooth = new double[curve.length];
    for (int t = 0; t < curve.length; t++) {
      double before = curve[Math.max(0, t - 1)];
      double after = curve[Math.min(curve.length - 1, t + 1)];
      smooth[t] = (before + 2 * curve[t] + after) / 4;
    }
    return smooth;
  }

  private static double[] features(double[][] curves, int from) {
    int units = ActionUnit.values().length;
    double[] features = new double[units + ORDERS.size() * curves.length + 1];
    int at = units;
    for (int c = 0; c < curves.length; c++) {
      double[] curve = Arrays.copyOfRange(curves[c], from, from + WINDOW);
      double mean = Arrays.stream(curve).average().orElse(0);
      if (c < units) {
        features[c] = mean;
      }
      features[at++] = size(Arrays.stream(curve).map(v -> v - mean).toArray());
      for (int order = 1; order < ORDERS.size(); order++) {
        curve = differences(curve);
        features[at++] = size(curve);
      }
    }
    double[] lid = curves[ActionUnit.AU45.ordinal()];
    double shut = SHUT / ActionUnits.MAX_INTENSITY;
    for (int t = from + 1; t < from + WINDOW; t++) {
      features[at] += lid[t] >= shut && lid[t - 1] < shut ? 1 : 0;
    }
    return features;
  }

  private static double[] differences(double[] curve) {
    double[] steps = new double[curve.length - 1];
    for (int t = 0; t < steps.length; t++) {
      steps[t] = curve[t + 1] - curve[t];
    }
    return steps;
  }

  private static double size(double[] values) {
    double squares = Arrays.stream(values).map(v -> v * v).average().orElse(0);
    return Math.log(Math.max(FLOOR, Math.sqrt(squares)));
  }
}
