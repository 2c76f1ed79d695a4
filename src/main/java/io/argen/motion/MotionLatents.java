package io.argen.motion;

import io.argen.facs.ActionUnits;
import io.argen.run.AtomicFiles;
import io.argen.run.InputException;
import io.argen.tensor.Safetensors;
import io.argen.tensor.SafetensorsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A face's motion as numbers: one row a frame, one column a channel.
 *
 * <p>Channels: 46 unit intensities (0-5, {@link ActionUnits} order), {@code gaze_yaw gaze_pitch}
 * (radians), {@code head_pitch head_yaw head_roll} (radians), {@code head_shift_x head_shift_y}
 * (cm), {@code head_log_scale}, then {@code residual_00 ..}. Gaze and head are relative to the
 * reference row, units and residual to the person's neutral.
 */
public final class MotionLatents {
  /** Channels before the residual. */
  public static final int FIXED = ActionUnits.CHANNELS + 8;

  static final int GAZE = ActionUnits.CHANNELS;
  static final int HEAD = GAZE + 2;

  private static final String SCHEMA = "argen/motion/1";
  private static final long MAX_BYTES = 256L << 20;
  private static final List<String> OTHERS =
      List.of(
          "gaze_yaw",
          "gaze_pitch",
          "head_pitch",
          "head_yaw",
          "head_roll",
          "head_shift_x",
          "head_shift_y",
          "head_log_scale");

  /** What a lively face reaches, so that a channel over its scale lies about within -1 to 1. */
  private static final float[] SCALES = {0.35f, 0.35f, 0.35f, 0.35f, 0.35f, 3, 3, 0.2f};

  private static final float RESIDUAL_SCALE = 3;

  private final float[][] values;
  private final int reference;
  private final double frameRateHz;

  /**
   * Copies the rows.
   *
   * @param values at least one row; all of the same length, at least {@link #FIXED}
   * @param reference the row that gaze and head are relative to
   */
  public MotionLatents(float[][] values, int reference, double frameRateHz) {
    if (values.length == 0 || reference < 0 || reference >= values.length) {
      throw new IllegalArgumentException(
          "expected rows with the reference among them, got "
              + values.length
              + " and row "
              + reference);
    }
    this.values = new float[values.length][];
    for (int t = 0; t < values.length; t++) {
      if (values[t].length != values[0].length || values[t].length < FIXED) {
        throw new IllegalArgumentException("row " + t + " has " + values[t].length + " channels");
      }
      this.values[t] = values[t].clone();
    }
    this.reference = reference;
    this.frameRateHz = frameRateHz;
  }

  public int frames() {
    return values.length;
  }

  public int channels() {
    return values[0].length;
  }

  public int reference() {
    return reference;
  }

  /** Frames a second; 0 where the clip does not say. */
  public double frameRateHz() {
    return frameRateHz;
  }

  /** A fresh copy of a frame's channels. */
  public float[] row(int frame) {
    return values[frame].clone();
  }

  /** A fresh copy of a frame's unit intensities. */
  public float[] units(int frame) {
    return java.util.Arrays.copyOf(values[frame], ActionUnits.CHANNELS);
  }

  /** A fresh copy of a frame's residual. */
  public float[] residual(int frame) {
    return java.util.Arrays.copyOfRange(values[frame], FIXED, channels());
  }

  /** A frame as the renderer takes it. */
  public MotionFrame frame(int frame) {
    float[] v = values[frame];
    return new MotionFrame(
        ActionUnits.of(units(frame)),
        v[GAZE],
        v[GAZE + 1],
        v[HEAD],
        v[HEAD + 1],
        v[HEAD + 2],
        v[HEAD + 3],
        v[HEAD + 4],
        Math.exp(v[HEAD + 5]),
        residual(frame));
  }

  /**
   * A frame as a row; a residual that is shorter than there is room for is filled with zeros.
   *
   * @throws IllegalArgumentException if it is longer
   */
  public static float[] row(MotionFrame frame, int channels) {
    float[] residual = frame.residual();
    if (FIXED + residual.length > channels) {
      throw new IllegalArgumentException(
          "a frame has " + (FIXED + residual.length) + " channels, room is for " + channels);
    }
    float[] row = new float[channels];
    System.arraycopy(frame.actionUnits().toArray(), 0, row, 0, ActionUnits.CHANNELS);
    row[GAZE] = (float) frame.gazeYaw();
    row[GAZE + 1] = (float) frame.gazePitch();
    row[HEAD] = (float) frame.pitch();
    row[HEAD + 1] = (float) frame.yaw();
    row[HEAD + 2] = (float) frame.roll();
    row[HEAD + 3] = (float) frame.shiftX();
    row[HEAD + 4] = (float) frame.shiftY();
    row[HEAD + 5] = (float) Math.log(frame.scale());
    System.arraycopy(residual, 0, row, FIXED, residual.length);
    return row;
  }

  /**
   * The same motion with a head that stays near its place, for a photo whose neck cannot follow:
   * shift and size level off softly.
   *
   * @param shiftCm what a shift cannot exceed, cm
   * @param logScale the same for the logarithm of the size
   */
  public MotionLatents nearby(double shiftCm, double logScale) {
    float[][] rows = new float[values.length][];
    for (int t = 0; t < rows.length; t++) {
      rows[t] = values[t].clone();
      for (int k = HEAD + 3; k < FIXED; k++) {
        double most = k == FIXED - 1 ? logScale : shiftCm;
        rows[t][k] = (float) (most * Math.tanh(rows[t][k] / most));
      }
    }
    return new MotionLatents(rows, reference, frameRateHz);
  }

  /** The same motion at another frame rate, each row between its neighbours; 0 counts as 25. */
  public MotionLatents at(double rateHz) {
    double rate = frameRateHz > 0 ? frameRateHz : 25;
    float[][] rows = new float[(int) Math.floor((frames() - 1) / rate * rateHz) + 1][channels()];
    for (int t = 0; t < rows.length; t++) {
      double at = t / rateHz * rate;
      int i = Math.min((int) at, frames() - 1);
      float[] a = values[i];
      float[] b = values[Math.min(i + 1, frames() - 1)];
      for (int k = 0; k < rows[t].length; k++) {
        rows[t][k] = (float) (a[k] + (at - i) * (b[k] - a[k]));
      }
    }
    int near = (int) Math.round(reference / rate * rateHz);
    return new MotionLatents(rows, Math.min(near, rows.length - 1), rateHz);
  }

  /** Names of the channels in order. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    for (int k = 0; k < ActionUnits.CHANNELS; k++) {
      names.add(ActionUnits.channelName(k));
    }
    names.addAll(OTHERS);
    for (int k = FIXED; k < channels(); k++) {
      names.add(String.format(Locale.ROOT, "residual_%02d", k - FIXED));
    }
    return names;
  }

  /** What to divide each channel by to bring it to about -1 to 1. */
  public float[] scales() {
    float[] scales = new float[channels()];
    for (int k = 0; k < scales.length; k++) {
      scales[k] =
          k < GAZE ? ActionUnits.MAX_INTENSITY : k < FIXED ? SCALES[k - GAZE] : RESIDUAL_SCALE;
    }
    return scales;
  }

  /** Writes the file whole or not at all: {@code motion [frames, channels]} and its metadata. */
  public void write(Path file) {
    write(file, Map.of());
  }

  /** The same with notes of the caller's beside its own metadata. */
  public void write(Path file, Map<String, String> notes) {
    float[] all = new float[frames() * channels()];
    for (int t = 0; t < frames(); t++) {
      System.arraycopy(values[t], 0, all, t * channels(), channels());
    }
    StringBuilder scales = new StringBuilder();
    for (float scale : scales()) {
      scales.append(scales.length() == 0 ? "" : " ").append(scale);
    }
    try {
      Path temp = AtomicFiles.tempFor(file);
      Safetensors tensors = new Safetensors();
      notes.forEach(tensors::describe);
      tensors
          .describe("schema", SCHEMA)
          .describe("channels", String.join(" ", names()))
          .describe("scales", scales.toString())
          .describe("reference", Integer.toString(reference))
          .describe("frame_rate_hz", String.format(Locale.ROOT, "%.6f", frameRateHz))
          .add("motion", all, frames(), channels())
          .write(temp);
      AtomicFiles.moveIntoPlace(temp, file);
    } catch (IOException e) {
      throw AtomicFiles.unwritable(file, e);
    }
  }

  /**
   * What is noted in a file of motion; empty if it is a file of something else.
   *
   * @throws InputException if it is no safetensors file
   */
  public static Map<String, String> notes(Path file) {
    try {
      Map<String, String> notes = SafetensorsFile.read(file, MAX_BYTES).metadata();
      return SCHEMA.equals(notes.get("schema")) ? notes : Map.of();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws InputException if it is no such file
   */
  public static MotionLatents read(Path file) {
    try {
      SafetensorsFile tensors = SafetensorsFile.read(file, MAX_BYTES);
      if (!SCHEMA.equals(tensors.metadata().get("schema"))) {
        throw new IOException("holds no motion");
      }
      float[] all = tensors.values("motion", -1, -1);
      int[] shape = tensors.shape("motion");
      float[][] rows = new float[shape[0]][];
      for (int t = 0; t < rows.length; t++) {
        rows[t] = java.util.Arrays.copyOfRange(all, t * shape[1], (t + 1) * shape[1]);
      }
      return new MotionLatents(
          rows,
          Integer.parseInt(tensors.metadata().getOrDefault("reference", "0")),
          Double.parseDouble(tensors.metadata().getOrDefault("frame_rate_hz", "0")));
    } catch (IOException | IllegalArgumentException e) {
      throw unreadable(file, e);
    }
  }

  private static InputException unreadable(Path file, Exception e) {
    return new InputException(
        file, String.valueOf(e.getMessage()), "give a file of motion that argen wrote");
  }
}
