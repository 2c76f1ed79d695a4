package io.argen.report;

import io.argen.facs.ActionUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Small diagrams of courses over the frames of a clip: those that move most, in the order of their
 * names.
 */
final class CurvePlots {
  private static final Pattern UNIT = Pattern.compile("AU(\\d{1,2})(?:_([LR]))?");
  private static final double BOX_WIDTH = 120;
  private static final double BOX_HEIGHT = 50;
  private static final double MARGIN = 2;
  private static final int MAX_POINTS = 64;
  private static final double SHOWN = 0.3;

  private CurvePlots() {}

  /** Intensities 0-5; at most {@code limit} units. */
  static List<Page.Plot> ofUnits(
      Map<String, double[]> asked, Map<String, double[]> measured, int limit) {
    List<String> names = new ArrayList<>(new TreeSet<>(moving(asked, measured)));
    names.sort(
        Comparator.comparingDouble((String name) -> -peak(asked, measured, name))
            .thenComparing(Comparator.naturalOrder()));
    List<Page.Plot> plots = new ArrayList<>();
    for (String name : new TreeSet<>(names.subList(0, Math.min(limit, names.size())))) {
      double[] a = asked.getOrDefault(name, new double[0]);
      double[] m = measured.getOrDefault(name, new double[0]);
      String values =
          (a.length == 0 ? "" : "asked " + Text.number(max(a), 1) + ", ")
              + (m.length == 0 ? "not measured" : "measured " + Text.number(max(m), 1));
      plots.add(
          new Page.Plot(
              Text.label(name), meaning(name), values, path(a, 0, 5), path(m, 0, 5), y(0, 0, 5)));
    }
    return plots;
  }

  /** How many units move but have no diagram. */
  static int leftOut(Map<String, double[]> asked, Map<String, double[]> measured, int limit) {
    return Math.max(0, moving(asked, measured).size() - limit);
  }

  /** An angle in degrees about 0; the box spans the same to both sides. */
  static Page.Plot ofAngle(String name, String meaning, double[] degrees, double span) {
    String values = Text.number(min(degrees), 0) + "° to " + Text.number(max(degrees), 0) + "°";
    return new Page.Plot(name, meaning, values, "", path(degrees, -span, span), y(0, -span, span));
  }

  /** The FACS name of a unit, with its side; empty for an unknown one. */
  static String meaning(String name) {
    Matcher unit = UNIT.matcher(name);
    if (!unit.matches()) {
      return "";
    }
    Optional<ActionUnit> known = ActionUnit.ofNumber(Integer.parseInt(unit.group(1)));
    String side = unit.group(2) == null ? "" : unit.group(2).equals("L") ? ", left" : ", right";
    return known.map(u -> u.facsName() + side).orElse("");
  }

  static double max(double[] values) {
    double max = Double.NEGATIVE_INFINITY;
    for (double v : values) {
      max = Double.isFinite(v) ? Math.max(max, v) : max;
    }
    return max;
  }

  private static double min(double[] values) {
    double min = Double.POSITIVE_INFINITY;
    for (double v : values) {
      min = Double.isFinite(v) ? Math.min(min, v) : min;
    }
    return min;
  }

  private static List<String> moving(Map<String, double[]> asked, Map<String, double[]> measured) {
    TreeSet<String> names = new TreeSet<>(asked.keySet());
    names.addAll(measured.keySet());
    names.removeIf(name -> peak(asked, measured, name) < SHOWN);
    return new ArrayList<>(names);
  }

  private static double peak(
      Map<String, double[]> asked, Map<String, double[]> measured, String name) {
    return Math.max(
        max(asked.getOrDefault(name, new double[0])),
        max(measured.getOrDefault(name, new double[0])));
  }

  /** Path data; a gap where a value is no number. Long courses keep the extreme of each stretch. */
  private static String path(double[] values, double low, double high) {
    StringBuilder path = new StringBuilder();
    boolean pen = false;
    int points = Math.min(values.length, MAX_POINTS);
    for (int p = 0; p < points; p++) {
      double value = extreme(values, p * values.length / points, (p + 1) * values.length / points);
      if (!Double.isFinite(value)) {
        pen = false;
        continue;
      }
      double x = points == 1 ? 0 : BOX_WIDTH * p / (points - 1);
      path.append(pen ? 'L' : 'M')
          .append(Text.number(x, 1))
          .append(' ')
          .append(y(value, low, high));
      pen = true;
    }
    // A still has one value: a level line, as a point would not be seen.
    return points == 1 && pen ? path.append('H').append(BOX_WIDTH).toString() : path.toString();
  }

  private static double extreme(double[] values, int from, int to) {
    double extreme = Double.NaN;
    for (int t = from; t < to; t++) {
      if (Double.isNaN(extreme) || Math.abs(values[t]) > Math.abs(extreme)) {
        extreme = values[t];
      }
    }
    return extreme;
  }

  private static String y(double value, double low, double high) {
    double share = (Math.max(low, Math.min(high, value)) - low) / (high - low);
    return Text.number(BOX_HEIGHT - MARGIN - share * (BOX_HEIGHT - 2 * MARGIN), 1);
  }
}
