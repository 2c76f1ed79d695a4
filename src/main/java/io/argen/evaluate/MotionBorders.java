package io.argen.evaluate;

import io.argen.affect.TextEncoder;
import io.argen.motion.MotionFrame;
import io.argen.motion.MotionLatents;
import io.argen.motion.learn.MotionCorpus;
import io.argen.motion.learn.MotionDescriber;
import io.argen.motion.learn.MotionSampler;
import io.argen.motion.learn.MotionScript;
import io.argen.run.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How smoothly a second window of motion joins the first, and how far the head strays by its end.
 */
public final class MotionBorders {
  private static final int BATCH = 32;
  private static final int LAP = 8;

  private final MotionCorpus corpus;
  private final List<float[][]> first = new ArrayList<>();
  private final List<float[][]> second = new ArrayList<>();
  private final long seed;

  /** Second windows continue a corpus's scripts, whose windows start at rest. */
  public MotionBorders(
      MotionCorpus corpus, MotionDescriber describer, TextEncoder encoder, long seed) {
    this.corpus = corpus;
    this.seed = seed;
    for (int i = 0; i < corpus.size(); i++) {
      first.add(encoder.states(corpus.text(i)));
      second.add(encoder.states(describer.describe(later(corpus.script(i)), seed + i)));
    }
  }

  /**
   * What is measured.
   *
   * @param jump root mean square step over the border, channels over their scales
   * @param step the same of steps within windows
   * @param driftDegrees how far the head is turned from the reference in the last frame, mean
   */
  public record Report(double jump, double step, double driftDegrees) {}

  private static MotionScript later(MotionScript script) {
    return new MotionScript(
        script.apex(), script.emotion(), script.timing(), MotionScript.FRAMES - LAP);
  }

  /**
   * Draws two windows of each script.
   *
   * @param tail frames of the first that the second knows, up to 8
   */
  public Report measure(MotionSampler sampler, int tail) {
    List<List<MotionFrame>> whole = new ArrayList<>();
    for (int from = 0; from < corpus.size(); from += BATCH) {
      int to = Math.min(corpus.size(), from + BATCH);
      boolean[] known = new boolean[MotionScript.FRAMES];
      known[0] = true;
      List<MotionFrame> rest = Collections.nCopies(MotionScript.FRAMES, MotionFrame.REST);
      List<List<MotionFrame>> one =
          sampler.draw(
              first.subList(from, to),
              Collections.nCopies(to - from, rest),
              known,
              seeds("first", from, to));
      List<List<MotionFrame>> clean = new ArrayList<>();
      for (List<MotionFrame> window : one) {
        List<MotionFrame> start =
            new ArrayList<>(window.subList(window.size() - LAP, window.size()));
        start.addAll(Collections.nCopies(MotionScript.FRAMES - LAP, MotionFrame.REST));
        clean.add(start);
      }
      known = new boolean[MotionScript.FRAMES];
      for (int t = LAP - tail; t < LAP; t++) {
        known[t] = true;
      }
      List<List<MotionFrame>> two =
          sampler.draw(second.subList(from, to), clean, known, seeds("second", from, to));
      for (int b = 0; b < one.size(); b++) {
        List<MotionFrame> clip = new ArrayList<>(one.get(b));
        clip.addAll(two.get(b).subList(LAP, MotionScript.FRAMES));
        whole.add(clip);
      }
    }
    return report(whole);
  }

  /** The same of uncut hand-made takes. */
  public Report measureDynamics() {
    List<List<MotionFrame>> whole = new ArrayList<>();
    for (int i = 0; i < corpus.size(); i++) {
      long take = Seeds.derive(seed, "take", Integer.toString(i));
      List<MotionFrame> clip =
          new ArrayList<>(
              MotionCorpus.take(corpus.script(i), take).subList(0, MotionScript.FRAMES));
      // The same seed gives a longer motion other chances: each half is judged within itself.
      clip.addAll(
          MotionCorpus.take(later(corpus.script(i)), take).subList(LAP, MotionScript.FRAMES));
      whole.add(clip);
    }
    Report report = report(whole);
    return new Report(report.step(), report.step(), report.driftDegrees());
  }

  private long[] seeds(String name, int from, int to) {
    long[] seeds = new long[to - from];
    for (int i = from; i < to; i++) {
      seeds[i - from] = Seeds.derive(seed, name, Integer.toString(i));
    }
    return seeds;
  }

  private static Report report(List<List<MotionFrame>> clips) {
    double jump = 0;
    double steps = 0;
    double drift = 0;
    for (List<MotionFrame> clip : clips) {
      for (int t = 1; t < clip.size(); t++) {
        double step = step(clip.get(t - 1), clip.get(t));
        if (t == MotionScript.FRAMES) {
          jump += step / clips.size();
        } else {
          steps += step / clips.size() / (clip.size() - 2);
        }
      }
      MotionFrame last = clip.get(clip.size() - 1);
      drift += Math.toDegrees(Math.hypot(last.pitch(), last.yaw())) / clips.size();
    }
    return new Report(Math.sqrt(jump), Math.sqrt(steps), drift);
  }

  /** Mean square over channels. */
  private static double step(MotionFrame from, MotionFrame to) {
    float[] scales =
        new MotionLatents(new float[][] {new float[MotionLatents.FIXED]}, 0, 1).scales();
    float[] a = MotionLatents.row(from, MotionLatents.FIXED);
    float[] b = MotionLatents.row(to, MotionLatents.FIXED);
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += Math.pow((b[k] - a[k]) / scales[k], 2) / a.length;
    }
    return sum;
  }
}
