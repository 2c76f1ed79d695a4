package io.argen.cli;

import io.argen.affect.HeadGaze;
import io.argen.face.FaceObservation;
import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Side;
import io.argen.motion.FaceMotion;
import io.argen.motion.MotionFrame;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Action Units as the verbs tell them. */
final class Measures {
  /** Weaker ones are not worth telling. */
  private static final float LEAST = 0.1f;

  private static final int FEW = 5;

  /** Sides that differ by less count as one showing. */
  private static final float ONE_SIDED = 1f;

  private static final float SCALE = 100f;

  private Measures() {}

  /**
   * Column name to intensity of all that are there: {@code AU12}, or {@code AU12_L} and {@code
   * AU12_R} where the sides differ.
   */
  static SortedMap<String, Float> named(ActionUnits units) {
    SortedMap<String, Float> named = new TreeMap<>();
    for (ActionUnit unit : ActionUnit.values()) {
      float left = rounded(units.get(unit, Side.LEFT));
      float right = rounded(units.get(unit, Side.RIGHT));
      if (left == right && left >= LEAST) {
        named.put(unit.column(), left);
      } else {
        for (Side side : Side.values()) {
          float value = rounded(units.get(unit, side));
          if (value >= LEAST) {
            named.put(unit.column() + "_" + side.letter(), value);
          }
        }
      }
    }
    return Collections.unmodifiableSortedMap(named);
  }

  /** The most that each channel of a motion reaches. */
  static ActionUnits peak(FaceMotion motion) {
    float[] most = new float[ActionUnits.CHANNELS];
    for (MotionFrame frame : motion.frames()) {
      float[] now = frame.actionUnits().toArray();
      for (int k = 0; k < most.length; k++) {
        most[k] = Math.max(most[k], now[k]);
      }
    }
    return ActionUnits.of(most);
  }

  /**
   * The strongest few: the unit's name with its stronger side, the side itself only where the other
   * is clearly weaker.
   */
  static SortedMap<String, Float> strongest(ActionUnits units) {
    SortedMap<String, Float> strongest = new TreeMap<>();
    Arrays.stream(ActionUnit.values())
        .filter(unit -> rounded(units.get(unit)) >= LEAST)
        .sorted(Comparator.comparing(unit -> -units.get(unit)))
        .limit(FEW)
        .forEach(unit -> strongest.put(nameOf(unit, units), rounded(units.get(unit))));
    return Collections.unmodifiableSortedMap(strongest);
  }

  private static String nameOf(ActionUnit unit, ActionUnits units) {
    float difference = units.get(unit, Side.LEFT) - units.get(unit, Side.RIGHT);
    if (Math.abs(difference) < ONE_SIDED) {
      return unit.column();
    }
    return unit.column() + "_" + (difference > 0 ? Side.LEFT : Side.RIGHT).letter();
  }

  /** "AU12 3.4, AU06 2.1", strongest first; "neutral" if there are none. */
  static String text(Map<String, Float> named) {
    if (named.isEmpty()) {
      return "neutral";
    }
    return named.entrySet().stream()
        .sorted(Map.Entry.<String, Float>comparingByValue(Comparator.reverseOrder()))
        .map(e -> String.format(Locale.ROOT, "%s %.1f", e.getKey(), e.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static float rounded(float value) {
    return Math.round(value * SCALE) / SCALE;
  }

  /** How a head is turned; the person's own left is the picture's right. */
  static HeadGaze head(FaceObservation face) {
    return new HeadGaze(
        Math.toDegrees(face.pose().yaw()),
        -Math.toDegrees(face.pose().pitch()),
        -Math.toDegrees(face.pose().roll()),
        0,
        0);
  }
}
