package io.argen.recognize;

import io.argen.facs.ActionUnits;
import io.argen.run.AtomicFiles;
import io.argen.tensor.Safetensors;
import io.argen.tensor.SafetensorsFile;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What is measured of one clip's face: for every frame that shows it the points' shape (cm from the
 * canonical face), their displacement from the person's neutral (cm), and Action Units over 5.
 */
public final class ClipFeatures {
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

  private final float[] values;
  private final int frames;

  /** Of {@code [frames * WIDTH]} values, which are not copied; no frame stands for no face. */
  ClipFeatures(float[] values) {
    if (values.length % WIDTH != 0) {
      throw new IllegalArgumentException(
          "expected a multiple of " + WIDTH + " values, got " + values.length);
    }
    this.values = values;
    this.frames = values.length / WIDTH;
  }

  /** Frames that show the face. */
  public int frames() {
    return frames;
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

  /** The part from one frame to before another. */
  ClipFeatures part(int from, int to) {
    return new ClipFeatures(java.util.Arrays.copyOfRange(values, from * WIDTH, to * WIDTH));
  }

  void write(Path file) {
    try {
      Path temp = AtomicFiles.tempFor(file);
      new Safetensors().describe("schema", VERSION).add(TENSOR, values, frames, WIDTH).write(temp);
      AtomicFiles.moveIntoPlace(temp, file);
    } catch (IOException e) {
      throw AtomicFiles.unwritable(file, e);
    }
  }

  static ClipFeatures read(Path file) throws IOException {
    return new ClipFeatures(SafetensorsFile.read(file, MAX_BYTES).values(TENSOR, -1, WIDTH));
  }
}
