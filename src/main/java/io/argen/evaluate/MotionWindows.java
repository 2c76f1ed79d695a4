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
 * What windows of a second of motion are like, in numbers: level and speed of each unit; speed and
 * change of speed of gaze and head.
 */
final class MotionWindows {
  private static final int WINDOW = 16;
  private static final int STRIDE = 8;

  private MotionWindows() {}

  /** Names of the features in order. */
  static List<String> names() {
    List<String> names = new ArrayList<>();
    for (String kind : List.of(" level", " speed")) {
      for (ActionUnit unit : ActionUnit.values()) {
        names.add(unit.column() + kind);
      }
    }
    List<String> channels =
        new MotionLatents(new float[][] {new float[MotionLatents.FIXED]}, 0, 1)
            .names()
            .subList(ActionUnits.CHANNELS, MotionLatents.FIXED);
    for (String kind : List.of(" speed", " change")) {
      channels.forEach(channel -> names.add(channel + kind));
    }
    return names;
  }

  static float[][] rows(MotionLatents clip) {
    float[][] rows = new float[clip.frames()][];
    for (int t = 0; t < rows.length; t++) {
      rows[t] = clip.row(t);
    }
    return rows;
  }

  static float[][] rows(List<MotionFrame> clip) {
    float[][] rows = new float[clip.size()][];
    for (int t = 0; t < rows.length; t++) {
      rows[t] = MotionLatents.row(clip.get(t), MotionLatents.FIXED);
    }
    return rows;
  }

  /** Features of every window, half a second apart. */
  static List<double[]> of(float[][] rows) {
    List<double[]> windows = new ArrayList<>();
    for (int from = 0; from + WINDOW <= rows.length; from += STRIDE) {
      windows.add(features(Arrays.copyOfRange(rows, from, from + WINDOW)));
    }
    return windows;
  }

  private static double[] features(float[][] rows) {
    float[] scales =
        new MotionLatents(new float[][] {new float[MotionLatents.FIXED]}, 0, 1).scales();
    int units = ActionUnit.values().length;
    int others = MotionLatents.FIXED - ActionUnits.CHANNELS;
    double[] features = new double[2 * units + 2 * others];
    for (ActionUnit unit : ActionUnit.values()) {
      int left = ActionUnits.channel(unit, Side.LEFT);
      int at = left / 2;
      double level = 0;
      double speed = 0;
      for (int t = 0; t < rows.length; t++) {
        level += (rows[t][left] + rows[t][left + 1]) / 2 / scales[left] / rows.length;
        if (t > 0) {
          double step =
              (rows[t][left] + rows[t][left + 1] - rows[t - 1][left] - rows[t - 1][left + 1])
                  / 2
                  / scales[left];
          speed += step * step / (rows.length - 1);
        }
      }
      features[at] = level;
      features[units + at] = Math.sqrt(speed);
    }
    for (int k = 0; k < others; k++) {
      int c = ActionUnits.CHANNELS + k;
      double speed = 0;
      double change = 0;
      for (int t = 2; t < rows.length; t++) {
        double now = (rows[t][c] - rows[t - 1][c]) / scales[c];
        double before = (rows[t - 1][c] - rows[t - 2][c]) / scales[c];
        speed += now * now / (rows.length - 2);
        change += (now - before) * (now - before) / (rows.length - 2);
      }
      features[2 * units + k] = Math.sqrt(speed);
      features[2 * units + others + k] = Math.sqrt(change);
    }
    return features;
  }
}
