package io.argen.motion.fit;

import io.argen.facs.ActionUnits;
import io.argen.motion.SeenModel;
import io.argen.motion.SeenPoints;
import io.argen.motion.SeenReadout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Learns how units are seen from pictures whose units are known: mean response by least squares,
 * covariance of what that leaves over, then each unit's response curve. Every sample is used as it
 * is and mirrored.
 */
public final class SeenFitter {
  private static final double RIDGE = 1;

  /** Share of the covariance that is taken to be independent between points. */
  private static final double SHRINKAGE = 0.1;

  /** The net's jitter on a real clip, cm, on top of what renderings show. */
  private static final double JITTER = 0.05;

  private static final double[] GAINS = {0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6};
  private static final double[] THRESHOLDS = {0, 0.15, 0.3, 0.5, 0.8};

  private SeenFitter() {}

  /** Parts that the response curves are judged on, each by a fit to the others. */
  private static final int FOLDS = 3;

  /** Registration and light of a real clip, in contrasts, on top of what renderings show. */
  private static final double GRAIN = 0.2;

  /**
   * One picture.
   *
   * @param difference {@link SeenModel#WIDTH} numbers: points and look less the same person's rest
   * @param asked the units that were rendered
   * @param altered whether light and compression were changed; such pictures teach looks only
   */
  @SuppressWarnings("ArrayRecordComponent") // Made, read once and dropped.
  public record Sample(double[] difference, ActionUnits asked, boolean altered) {
    Sample mirrored() {
      return new Sample(SeenModel.mirrored(difference), asked.mirrored(), altered);
    }
  }

  /** Fits; the same samples, person by person, give the same model. */
  public static SeenModel fit(List<Sample> samples) {
    List<Sample> plain = samples.stream().filter(sample -> !sample.altered()).toList();
    return new SeenModel(points(plain), look(samples));
  }

  private static SeenReadout points(List<Sample> samples) {
    Data data = Data.of(samples, SeenPoints.COUNT);
    SeenReadout linear = linear(data);
    double[][] raw = new double[data.x.length][];
    for (int i = 0; i < raw.length; i++) {
      raw[i] = linear.raw(data.x[i]);
    }
    return curved(linear, raw, data.y);
  }

  /** So many numbers fit those they were learned from too well: curves come from other people. */
  private static SeenReadout look(List<Sample> samples) {
    List<double[]> raw = new ArrayList<>();
    List<double[]> asked = new ArrayList<>();
    for (int fold = 0; fold < FOLDS; fold++) {
      int from = samples.size() * fold / FOLDS;
      int to = samples.size() * (fold + 1) / FOLDS;
      List<Sample> others = new ArrayList<>(samples.subList(0, from));
      others.addAll(samples.subList(to, samples.size()));
      SeenReadout linear = linear(Data.of(others, SeenModel.WIDTH));
      Data held = Data.of(samples.subList(from, to), SeenModel.WIDTH);
      for (int i = 0; i < held.x.length; i++) {
        raw.add(linear.raw(held.x[i]));
        asked.add(held.y[i]);
      }
    }
    return curved(
        linear(Data.of(samples, SeenModel.WIDTH)),
        raw.toArray(double[][]::new),
        asked.toArray(double[][]::new));
  }

  @SuppressWarnings("ArrayRecordComponent") // Passed on at once.
  private record Data(double[][] x, double[][] y) {
    static Data of(List<Sample> samples, int width) {
      List<Sample> all = new ArrayList<>(samples);
      samples.forEach(sample -> all.add(sample.mirrored()));
      double[][] x = new double[all.size()][];
      double[][] y = new double[all.size()][ActionUnits.CHANNELS];
      for (int i = 0; i < x.length; i++) {
        x[i] = Arrays.copyOf(all.get(i).difference(), width);
        float[] asked = all.get(i).asked().toArray();
        for (int k = 0; k < asked.length; k++) {
          y[i][k] = asked[k];
        }
      }
      return new Data(x, y);
    }
  }

  private static SeenReadout linear(Data data) {
    int n = ActionUnits.CHANNELS;
    RealMatrix seen = new Array2DRowRealMatrix(data.x, false);
    RealMatrix units = new Array2DRowRealMatrix(data.y, false);
    RealMatrix gram = units.transpose().multiply(units);
    for (int k = 0; k < n; k++) {
      gram.addToEntry(k, k, RIDGE);
    }
    RealMatrix design =
        new CholeskyDecomposition(gram).getSolver().solve(units.transpose().multiply(seen));
    RealMatrix left = seen.subtract(units.multiply(design));
    RealMatrix noise = new Array2DRowRealMatrix(noise(left.getData()), false);
    RealMatrix readout =
        new CholeskyDecomposition(noise, 1e-9, 1e-12)
            .getSolver()
            .solve(design.transpose())
            .transpose();
    double[] gain = new double[n];
    Arrays.fill(gain, 1);
    return new SeenReadout(design.getData(), readout.getData(), gain, new double[n]);
  }

  /** Covariance of what is left over, shrunk, and what real clips add. */
  private static double[][] noise(double[][] left) {
    int width = left[0].length;
    double[][] noise = new double[width][width];
    for (double[] row : left) {
      for (int i = 0; i < width; i++) {
        double v = row[i];
        double[] to = noise[i];
        for (int j = i; j < width; j++) {
          to[j] += v * row[j];
        }
      }
    }
    for (int i = 0; i < width; i++) {
      for (int j = i; j < width; j++) {
        noise[i][j] *= (i == j ? 1 : 1 - SHRINKAGE) / left.length;
        noise[j][i] = noise[i][j];
      }
      double real = i < SeenPoints.COUNT ? JITTER : GRAIN;
      noise[i][i] += real * real;
    }
    return noise;
  }

  /** Chooses for each unit the curve whose values agree best with what was asked. */
  private static SeenReadout curved(SeenReadout linear, double[][] raw, double[][] y) {
    int n = ActionUnits.CHANNELS;
    double[] gain = new double[n];
    double[] threshold = new double[n];
    double[] measured = new double[raw.length];
    double[] asked = new double[raw.length];
    for (int k = 0; k < n; k += 2) {
      // Mirrored samples make one side stand for both.
      double best = Double.NEGATIVE_INFINITY;
      for (double t : THRESHOLDS) {
        for (double g : GAINS) {
          for (int i = 0; i < raw.length; i++) {
            measured[i] = SeenReadout.response(raw[i][k], g, t);
            asked[i] = y[i][k];
          }
          double agreement = concordance(asked, measured);
          if (agreement > best) {
            best = agreement;
            gain[k] = g;
            gain[k + 1] = g;
            threshold[k] = t;
            threshold[k + 1] = t;
          }
        }
      }
    }
    return linear.curved(gain, threshold);
  }

  /** Lin's concordance; 0 where nothing varies. */
  private static double concordance(double[] a, double[] b) {
    double meanA = Arrays.stream(a).average().orElse(0);
    double meanB = Arrays.stream(b).average().orElse(0);
    double shared = 0;
    double spread = 0;
    for (int i = 0; i < a.length; i++) {
      shared += (a[i] - meanA) * (b[i] - meanB);
      spread += (a[i] - meanA) * (a[i] - meanA) + (b[i] - meanB) * (b[i] - meanB);
    }
    spread += a.length * (meanA - meanB) * (meanA - meanB);
    return spread == 0 ? 0 : 2 * shared / spread;
  }
}
