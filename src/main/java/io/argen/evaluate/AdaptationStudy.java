package io.argen.evaluate;

import io.argen.affect.TextEncoder;
import io.argen.diffusion.EulerSampler;
import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Emotion;
import io.argen.facs.Side;
import io.argen.motion.EmotionPrototypes;
import io.argen.motion.ExpressionDynamics.Timing;
import io.argen.motion.MotionFrame;
import io.argen.motion.MotionLatents;
import io.argen.motion.learn.DiffusionMotion;
import io.argen.motion.learn.MotionAdaptation;
import io.argen.motion.learn.MotionCorpus;
import io.argen.motion.learn.MotionModel;
import io.argen.motion.learn.MotionSampler;
import io.argen.motion.learn.MotionScript;
import io.argen.motion.learn.PlainDescriber;
import io.argen.motion.learn.TrackedWindow;
import io.argen.run.Progress;
import io.argen.run.Seeds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What fine-tuning on a few clips of a class changes. The class is invented: happiness that is
 * slow, stronger on one side, and always comes with nodding, of which the words say nothing.
 * Held-out clips of the same class are the measure.
 */
public final class AdaptationStudy {
  private static final int HELD_OUT = 100;
  private static final int BATCH = 25;
  private static final double NOD_RADIANS = 0.12;
  private static final double NOD_HZ = 1.3;

  private final MotionModel start;
  private final TextEncoder encoder;
  private final MotionStudy general;
  private final int steps;
  private final int threads;

  /**
   * @param general invented expressions, to see what is forgotten
   */
  public AdaptationStudy(
      MotionModel start, TextEncoder encoder, MotionStudy general, int steps, int threads) {
    this.start = start;
    this.encoder = encoder;
    this.general = general;
    this.steps = steps;
    this.threads = threads;
  }

  /**
   * One number of clips.
   *
   * @param nodding of drawn clips over that of held-out ones; 1 is right
   * @param lean the weaker side's share of the stronger one's AU 12 in drawn clips
   * @param leanAsked the same in held-out clips
   * @param concordance of other expressions, as {@link MotionStudy} measures it
   */
  public record Row(
      int clips,
      MotionRealism.Report distance,
      double nodding,
      double lean,
      double leanAsked,
      double concordance) {}

  /** Adapts to a number of clips (0: not at all) and measures. */
  public Row measure(int clips, int updates, Path folder, Progress progress) {
    MotionModel model = start;
    if (clips > 0) {
      List<TrackedWindow> windows = new ArrayList<>();
      for (int i = 0; i < clips; i++) {
        windows.addAll(TrackedWindow.of(clip(i, 1), Optional.of(Emotion.HAPPINESS), 4));
      }
      model =
          MotionModel.read(
              new MotionAdaptation(updates, MotionAdaptation.SHARE, 1)
                  .adapt(start, windows, folder.resolve("clips-" + clips), progress));
    }
    List<MotionLatents> held = new ArrayList<>();
    List<List<MotionFrame>> shown = new ArrayList<>();
    List<float[][]> texts = new ArrayList<>();
    for (int i = 0; i < HELD_OUT; i++) {
      MotionLatents clip = clip(i, 2);
      TrackedWindow window = TrackedWindow.of(clip, Optional.empty(), MotionScript.FRAMES).get(0);
      held.add(clip);
      shown.add(window.frames());
      texts.add(encoder.states(new PlainDescriber().describe(window.script(), i)));
    }
    MotionSampler sampler =
        new MotionSampler(
            model,
            new EulerSampler(),
            steps,
            DiffusionMotion.SHIFT,
            DiffusionMotion.GUIDANCE,
            threads);
    List<List<MotionFrame>> drawn = draw(sampler, texts);
    return new Row(
        clips,
        new MotionRealism(held).measure(drawn),
        nodding(drawn) / nodding(shown),
        lean(drawn),
        lean(shown),
        general.measure(sampler, progress).meanConcordance());
  }

  private static List<List<MotionFrame>> draw(MotionSampler sampler, List<float[][]> texts) {
    List<List<MotionFrame>> drawn = new ArrayList<>();
    boolean[] known = new boolean[MotionScript.FRAMES];
    known[0] = true;
    List<MotionFrame> rest = Collections.nCopies(MotionScript.FRAMES, MotionFrame.REST);
    for (int from = 0; from < texts.size(); from += BATCH) {
      int size = Math.min(BATCH, texts.size() - from);
      long[] seeds = new long[size];
      for (int b = 0; b < size; b++) {
        seeds[b] = Seeds.derive(6, "adapted", Integer.toString(from + b));
      }
      drawn.addAll(
          sampler.draw(
              texts.subList(from, from + size), Collections.nCopies(size, rest), known, seeds));
    }
    return drawn;
  }

  /** A clip of the invented class; {@code part} keeps training and held-out ones apart. */
  private static MotionLatents clip(int number, int part) {
    long seed = Seeds.derive(part, "class", Integer.toString(number));
    RandomGenerator random = Seeds.generator(seed);
    float[] apex =
        EmotionPrototypes.apex(Emotion.HAPPINESS, 0.5 + 0.5 * random.nextDouble(), random)
            .toArray();
    for (int k = 0; k < apex.length; k++) {
      apex[k] *= k % 2 == 1 ? 0.6f : 1;
    }
    Timing slow =
        new Timing(0.1 + 0.2 * random.nextDouble(), 0.8 + 0.4 * random.nextDouble(), 1e3, 0.5);
    MotionScript script = new MotionScript(ActionUnits.of(apex), Optional.empty(), slow, 0);
    List<MotionFrame> frames = MotionCorpus.take(script, random.nextLong());
    double phase = 0.3 * random.nextDouble();
    float[][] rows = new float[frames.size()][];
    for (int t = 0; t < rows.length; t++) {
      rows[t] = MotionLatents.row(frames.get(t), MotionLatents.FIXED);
      double time = t / MotionScript.RATE_HZ;
      rows[t][ActionUnits.CHANNELS + 2] +=
          (float)
              (NOD_RADIANS
                  * Math.min(1, 2 * time)
                  * Math.sin(2 * Math.PI * NOD_HZ * Math.max(0, time - phase)));
    }
    return new MotionLatents(rows, 0, MotionScript.RATE_HZ);
  }

  /** Root mean square of the head's up and down about its mean. */
  private static double nodding(List<List<MotionFrame>> clips) {
    double sum = 0;
    for (List<MotionFrame> clip : clips) {
      double mean = clip.stream().mapToDouble(MotionFrame::pitch).average().orElse(0);
      sum += clip.stream().mapToDouble(f -> Math.pow(f.pitch() - mean, 2)).average().orElse(0);
    }
    return Math.sqrt(sum / clips.size());
  }

  private static double lean(List<List<MotionFrame>> clips) {
    double[] sides = new double[2];
    for (List<MotionFrame> clip : clips) {
      for (MotionFrame frame : clip) {
        sides[0] += frame.actionUnits().get(ActionUnit.AU12, Side.LEFT);
        sides[1] += frame.actionUnits().get(ActionUnit.AU12, Side.RIGHT);
      }
    }
    return Math.min(sides[0], sides[1]) / Math.max(1e-9, Math.max(sides[0], sides[1]));
  }
}
