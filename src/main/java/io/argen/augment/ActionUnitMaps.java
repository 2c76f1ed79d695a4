package io.argen.augment;

import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Action Units as files hold them: channel or unit names to intensities of two decimals. */
public final class ActionUnitMaps {
  private static final double SHOWN = 0.05;
  private static final List<String> NAMES =
      IntStream.range(0, ActionUnits.CHANNELS).mapToObj(ActionUnits::channelName).toList();

  private ActionUnitMaps() {}

  /** Channels of at least 0.05, for instance {@code AU12_L -> 3.0}. */
  public static SortedMap<String, Double> channels(ActionUnits units) {
    SortedMap<String, Double> map = new TreeMap<>();
    float[] values = units.toArray();
    for (int k = 0; k < values.length; k++) {
      if (values[k] >= SHOWN) {
        map.put(NAMES.get(k), rounded(values[k]));
      }
    }
    return map;
  }

  /** The inverse of {@link #channels}; names that are no channel are ignored. */
  static ActionUnits units(SortedMap<String, Double> channels) {
    float[] values = new float[ActionUnits.CHANNELS];
    for (int k = 0; k < values.length; k++) {
      Double value = channels.get(NAMES.get(k));
      values[k] = value == null ? 0f : value.floatValue();
    }
    return ActionUnits.of(values);
  }

  /** What is left of {@code asked} when the face already shows {@code own}; never below 0. */
  static ActionUnits minus(ActionUnits asked, ActionUnits own) {
    float[] values = asked.toArray();
    float[] shown = own.toArray();
    for (int k = 0; k < values.length; k++) {
      values[k] = Math.max(0f, values[k] - shown[k]);
    }
    return ActionUnits.of(values);
  }

  /** The strongest of every channel over the frames. */
  public static ActionUnits peak(Collection<? extends @Nullable ActionUnits> frames) {
    float[] peak = new float[ActionUnits.CHANNELS];
    for (ActionUnits frame : frames) {
      if (frame != null) {
        float[] values = frame.toArray();
        for (int k = 0; k < peak.length; k++) {
          peak[k] = Math.max(peak[k], values[k]);
        }
      }
    }
    return ActionUnits.of(peak);
  }

  /** The stronger side of one unit, a value a frame; 0 where there is no face. */
  public static double[] curve(List<? extends @Nullable ActionUnits> frames, ActionUnit unit) {
    double[] curve = new double[frames.size()];
    for (int t = 0; t < curve.length; t++) {
      ActionUnits frame = frames.get(t);
      curve[t] = frame == null ? 0 : frame.get(unit);
    }
    return curve;
  }

  /** {@link #curve} with two decimals, for files. */
  static List<Double> curveForFile(List<? extends @Nullable ActionUnits> frames, ActionUnit unit) {
    List<Double> rounded = new ArrayList<>();
    for (double value : curve(frames, unit)) {
      rounded.add(rounded(value));
    }
    return rounded;
  }

  /** As {@code animate --aus} reads it, for instance {@code 1=3.00,12L=4.00}. */
  static String asOption(ActionUnits units) {
    List<String> parts = new ArrayList<>();
    for (ActionUnit unit : ActionUnit.values()) {
      float left = units.get(unit, io.argen.facs.Side.LEFT);
      float right = units.get(unit, io.argen.facs.Side.RIGHT);
      if (left == right) {
        add(parts, unit, "", left);
      } else {
        add(parts, unit, "L", left);
        add(parts, unit, "R", right);
      }
    }
    return String.join(",", parts);
  }

  private static void add(List<String> parts, ActionUnit unit, String side, float value) {
    if (value >= SHOWN) {
      parts.add(String.format(Locale.ROOT, "%d%s=%.2f", unit.number(), side, value));
    }
  }

  static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
