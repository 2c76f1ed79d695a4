package io.argen.motion.fit;

import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Side;
import io.argen.motion.JawDrop;
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
 * covariance of what that leaves over, of points and of points and look; then each unit's blend of
 * the two and its response curve. Every sample is used as it is and mirrored.
 */
public final class SeenFitter {
  private static final double RIDGE = 1;

  /** Share of the covariance that is taken to be independent between points. */
  private static final double SHRINKAGE = 0.1;

  /** The net's jitter on a real clip, cm, on top of what renderings show. */
  private static final double JITTER = 0.05;

  private static final double[] GAINS = {
    0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.8, 2, 2.3, 2.6, 3, 3.5, 4
  };
  private static final double[] THRESHOLDS = {0, 0.15, 0.3, 0.5, 0.8};

  /** How much of the look a unit's blend may hold. */
  private static final double[] SHARES = {0, 0.5, 1};

  /**
   * How much better another step of the look must agree, on people left out, to be taken: points
   * move on every face, but skin folds, and is seen to fold, differently.
   */
  private static final double LOOK_EARNS = 0.03;

  /** Registration and light of a real clip, in contrasts, on top of what renderings show. */
  private static final double GRAIN = 0.2;

  private static final int DROP = ActionUnits.channel(ActionUnit.AU26, Side.LEFT);
  private static final int STRETCH = ActionUnits.channel(ActionUnit.AU27, Side.LEFT);

  /**
   * One picture.
   *
   * @param difference {@link SeenModel#WIDTH} numbers: points and look less the same person's rest
   * @param asked the units that were rendered
   */
  @SuppressWarnings("ArrayRecordComponent") // Made, read once and dropped.
  public record Sample(double[] difference, ActionUnits asked) {
    Sample mirrored() {
      return new Sample(SeenModel.mirrored(difference), asked.mirrored());
    }
  }

  /**
   * Fits; the same samples give the same model. Response curves and shares of the look are chosen
   * on what fits to all other people make of each person.
   *
   * @param people the samples of each, two people at least
   */
  public static SeenModel fit(List<List<Sample>> people) {
    List<double[]> asked = new ArrayList<>();
    List<double[]> points = new ArrayList<>();
    List<double[]> look = new ArrayList<>();
    for (List<Sample> person : people) {
      List<Sample> others =
          people.stream().filter(other -> other != person).flatMap(List::stream).toList();
      SeenReadout byPoints = linear(Data.of(others, SeenPoints.COUNT));
      SeenReadout byLook = linear(Data.of(others, SeenModel.WIDTH));
      Data held = Data.of(person, SeenModel.WIDTH);
      for (int i = 0; i < held.x.length; i++) {
        asked.add(held.y[i]);
        points.add(byPoints.raw(Arrays.copyOf(held.x[i], SeenPoints.COUNT)));
        look.add(byLook.raw(held.x[i]));
      }
    }
    double[][] y = asked.toArray(double[][]::new);
    double[][] fromPoints = points.toArray(double[][]::new);
    double[][] fromLook = look.toArray(double[][]::new);
    List<Curves> candidates = new ArrayList<>();
    for (double share : SHARES) {
      candidates.add(curves(blended(fromPoints, fromLook, share), y));
    }
    int n = ActionUnits.CHANNELS;
    double[] share = new double[n];
    double[] gain = new double[n];
    double[] threshold = new double[n];
    for (int k = 0; k < n; k++) {
      int channel = k;
      int taken = chosen(candidates.stream().mapToDouble(c -> c.agreement[channel]).toArray());
      share[k] = SHARES[taken];
      gain[k] = candidates.get(taken).gain[k];
      threshold[k] = candidates.get(taken).threshold[k];
    }
    List<Sample> all = people.stream().flatMap(List::stream).toList();
    Curves plain = candidates.get(0);
    return new SeenModel(
        linear(Data.of(all, SeenPoints.COUNT)).curved(plain.gain, plain.threshold),
        linear(Data.of(all, SeenModel.WIDTH)).curved(gain, threshold),
        share);
  }

  /** The step that agrees best, each step up having to earn its place. */
  static int chosen(double[] agreements) {
    int best = 0;
    for (int i = 1; i < agreements.length; i++) {
      if (agreements[i] > agreements[best] + LOOK_EARNS * (i - best)) {
        best = i;
      }
    }
    return best;
  }

  private static double[][] blended(double[][] points, double[][] look, double share) {
    double[][] out = new double[points.length][points[0].length];
    for (int i = 0; i < out.length; i++) {
      for (int k = 0; k < out[i].length; k++) {
        out[i][k] = points[i][k] + share * (look[i][k] - points[i][k]);
      }
    }
    return out;
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

    /** 27 is learned as more of 26's opening: one jaw, one response. */
    double[][] drawn() {
      double[][] drawn = new double[y.length][];
      for (int i = 0; i < drawn.length; i++) {
        drawn[i] = y[i].clone();
        for (int side = 0; side < 2; side++) {
          drawn[i][DROP + side] = JawDrop.opening(y[i][DROP + side], y[i][STRETCH + side]);
          drawn[i][STRETCH + side] = 0;
        }
      }
      return drawn;
    }
  }

  private static SeenReadout linear(Data data) {
    int n = ActionUnits.CHANNELS;
    RealMatrix seen = new Array2DRowRealMatrix(data.x, false);
    RealMatrix units = new Array2DRowRealMatrix(data.drawn(), false);
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

  /** Response curves of every channel, and how well their values agree with what was asked. */
  @SuppressWarnings("ArrayRecordComponent") // Passed on at once.
  private record Curves(double[] gain, double[] threshold, double[] agreement) {}

  /** Chooses for each unit the curve whose values agree best with what was asked. */
  private static Curves curves(double[][] raw, double[][] y) {
    int n = ActionUnits.CHANNELS;
    Curves best = new Curves(new double[n], new double[n], new double[n]);
    Arrays.fill(best.agreement, Double.NEGATIVE_INFINITY);
    for (int k = 0; k < n; k += 2) {
      // Mirrored samples make one side stand for both.
      for (double t : THRESHOLDS) {
        for (double g : GAINS) {
          double agreement = agreement(raw, y, k, g, t);
          if (agreement > best.agreement[k]) {
            for (int side = k; side <= k + 1; side++) {
              best.agreement[side] = agreement;
              best.gain[side] = g;
              best.threshold[side] = t;
            }
          }
        }
      }
    }
    return best;
  }

  /** How well a channel under a curve agrees with what was asked; of 26 and 27 the mean. */
  private static double agreement(
      double[][] raw, double[][] y, int channel, double gain, double threshold) {
    double[] measured = new double[raw.length];
    double[] asked = new double[raw.length];
    double[] stretch = new double[raw.length];
    double[] stretchAsked = new double[raw.length];
    float[] units = new float[ActionUnits.CHANNELS];
    for (int i = 0; i < raw.length; i++) {
      for (int k = channel; k <= channel + 1; k++) {
        double response = SeenReadout.response(raw[i][k], gain, threshold);
        units[k] = (float) Math.min(SeenReadout.most(k), response);
      }
      if (channel == DROP) {
        JawDrop.split(units);
      }
      measured[i] = units[channel];
      asked[i] = y[i][channel];
      stretch[i] = units[STRETCH];
      stretchAsked[i] = y[i][STRETCH];
    }
    double own = concordance(asked, measured);
    return channel == DROP ? (own + concordance(stretchAsked, stretch)) / 2 : own;
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
