package io.argen.recognize;

import io.argen.facs.ActionUnits;
import io.argen.run.AtomicFiles;
import io.argen.tensor.Safetensors;
import io.argen.tensor.SafetensorsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What is measured of one clip's face: for every frame that shows it the points' shape (cm from the
 * canonical face), their displacement from the person's neutral (cm), and Action Units over 5.
 */
public final class ClipFeatures implements ClipInput {
  /** Changes whenever the numbers do. */
  static final String VERSION = "argen/recognition-features/1";

  /** Numbers of a shape, and of a displacement. */
  static final int POINTS = FacePoints.COUNT * 3;

  /** Where Action Units begin. */
  static final int UNITS = 2 * POINTS;

  /** Numbers of a frame. */
  static final int WIDTH = UNITS + ActionUnits.CHANNELS;

  private static final long MAX_BYTES = 200L << 20;
  private static final String TENSOR = "features";
  private static final String NUMBERS = "frames";

  private final float[] values;
  private final int[] numbers;
  private final int frames;

  /** Of {@code [frames * WIDTH]} values, which are not copied; no frame stands for no face. */
  ClipFeatures(float[] values) {
    this(values, IntStream.range(0, values.length / WIDTH).toArray());
  }

  /** The same of certain frames of the clip. */
  ClipFeatures(float[] values, int[] numbers) {
    if (values.length != numbers.length * WIDTH) {
      throw new IllegalArgumentException(
          "expected " + WIDTH + " values a frame, got " + values.length + " of " + numbers.length);
    }
    this.values = values;
    this.numbers = numbers;
    this.frames = numbers.length;
  }

  @Override
  public int frames() {
    return frames;
  }

  @Override
  public int frameNumber(int row) {
    return numbers[row];
  }

  float get(int frame, int k) {
    return values[frame * WIDTH + k];
  }

  /** The strongest of every Action Unit, 0-5: a small named feature for distances between sets. */
  public double[] peakUnits() {
    double[] peak = new double[ActionUnits.CHANNELS];
    for (int t = 0; t < frames; t++) {
      for (int k = 0; k < peak.length; k++) {
        peak[k] = Math.max(peak[k], ActionUnits.MAX_INTENSITY * get(t, UNITS + k));
      }
    }
    return peak;
  }

  @Override
  public ClipFeatures part(int from, int to) {
    return new ClipFeatures(
        Arrays.copyOfRange(values, from * WIDTH, to * WIDTH),
        Arrays.copyOfRange(numbers, from, to));
  }

  void write(Path file) {
    try {
      Path temp = AtomicFiles.tempFor(file);
      float[] told = new float[frames];
      for (int t = 0; t < frames; t++) {
        told[t] = numbers[t];
      }
      new Safetensors()
          .describe("schema", VERSION)
          .add(TENSOR, values, frames, WIDTH)
          .add(NUMBERS, told, frames)
          .write(temp);
      AtomicFiles.moveIntoPlace(temp, file);
    } catch (IOException e) {
      throw AtomicFiles.unwritable(file, e);
    }
  }

  static ClipFeatures read(Path file) throws IOException {
    SafetensorsFile in = SafetensorsFile.read(file, MAX_BYTES);
    float[] told = in.values(NUMBERS, -1);
    float[] values = in.values(TENSOR, told.length, WIDTH);
    return new ClipFeatures(
        values, IntStream.range(0, told.length).map(t -> (int) told[t]).toArray());
  }
}
