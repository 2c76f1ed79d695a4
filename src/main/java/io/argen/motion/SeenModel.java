package io.argen.motion;

import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Side;
import io.argen.run.ArgenException;
import io.argen.run.AtomicFiles;
import io.argen.tensor.Safetensors;
import io.argen.tensor.SafetensorsFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * How each unit is seen by the mesh net, learned from renderings ({@code fit estimator}): the net
 * follows only a part of what moves, and errs in some directions more than in others.
 *
 * <p>Intensities are those that explain a difference best: maximum a posteriori under Gaussian
 * noise with full covariance, non-negative, left and right coupled; then each unit's own response
 * curve.
 */
public final class SeenModel {
  private static final String SCHEMA = "argen/estimator/1";
  private static final String SHIPPED = "estimator.safetensors";

  /** Below its threshold a response counts this much: noise is held down, order is kept. */
  private static final double FAINT = 0.15;

  /** Squared intensity costs this much, intensity the other: most units are absent. */
  private static final double RIDGE = 0.3;

  private static final double COST = 0.3;

  /** Faces are mostly symmetric: a difference between the sides must be seen to be believed. */
  private static final double COUPLING = 0.25;

  /** Lips that touch leave up to this between the mesh's points, cm. */
  private static final double CLOSED = 0.03;

  private static final double MOST_PARTED = 3;

  private final double[][] design;
  private final double[][] readout;
  private final double[] gain;
  private final double[] threshold;
  private final NonNegativeSolver solver;

  /**
   * Any model; arrays are shared.
   *
   * @param design what an intensity of 1 is seen as, {@code [46][SeenPoints.COUNT]}
   * @param readout design times the inverse of the noise's covariance, same shape
   * @param gain slope of each channel's response above its threshold
   * @param threshold of each channel, in raw response
   */
  public SeenModel(double[][] design, double[][] readout, double[] gain, double[] threshold) {
    this.design = design;
    this.readout = readout;
    this.gain = gain;
    this.threshold = threshold;
    int n = ActionUnits.CHANNELS;
    double[][] penalty = new double[n][n];
    double[] cost = new double[n];
    for (int k = 0; k < n; k++) {
      cost[k] = COST;
      penalty[k][k] = RIDGE + COUPLING;
      penalty[k][k ^ 1] = -COUPLING;
    }
    solver = new NonNegativeSolver(design, readout, penalty, cost, ActionUnits.MAX_INTENSITY);
  }

  private static final class Shipped {
    static final SeenModel MODEL = load();
  }

  /** The model of this build. */
  static SeenModel shipped() {
    return Shipped.MODEL;
  }

  /** Intensities before the response curves, {@code [46]}; negative ones do not occur. */
  public double[] raw(double[] difference) {
    return solver.solve(difference);
  }

  /** A channel's response curve. */
  public static double response(double raw, double gain, double threshold) {
    double above = Math.max(0, raw - threshold) + FAINT * Math.min(raw, threshold);
    return Math.min(ActionUnits.MAX_INTENSITY, gain * above);
  }

  /** Intensities of a difference from a neutral, {@code [46]}. */
  float[] intensities(double[] difference, Neutral neutral) {
    double[] raw = raw(withLipsClosed(difference, neutral));
    float[] units = new float[raw.length];
    for (int k = 0; k < units.length; k++) {
      units[k] = (float) response(raw[k], gain[k], threshold[k]);
    }
    return units;
  }

  /** Closed lips touch on every face: where the neutral's are parted, that much is added. */
  private double[] withLipsClosed(double[] difference, Neutral neutral) {
    double[] left = design[ActionUnits.channel(ActionUnit.AU25, Side.LEFT)];
    double[] right = design[ActionUnits.channel(ActionUnit.AU25, Side.RIGHT)];
    double perUnit = SeenPoints.gap(left) + SeenPoints.gap(right);
    double open = SeenPoints.gap(neutral.seen()) - CLOSED;
    if (perUnit <= 0 || open <= 0) {
      return difference;
    }
    double parted = Math.min(MOST_PARTED, open / perUnit);
    double[] out = difference.clone();
    for (int i = 0; i < out.length; i++) {
      out[i] += parted * (left[i] + right[i]);
    }
    return out;
  }

  /**
   * Writes the model whole or not at all.
   *
   * @param notes what to keep beside the numbers: command, seed, people
   */
  public void write(Path file, Map<String, String> notes) {
    int n = ActionUnits.CHANNELS;
    Safetensors tensors = new Safetensors();
    notes.forEach(tensors::describe);
    tensors
        .describe("schema", SCHEMA)
        .describe("unit", "cm a unit of intensity (design), intensity (threshold)")
        .add("design", flat(design), n, SeenPoints.COUNT)
        .add("readout", flat(readout), n, SeenPoints.COUNT)
        .add("gain", flat(new double[][] {gain}), n)
        .add("threshold", flat(new double[][] {threshold}), n);
    try {
      Path temp = AtomicFiles.tempFor(file);
      tensors.write(temp);
      AtomicFiles.moveIntoPlace(temp, file);
    } catch (IOException e) {
      throw AtomicFiles.unwritable(file, e);
    }
  }

  private static SeenModel load() {
    try (InputStream in = SeenModel.class.getResourceAsStream(SHIPPED)) {
      if (in == null) {
        throw new ArgenException("the estimator is missing from this build; build again");
      }
      SafetensorsFile file = SafetensorsFile.parse(in.readAllBytes());
      int n = ActionUnits.CHANNELS;
      return new SeenModel(
          rows(file.values("design", n, SeenPoints.COUNT), n),
          rows(file.values("readout", n, SeenPoints.COUNT), n),
          rows(file.values("gain", n), 1)[0],
          rows(file.values("threshold", n), 1)[0]);
    } catch (IOException e) {
      throw new ArgenException("the estimator of this build " + e.getMessage(), e);
    }
  }

  private static float[] flat(double[][] rows) {
    float[] out = new float[rows.length * rows[0].length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) rows[i / rows[0].length][i % rows[0].length];
    }
    return out;
  }

  private static double[][] rows(float[] values, int count) {
    int width = values.length / count;
    double[][] out = new double[count][width];
    for (int i = 0; i < values.length; i++) {
      out[i / width][i % width] = values[i];
    }
    return out;
  }
}
