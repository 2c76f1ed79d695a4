package io.argen.evaluate;

import io.argen.affect.TextEncoder;
import io.argen.facs.ActionUnit;
import io.argen.motion.MotionFrame;
import io.argen.motion.learn.MotionCorpus;
import io.argen.motion.learn.MotionSampler;
import io.argen.motion.learn.MotionScript;
import io.argen.run.Progress;
import io.argen.run.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whether motion that a model draws from a description and the first frame shows what was
 * described. Scripts know what their descriptions say; takes of the same scripts by hand-made
 * dynamics, which the model learned from, are measured beside it.
 */
public final class MotionStudy {
  private static final String STAGE = "drawing motion";
  private static final int BATCH = 32;

  private final MotionCorpus corpus;
  private final List<float[][]> states = new ArrayList<>();
  private final int seeds;
  private final long seed;

  /**
   * @param corpus held-out scripts whose windows start at rest
   * @param seeds takes of each
   * @param shuffled whether each script gets another's text, as a control
   */
  public MotionStudy(
      MotionCorpus corpus, int seeds, long seed, boolean shuffled, TextEncoder encoder) {
    this.corpus = corpus;
    this.seeds = seeds;
    this.seed = seed;
    for (int i = 0; i < corpus.size(); i++) {
      states.add(encoder.states(corpus.text(shuffled ? (i + 1) % corpus.size() : i)));
    }
  }

  /**
   * What is measured of one way of making motion.
   *
   * @param stated share of clips whose words say when the rise begins
   * @param onsetStatedWithin3 share of those whose rise begins within 3 frames of it
   * @param apexStatedWithin3 the same of its end
   * @param riseWithin3 share of all clips whose rise takes as long as it should, within 3 frames
   */
  public record Report(
      int descriptions,
      int seeds,
      SortedMap<String, Double> concordance,
      double meanConcordance,
      double pooledConcordance,
      double onsetErrorFrames,
      double onsetWithin3,
      double apexErrorFrames,
      double apexWithin3,
      double notAsked,
      double diversity,
      double jerk,
      double headDegrees,
      double gazeDegrees,
      double seconds,
      double stated,
      double onsetStatedWithin3,
      double apexStatedWithin3,
      double riseWithin3) {}

  /** Measures a model. */
  public Report measure(MotionSampler sampler, Progress progress) {
    long start = System.nanoTime();
    List<List<List<MotionFrame>>> made = draw(sampler, progress);
    return report(made, (System.nanoTime() - start) / 1e9);
  }

  /** Takes of each description, drawn by a model from its text and the first frame. */
  public List<List<List<MotionFrame>>> draw(MotionSampler sampler, Progress progress) {
    List<List<List<MotionFrame>>> made = new ArrayList<>();
    for (int i = 0; i < corpus.size(); i++) {
      made.add(new ArrayList<>());
    }
    boolean[] known = new boolean[MotionScript.FRAMES];
    known[0] = true;
    int total = corpus.size() * seeds;
    progress.begin(STAGE, total);
    for (int from = 0; from < total; from += BATCH) {
      int size = Math.min(BATCH, total - from);
      List<float[][]> texts = new ArrayList<>();
      long[] own = new long[size];
      for (int b = 0; b < size; b++) {
        texts.add(states.get((from + b) / seeds));
        own[b] = Seeds.derive(seed, "draw", Integer.toString(from + b));
      }
      List<MotionFrame> rest = Collections.nCopies(MotionScript.FRAMES, MotionFrame.REST);
      List<List<MotionFrame>> drawn =
          sampler.draw(texts, Collections.nCopies(size, rest), known, own);
      for (int b = 0; b < size; b++) {
        made.get((from + b) / seeds).add(drawn.get(b));
        progress.step(STAGE);
      }
    }
    progress.end(STAGE);
    return made;
  }

  /** Measures the hand-made dynamics on the same scripts: what the best student would reach. */
  public Report measureDynamics() {
    long start = System.nanoTime();
    return report(dynamics(), (System.nanoTime() - start) / 1e9);
  }

  /** Hand-made takes of each description. */
  public List<List<List<MotionFrame>>> dynamics() {
    List<List<List<MotionFrame>>> made = new ArrayList<>();
    for (int i = 0; i < corpus.size(); i++) {
      List<List<MotionFrame>> takes = new ArrayList<>();
      for (int s = 0; s < seeds; s++) {
        takes.add(corpus.take(i, 1000L + s));
      }
      made.add(takes);
    }
    return made;
  }

  /**
   * Concordance of unit curves where some frames of hand-made takes are known and the others drawn.
   *
   * @param every how many frames there is a known one
   * @return over all units and drawn frames
   */
  public double timeline(MotionSampler sampler, int every) {
    boolean[] known = new boolean[MotionScript.FRAMES];
    for (int t = 0; t < known.length; t += every) {
      known[t] = true;
    }
    List<Double> asked = new ArrayList<>();
    List<Double> shown = new ArrayList<>();
    for (int from = 0; from < corpus.size(); from += BATCH) {
      int size = Math.min(BATCH, corpus.size() - from);
      List<List<MotionFrame>> takes = new ArrayList<>();
      long[] own = new long[size];
      for (int b = 0; b < size; b++) {
        takes.add(corpus.take(from + b, 2000));
        own[b] = Seeds.derive(seed, "timeline", Integer.toString(from + b));
      }
      List<List<MotionFrame>> drawn =
          sampler.draw(states.subList(from, from + size), takes, known, own);
      for (int b = 0; b < size; b++) {
        for (ActionUnit unit : ActionUnit.values()) {
          for (int t = 0; t < known.length; t++) {
            if (!known[t]) {
              asked.add((double) takes.get(b).get(t).actionUnits().get(unit));
              shown.add((double) drawn.get(b).get(t).actionUnits().get(unit));
            }
          }
        }
      }
    }
    return Concordance.of(asked, shown);
  }

  private Report report(List<List<List<MotionFrame>>> made, double seconds) {
    SortedMap<String, Double> units = new TreeMap<>();
    List<Double> allAsked = new ArrayList<>();
    List<Double> allShown = new ArrayList<>();
    for (ActionUnit unit : ActionUnit.values()) {
      List<Double> asked = new ArrayList<>();
      List<Double> shown = new ArrayList<>();
      for (int i = 0; i < made.size(); i++) {
        for (List<MotionFrame> clip : made.get(i)) {
          asked.add((double) corpus.script(i).apex().get(unit));
          shown.add(MotionCurves.peak(MotionCurves.of(clip, unit)));
        }
      }
      if (unit != ActionUnit.AU45 && asked.stream().anyMatch(v -> v > 0)) {
        units.put(unit.column(), Concordance.of(asked, shown));
        allAsked.addAll(asked);
        allShown.addAll(shown);
      }
    }
    MotionCurves.Course course = MotionCurves.course(corpus, made);
    return new Report(
        made.size(),
        seeds,
        units,
        units.values().stream().mapToDouble(v -> v).average().orElse(Double.NaN),
        Concordance.of(allAsked, allShown),
        median(course.onsetErrors()),
        within(course.onsetErrors(), 3),
        median(course.apexErrors()),
        within(course.apexErrors(), 3),
        course.notAsked(),
        MotionCurves.diversity(made),
        MotionCurves.jerk(made),
        Math.toDegrees(MotionCurves.wander(made, f -> Math.hypot(f.pitch(), f.yaw()))),
        Math.toDegrees(MotionCurves.wander(made, f -> Math.hypot(f.gazeYaw(), f.gazePitch()))),
        seconds,
        course.stated().stream().mapToInt(said -> said ? 1 : 0).average().orElse(0),
        within(course.stated(course.onsetErrors()), 3),
        within(course.stated(course.apexErrors()), 3),
        within(course.riseErrors(), 3));
  }

  private static double median(List<Double> errors) {
    double[] sizes = errors.stream().mapToDouble(Math::abs).sorted().toArray();
    return sizes.length == 0 ? Double.NaN : sizes[sizes.length / 2];
  }

  private static double within(List<Double> errors, double bound) {
    return Arrays.stream(errors.stream().mapToDouble(Math::abs).toArray())
        .map(e -> e <= bound ? 1 : 0)
        .average()
        .orElse(Double.NaN);
  }
}
