package io.argen.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The courses of one clip out of a CSV file in OpenFace's conventions: Action Units {@code AU12_r}
 * (0-5), gaze angles and head rotation (radians), {@code expression_*} (0-1). Of several faces the
 * one with the lowest {@code face_id} is read.
 *
 * @param frames rows of that face
 * @param present frames in which it was found
 * @param faces different values of {@code face_id}
 * @param seconds time of the last row
 * @param units unit to its intensity in every frame; NaN where there is no face
 * @param angles column to degrees in every frame; NaN where there is no face
 * @param expressions label to its mean probability over the frames with a face
 * @param torn rows that could not be read
 */
record AnalysisCsv(
    int frames,
    int present,
    int faces,
    double seconds,
    SortedMap<String, double[]> units,
    SortedMap<String, double[]> angles,
    SortedMap<String, Double> expressions,
    int torn) {
  /** Longer clips are thinned: the extreme of each stretch stays. */
  private static final int MAX_POINTS = 2048;

  private static final Pattern UNIT = Pattern.compile("(AU\\d\\d)_r");
  private static final Set<String> ANGLES =
      Set.of("gaze_angle_x", "gaze_angle_y", "pose_Rx", "pose_Ry", "pose_Rz");
  private static final String EXPRESSION = "expression_";

  /**
   * Reads a file.
   *
   * @return empty if its first line is not that of such a file
   * @throws IOException if it cannot be read
   */
  static Optional<AnalysisCsv> read(Path file) throws IOException {
    try (BufferedReader in = JsonLines.reader(file)) {
      String first = in.readLine();
      Rows rows = new Rows(first == null ? new String[0] : cells(first));
      if (rows.units.isEmpty()) {
        return Optional.empty();
      }
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (!line.isBlank()) {
          rows.add(cells(line));
        }
      }
      return Optional.of(rows.done());
    }
  }

  /** The most probable expression with its mean; a dash if there is none. */
  String expression() {
    return expressions.entrySet().stream()
        .filter(e -> Double.isFinite(e.getValue()))
        .max(Map.Entry.comparingByValue())
        .map(e -> Text.label(e.getKey()) + " " + Text.number(e.getValue(), 2))
        .orElse("–");
  }

  /** Up to four units that reach 1, with their peaks; a dash if none does. */
  String strongest() {
    Map<String, Double> peaks = new TreeMap<>();
    units.forEach((unit, course) -> peaks.put(unit, CurvePlots.max(course)));
    List<String> parts =
        peaks.entrySet().stream()
            .filter(e -> e.getValue() >= 1)
            .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
            .limit(4)
            .map(e -> e.getKey() + " " + Text.number(e.getValue(), 1))
            .toList();
    return parts.isEmpty() ? "–" : String.join(", ", parts);
  }

  private static String[] cells(String line) {
    String[] cells = line.split(",", -1);
    for (int k = 0; k < cells.length; k++) {
      cells[k] = cells[k].strip();
    }
    return cells;
  }

  /** Collects a file's rows. */
  private static final class Rows {
    private final Map<String, Integer> units = new LinkedHashMap<>();
    private final Map<String, Integer> angles = new LinkedHashMap<>();
    private final Map<String, Integer> expressions = new LinkedHashMap<>();
    private final int width;
    private final int faceId;
    private final int success;
    private final int timestamp;
    private final List<Course> courses = new ArrayList<>();
    private final Set<String> faces = new HashSet<>();
    private final double[] sums;
    private String read = "";
    private int frames;
    private int present;
    private int torn;
    private double seconds;

    Rows(String[] heads) {
      width = heads.length;
      List<String> names = List.of(heads);
      faceId = names.indexOf("face_id");
      success = names.indexOf("success");
      timestamp = names.indexOf("timestamp");
      for (int k = 0; k < heads.length; k++) {
        Matcher unit = UNIT.matcher(heads[k]);
        if (unit.matches()) {
          units.put(unit.group(1), k);
        } else if (ANGLES.contains(heads[k])) {
          angles.put(heads[k], k);
        } else if (heads[k].startsWith(EXPRESSION)) {
          expressions.put(heads[k].substring(EXPRESSION.length()), k);
        }
      }
      for (int k = 0; k < units.size() + angles.size(); k++) {
        courses.add(new Course());
      }
      sums = new double[expressions.size()];
    }

    void add(String[] row) {
      if (row.length != width) {
        torn++;
        return;
      }
      String face = faceId < 0 ? "0" : row[faceId];
      faces.add(face);
      if (frames == 0) {
        read = face;
      } else if (!face.equals(read)) {
        return;
      }
      frames++;
      boolean found = success < 0 || number(row[success]) > 0;
      present += found ? 1 : 0;
      seconds = timestamp < 0 ? seconds : Math.max(seconds, number(row[timestamp]));
      int k = 0;
      for (int column : units.values()) {
        courses.get(k++).add(found ? number(row[column]) : Double.NaN);
      }
      for (int column : angles.values()) {
        courses.get(k++).add(found ? Math.toDegrees(number(row[column])) : Double.NaN);
      }
      int e = 0;
      for (int column : expressions.values()) {
        double value = number(row[column]);
        sums[e++] += found && Double.isFinite(value) ? value : 0;
      }
    }

    AnalysisCsv done() {
      SortedMap<String, double[]> unitCourses = new TreeMap<>();
      SortedMap<String, double[]> angleCourses = new TreeMap<>();
      SortedMap<String, Double> means = new TreeMap<>();
      int k = 0;
      for (String unit : units.keySet()) {
        unitCourses.put(unit, courses.get(k++).values());
      }
      for (String angle : angles.keySet()) {
        angleCourses.put(angle, courses.get(k++).values());
      }
      int e = 0;
      for (String label : expressions.keySet()) {
        means.put(label, present == 0 ? Double.NaN : sums[e] / present);
        e++;
      }
      return new AnalysisCsv(
          frames, present, faces.size(), seconds, unitCourses, angleCourses, means, torn);
    }

    private static double number(String cell) {
      try {
        return Double.parseDouble(cell);
      } catch (NumberFormatException e) {
        return Double.NaN;
      }
    }
  }

  /** A course of bounded length. */
  private static final class Course {
    private double[] held = new double[64];
    private int size;
    private int stride = 1;
    private int within;

    void add(double value) {
      if (within == 0) {
        if (size == MAX_POINTS) {
          for (int k = 0; k < size; k += 2) {
            held[k / 2] = further(held[k], held[k + 1]);
          }
          size /= 2;
          stride *= 2;
        }
        if (size == held.length) {
          held = java.util.Arrays.copyOf(held, size * 2);
        }
        held[size++] = value;
      } else {
        held[size - 1] = further(held[size - 1], value);
      }
      within = (within + 1) % stride;
    }

    double[] values() {
      return java.util.Arrays.copyOf(held, size);
    }

    private static double further(double a, double b) {
      return Double.isNaN(a) || Math.abs(b) > Math.abs(a) ? b : a;
    }
  }
}
