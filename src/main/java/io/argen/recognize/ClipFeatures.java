package io.argen.recognize;

import io.argen.facs.ActionUnits;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
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

  /** As they are kept. */
  byte[] toBytes() {
    ByteBuffer bytes =
        ByteBuffer.allocate(frames * (Integer.BYTES + WIDTH * Float.BYTES) + Integer.BYTES);
    bytes.putInt(frames);
    for (int number : numbers) {
      bytes.putInt(number);
    }
    for (float value : values) {
      bytes.putFloat(value);
    }
    return bytes.array();
  }

  /** From what {@link #toBytes} gave, to the bit; empty if it is something else. */
  static Optional<ClipFeatures> of(byte[] kept) {
    ByteBuffer bytes = ByteBuffer.wrap(kept);
    long count = kept.length < Integer.BYTES ? -1 : bytes.getInt();
    if (count < 0 || kept.length != count * (Integer.BYTES + WIDTH * Float.BYTES) + Integer.BYTES) {
      return Optional.empty();
    }
    int[] numbers = new int[(int) count];
    for (int t = 0; t < numbers.length; t++) {
      numbers[t] = bytes.getInt();
    }
    float[] values = new float[numbers.length * WIDTH];
    for (int i = 0; i < values.length; i++) {
      values[i] = bytes.getFloat();
    }
    return Optional.of(new ClipFeatures(values, numbers));
  }
}
