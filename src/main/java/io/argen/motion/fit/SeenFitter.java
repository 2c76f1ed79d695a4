package io.argen.motion.fit;

import io.argen.facs.ActionUnits;
import io.argen.motion.SeenModel;
import io.argen.motion.SeenPoints;
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

  /**
   * One picture.
   *
   * @param difference {@link SeenPoints#difference} from the same person's rest
   * @param asked the units that were rendered
   */
  @SuppressWarnings("ArrayRecordComponent") // Made, read once and dropped.
  public record Sample(double[] difference, ActionUnits asked) {
    Sample mirrored() {
      return new Sample(SeenPoints.mirrored(difference), asked.mirrored());
    }
  }

  /** Fits; the same samples give the same model. */
  public static SeenModel fit(List<Sample> samples) {
    List<Sample> all = new ArrayList<>(samples);
    samples.forEach(sample -> all.add(sample.mirrored()));
    int n = ActionUnits.CHANNELS;
    double[][] x = new double[all.size()][];
    double[][] y = new double[all.size()][n];
    for (int i = 0; i < x.length; i++) {
      x[i] = all.get(i).difference();
      float[] asked = all.get(i).asked().toArray();
      for (int k = 0; k < n; k++) {
        y[i][k] = asked[k];
      }
    }
    RealMatrix points = new Array2DRowRealMatrix(x, false);
    RealMatrix units = new Array2DRowRealMatrix(y, false);
    RealMatrix gram = units.transpose().multiply(units);
    for (int k = 0; k < n; k++) {
      gram.addToEntry(k, k, RIDGE);
    }
    RealMatrix design =
        new CholeskyDecomposition(gram).getSolver().solve(units.transpose().multiply(points));
    RealMatrix left = points.subtract(units.multiply(design));
    RealMatrix noise = left.transpose().multiply(left).scalarMultiply(1.0 / x.length);
    for (int i = 0; i < SeenPoints.COUNT; i++) {
      for (int j = 0; j < SeenPoints.COUNT; j++) {
        noise.multiplyEntry(i, j, i == j ? 1 : 1 - SHRINKAGE);
      }
      noise.addToEntry(i, i, JITTER * JITTER);
    }
    RealMatrix readout =
        new CholeskyDecomposition(noise, 1e-9, 1e-12)
            .getSolver()
            .solve(design.transpose())
            .transpose();
    return curved(design.getData(), readout.getData(), x, y);
  }

  /** Chooses for each unit the curve whose values agree best with what was asked. */
  private static SeenModel curved(
      double[][] design, double[][] readout, double[][] x, double[][] y) {
    int n = ActionUnits.CHANNELS;
    double[] gain = new double[n];
    double[] threshold = new double[n];
    Arrays.fill(gain, 1);
    SeenModel plain = new SeenModel(design, readout, gain, threshold);
    double[][] raw = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      raw[i] = plain.raw(x[i]);
    }
    double[] measured = new double[x.length];
    double[] asked = new double[x.length];
    for (int k = 0; k < n; k += 2) {
      // Mirrored samples make one side stand for both.
      double best = Double.NEGATIVE_INFINITY;
      for (double t : THRESHOLDS) {
        for (double g : GAINS) {
          for (int i = 0; i < x.length; i++) {
            measured[i] = SeenModel.response(raw[i][k], g, t);
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
    return new SeenModel(design, readout, gain, threshold);
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
