package io.argen.evaluate;

import io.argen.facs.ActionUnit;
import io.argen.motion.MotionFrame;
import io.argen.motion.MotionLatents;
import io.argen.motion.learn.MotionCorpus;
import io.argen.motion.learn.MotionDescriber;
import io.argen.motion.learn.MotionScript;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Numbers taken from curves of motion. */
final class MotionCurves {
  /** Units that are asked for below this leave no edge to time. */
  private static final double TIMED = 1.5;

  private MotionCurves() {}

  /** A unit's curve, the stronger side. */
  static double[] of(List<MotionFrame> clip, ActionUnit unit) {
    return clip.stream().mapToDouble(f -> f.actionUnits().get(unit)).toArray();
  }

  /** The largest mean of three frames in a row. */
  static double peak(double[] curve) {
    double most = 0;
    for (int t = 1; t + 1 < curve.length; t++) {
      most = Math.max(most, (curve[t - 1] + curve[t] + curve[t + 1]) / 3);
    }
    return most;
  }

  /**
   * How the course of clips agrees with their scripts.
   *
   * @param onsetErrors frames by which the rise begins late
   * @param apexErrors frames by which it ends late
   * @param stated of each error whether the words say when the rise begins
   * @param notAsked mean intensity of units that were not asked for, blinks left out
   */
  record Course(
      List<Double> onsetErrors, List<Double> apexErrors, List<Boolean> stated, double notAsked) {

    /** Errors where the words say when. */
    List<Double> stated(List<Double> errors) {
      List<Double> kept = new ArrayList<>();
      for (int i = 0; i < errors.size(); i++) {
        if (stated.get(i)) {
          kept.add(errors.get(i));
        }
      }
      return kept;
    }

    /** Frames by which rises take longer. */
    List<Double> riseErrors() {
      List<Double> rises = new ArrayList<>();
      for (int i = 0; i < onsetErrors.size(); i++) {
        rises.add(apexErrors.get(i) - onsetErrors.get(i));
      }
      return rises;
    }
  }

  static Course course(MotionCorpus corpus, List<List<List<MotionFrame>>> made) {
    List<Double> onsets = new ArrayList<>();
    List<Double> apexes = new ArrayList<>();
    List<Boolean> stated = new ArrayList<>();
    double sum = 0;
    long count = 0;
    for (int i = 0; i < made.size(); i++) {
      MotionScript script = corpus.script(i);
      for (List<MotionFrame> clip : made.get(i)) {
        double[] all = new double[clip.size()];
        for (ActionUnit unit : ActionUnit.values()) {
          double[] curve = of(clip, unit);
          double asked = script.apex().get(unit);
          for (int t = 0; t < curve.length; t++) {
            all[t] += asked >= TIMED ? curve[t] : 0;
            if (asked == 0 && unit != ActionUnit.AU45) {
              sum += curve[t];
              count++;
            }
          }
        }
        double[] edge = edge(all);
        if (edge.length == 2) {
          stated.add(MotionDescriber.saysBegin(corpus.text(i)));
          onsets.add(edge[0] - script.timing().beginSeconds() * MotionScript.RATE_HZ);
          apexes.add(
              edge[1]
                  - (script.timing().beginSeconds() + script.timing().onsetSeconds())
                      * MotionScript.RATE_HZ);
        }
      }
    }
    return new Course(onsets, apexes, stated, count == 0 ? 0 : sum / count);
  }

  /**
   * Begin and end of the first rise: a minimum-jerk rise is at a tenth after a quarter of its time
   * and at nine tenths after three quarters. Empty if nothing rises.
   */
  private static double[] edge(double[] curve) {
    double most = peak(curve);
    if (most < TIMED) {
      return new double[0];
    }
    double low = crossing(curve, 0.1 * most);
    double high = crossing(curve, 0.9 * most);
    double half = 0.5 * (high - low);
    return new double[] {low - half, high + half};
  }

  private static double crossing(double[] curve, double level) {
    for (int t = 1; t < curve.length; t++) {
      if (curve[t] >= level) {
        double rise = Math.max(1e-9, curve[t] - curve[t - 1]);
        return t - Math.min(1, (curve[t] - level) / rise);
      }
    }
    return curve.length - 1;
  }

  /** Deviation across takes of one description, each channel over what a lively face reaches. */
  static double diversity(List<List<List<MotionFrame>>> made) {
    double sum = 0;
    long count = 0;
    float[] scales =
        new MotionLatents(new float[][] {new float[MotionLatents.FIXED]}, 0, 1).scales();
    for (List<List<MotionFrame>> takes : made) {
      if (takes.size() < 2) {
        continue;
      }
      for (int t = 1; t < takes.get(0).size(); t++) {
        float[][] rows = new float[takes.size()][];
        for (int s = 0; s < rows.length; s++) {
          rows[s] = MotionLatents.row(takes.get(s).get(t), MotionLatents.FIXED);
        }
        for (int k = 0; k < MotionLatents.FIXED; k++) {
          double mean = 0;
          double squares = 0;
          for (float[] row : rows) {
            mean += row[k] / scales[k] / rows.length;
          }
          for (float[] row : rows) {
            squares += Math.pow(row[k] / scales[k] - mean, 2) / (rows.length - 1);
          }
          sum += squares;
          count++;
        }
      }
    }
    return count == 0 ? Double.NaN : Math.sqrt(sum / count);
  }

  /** Root mean square of the third difference of the channels, each over its scale. */
  static double jerk(List<List<List<MotionFrame>>> made) {
    double sum = 0;
    long count = 0;
    float[] scales =
        new MotionLatents(new float[][] {new float[MotionLatents.FIXED]}, 0, 1).scales();
    for (List<List<MotionFrame>> takes : made) {
      for (List<MotionFrame> clip : takes) {
        float[][] rows = new float[clip.size()][];
        for (int t = 0; t < rows.length; t++) {
          rows[t] = MotionLatents.row(clip.get(t), MotionLatents.FIXED);
        }
        for (int t = 3; t < rows.length; t++) {
          for (int k = 0; k < MotionLatents.FIXED; k++) {
            double third = rows[t][k] - 3 * rows[t - 1][k] + 3 * rows[t - 2][k] - rows[t - 3][k];
            sum += Math.pow(third / scales[k], 2);
            count++;
          }
        }
      }
    }
    return Math.sqrt(sum / Math.max(1, count));
  }

  /** Mean over clips of a measure in the last frame. */
  static double wander(List<List<List<MotionFrame>>> made, ToDoubleFunction<MotionFrame> measure) {
    return made.stream()
        .flatMap(List::stream)
        .mapToDouble(clip -> measure.applyAsDouble(clip.get(clip.size() - 1)))
        .average()
        .orElse(Double.NaN);
  }
}
