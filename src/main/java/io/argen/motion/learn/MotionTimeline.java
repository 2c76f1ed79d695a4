package io.argen.motion.learn;

import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Side;
import io.argen.run.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Intensities of some units at some frames of a clip, by which a user directs it. Read from CSV as
 * {@code analyze} writes: {@code frame} counts from 1, {@code AU12_r} is both sides, {@code
 * AU12_L_r} one; an empty cell leaves a unit free, other columns are not read. Immutable.
 */
public final class MotionTimeline {
  /** Leaves everything free. */
  public static final MotionTimeline NONE = new MotionTimeline(Map.of());

  /** Channels of each frame, counted from 0; NaN where free. */
  private final TreeMap<Integer, float[]> rows;

  private MotionTimeline(Map<Integer, float[]> rows) {
    this.rows = new TreeMap<>(rows);
  }

  /**
   * Reads a file.
   *
   * @throws InputException naming the line that cannot be read
   */
  public static MotionTimeline read(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new InputException(file, "cannot be read", "give a CSV file of Action Units", e);
    }
    String[] header = lines.isEmpty() ? new String[0] : cells(lines.get(0));
    Map<Integer, List<Integer>> channels = new HashMap<>();
    int frame = -1;
    for (int c = 0; c < header.length; c++) {
      frame = header[c].equals("frame") ? c : frame;
      List<Integer> named = named(header[c]);
      if (!named.isEmpty()) {
        channels.put(c, named);
      }
    }
    if (frame < 0 || channels.isEmpty()) {
      throw new InputException(
          file, "has no frame or no unit", "begin it with a line such as frame,AU12_r,AU06_L_r");
    }
    Map<Integer, float[]> rows = new TreeMap<>();
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        String[] cells = cells(lines.get(i));
        float[] row = new float[ActionUnits.CHANNELS];
        java.util.Arrays.fill(row, Float.NaN);
        // Single sides come after both, so that they win.
        for (boolean sides : new boolean[] {false, true}) {
          for (Map.Entry<Integer, List<Integer>> column : channels.entrySet()) {
            int c = column.getKey();
            if ((column.getValue().size() == 1) == sides
                && c < cells.length
                && !cells[c].isEmpty()) {
              float value = (float) number(file, i, cells[c], 0, ActionUnits.MAX_INTENSITY);
              column.getValue().forEach(k -> row[k] = value);
            }
          }
        }
        String number = frame < cells.length ? cells[frame] : "";
        rows.put((int) number(file, i, number, 1, 1e6) - 1, row);
      }
    }
    return new MotionTimeline(rows);
  }

  private static String[] cells(String line) {
    String[] cells = line.split(",", -1);
    for (int c = 0; c < cells.length; c++) {
      cells[c] = cells[c].strip();
    }
    return cells;
  }

  private static List<Integer> named(String column) {
    List<Integer> channels = new ArrayList<>();
    for (ActionUnit unit : ActionUnit.values()) {
      for (Side side : Side.values()) {
        if (column.equals(unit.column() + "_r")
            || column.equals(unit.column() + "_" + side.letter() + "_r")) {
          channels.add(ActionUnits.channel(unit, side));
        }
      }
    }
    return channels;
  }

  private static double number(Path file, int line, String text, double least, double most) {
    try {
      double value = Double.parseDouble(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below, with what was expected.
    }
    throw new InputException(
        file,
        String.format(
            java.util.Locale.ROOT,
            "line %d: \"%s\" is no number from %.0f to %.0f",
            line + 1,
            text,
            least,
            most),
        "count frames from 1, give units as 0 to 5, and leave cells empty where a unit is free");
  }

  /** Whether nothing is given. */
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The stronger of some units and of what is given of them anywhere. */
  ActionUnits peak(ActionUnits units) {
    float[] most = units.toArray();
    for (float[] row : rows.values()) {
      for (int k = 0; k < most.length; k++) {
        most[k] = Float.isNaN(row[k]) ? most[k] : Math.max(most[k], row[k]);
      }
    }
    return ActionUnits.of(most);
  }

  /** What is given at a frame of the clip, NaN where free. */
  float[] row(int frame) {
    float[] row = rows.get(frame);
    if (row != null) {
      return row.clone();
    }
    float[] free = new float[ActionUnits.CHANNELS];
    java.util.Arrays.fill(free, Float.NaN);
    return free;
  }

  /**
   * What is given at a frame of the model: between two frames of the clip that are both given, else
   * at the nearest one within half a frame.
   *
   * @param step frames of the model in one of the clip
   */
  float[] at(int modelFrame, double step) {
    double frame = modelFrame / step;
    float[] below = row((int) Math.floor(frame));
    float[] above = row((int) Math.ceil(frame));
    float[] near = row((int) Math.round(frame));
    if (Math.abs(Math.round(frame) * step - modelFrame) > 0.5) {
      java.util.Arrays.fill(near, Float.NaN);
    }
    float share = (float) (frame - Math.floor(frame));
    for (int k = 0; k < near.length; k++) {
      float between = below[k] + share * (above[k] - below[k]);
      near[k] = Float.isNaN(between) ? near[k] : between;
    }
    return near;
  }
}
