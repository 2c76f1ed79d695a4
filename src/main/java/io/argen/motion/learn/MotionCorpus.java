package io.argen.motion.learn;

import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Emotion;
import io.argen.facs.Side;
import io.argen.motion.EmotionPrototypes;
import io.argen.motion.ExpressionDynamics;
import io.argen.motion.ExpressionDynamics.Timing;
import io.argen.motion.MotionFrame;
import io.argen.motion.MotionRequest;
import io.argen.run.Digests;
import io.argen.run.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Described motion from hand-made dynamics: prototypes at all intensities, blends of two, random
 * mixtures of units, one-sided ones; posed (quick) and spontaneous (slow) timing; whole courses and
 * windows from the middle of long ones. Every description has any number of takes, which differ in
 * head, gaze, blinks, unsteadiness and the units' own lags.
 */
public final class MotionCorpus {
  private static final int MOST_MIXED = 5;
  private static final ExpressionDynamics DYNAMICS = new ExpressionDynamics();

  /** Units that mixtures draw from: closing the eyes is left to blinks. */
  private static final List<ActionUnit> MIXED =
      java.util.Arrays.stream(ActionUnit.values()).filter(u -> u != ActionUnit.AU45).toList();

  private final List<MotionScript> scripts = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private final long seed;

  /** Frames of the last scripts, which were seen, not made up. */
  private final List<List<MotionFrame>> tracked = new ArrayList<>();

  private double share;

  private IdleMotion idle = new IdleMotion(List.of());
  private double idleShare;

  /**
   * Draws scripts and describes them.
   *
   * @param name keeps corpora of one seed apart, as {@code train} and {@code held-out}
   * @param whole whether every window starts at rest
   */
  public MotionCorpus(int size, String name, long seed, boolean whole, MotionDescriber describer) {
    this.seed = Seeds.derive(seed, "corpus", name);
    for (int i = 0; i < size; i++) {
      RandomGenerator random =
          Seeds.generator(Seeds.derive(this.seed, "script", Integer.toString(i)));
      MotionScript script = script(whole, random);
      scripts.add(script);
      texts.add(describer.describe(script, random.nextLong()));
    }
  }

  /** Scripts that are given, described with a seed; their takes are hand-made. */
  public MotionCorpus(
      List<MotionScript> scripts, String name, long seed, MotionDescriber describer) {
    this.seed = Seeds.derive(seed, "corpus", name);
    for (int i = 0; i < scripts.size(); i++) {
      this.scripts.add(scripts.get(i));
      texts.add(
          describer.describe(scripts.get(i), Seeds.derive(this.seed, "text", Integer.toString(i))));
    }
  }

  private MotionCorpus(long seed) {
    this.seed = seed;
  }

  /** The same with windows that were tracked, and hand-made takes as they are. */
  public MotionCorpus with(List<TrackedWindow> windows, double share, MotionDescriber describer) {
    return with(windows, share, 0, describer);
  }

  /**
   * The same with windows that were tracked.
   *
   * @param share of what training draws that is drawn from them
   * @param idleShare of hand-made takes that idle as the people do whose windows are calm
   */
  public MotionCorpus with(
      List<TrackedWindow> windows, double share, double idleShare, MotionDescriber describer) {
    MotionCorpus both = new MotionCorpus(seed);
    both.idle = new IdleMotion(windows);
    both.idleShare = idleShare;
    both.scripts.addAll(scripts);
    both.texts.addAll(texts);
    both.tracked.addAll(tracked);
    for (TrackedWindow window : windows) {
      long own = Seeds.derive(seed, "tracked", Integer.toString(both.size()));
      both.scripts.add(window.script());
      both.texts.add(describer.describe(window.script(), own));
      both.tracked.add(window.frames());
    }
    both.share = share;
    return both;
  }

  public int size() {
    return scripts.size();
  }

  /** A script to learn from next. */
  int draw(RandomGenerator random) {
    int made = size() - tracked.size();
    if (tracked.isEmpty()) {
      return random.nextInt(size());
    }
    return made == 0 || random.nextDouble() < share
        ? made + random.nextInt(tracked.size())
        : random.nextInt(made);
  }

  public MotionScript script(int index) {
    return scripts.get(index);
  }

  public String text(int index) {
    return texts.get(index);
  }

  /** All descriptions; read-only. */
  public List<String> texts() {
    return java.util.Collections.unmodifiableList(texts);
  }

  /** One of the takes of a script, of {@link MotionScript#FRAMES} frames; what was seen has one. */
  public List<MotionFrame> take(int index, long take) {
    int seen = index - (size() - tracked.size());
    if (seen >= 0) {
      return tracked.get(seen);
    }
    long own = Seeds.derive(seed, "take", Integer.toString(index), Long.toString(take));
    List<MotionFrame> made = take(scripts.get(index), own);
    RandomGenerator random = Seeds.generator(Seeds.derive(own, "idle"));
    return random.nextDouble() < idleShare
        ? idle.over(made, scripts.get(index).apex(), random)
        : made;
  }

  /** A window of hand-made motion. */
  public static List<MotionFrame> take(MotionScript script, long seed) {
    MotionRequest request =
        new MotionRequest(
            script.apex(),
            script.skip() + MotionScript.FRAMES,
            MotionScript.RATE_HZ,
            MotionRequest.Phase.FULL);
    List<MotionFrame> frames = DYNAMICS.motion(request, script.timing(), seed).frames();
    return List.copyOf(frames.subList(script.skip(), frames.size()));
  }

  /**
   * SHA-256 of the descriptions, of one take of each of the first thousand, and of what was seen.
   */
  public String hash() {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < size(); i++) {
      all.append(texts.get(i)).append('\n');
      if (i < 1000 || i >= size() - tracked.size()) {
        all.append(take(i, 0).hashCode()).append('\n');
      }
    }
    return Digests.hex(all.toString());
  }

  private static MotionScript script(boolean whole, RandomGenerator random) {
    double kind = random.nextDouble();
    Optional<Emotion> emotion = Optional.empty();
    ActionUnits apex;
    if (kind < 0.4) {
      Emotion drawn = Emotion.values()[random.nextInt(Emotion.values().length)];
      emotion = Optional.of(drawn);
      apex = EmotionPrototypes.apex(drawn, 0.2 + 0.8 * random.nextDouble(), random);
    } else if (kind < 0.55) {
      apex = blend(random);
    } else {
      apex = mixture(random);
    }
    boolean inside = !whole && random.nextDouble() < 0.25;
    return new MotionScript(
        apex, emotion, timing(inside, random), inside ? 8 + random.nextInt(41) : 0);
  }

  /** The stronger of two prototypes in every channel. */
  private static ActionUnits blend(RandomGenerator random) {
    Emotion[] all = Emotion.values();
    float[] units = new float[ActionUnits.CHANNELS];
    for (int i = 0; i < 2; i++) {
      float[] one =
          EmotionPrototypes.apex(
                  all[random.nextInt(all.length)], 0.2 + 0.7 * random.nextDouble(), random)
              .toArray();
      for (int k = 0; k < units.length; k++) {
        units[k] = Math.max(units[k], one[k]);
      }
    }
    return ActionUnits.of(units);
  }

  private static ActionUnits mixture(RandomGenerator random) {
    ActionUnits units = ActionUnits.neutral();
    int number = 1 + random.nextInt(MOST_MIXED);
    for (int i = 0; i < number; i++) {
      ActionUnit unit = MIXED.get(random.nextInt(MIXED.size()));
      float strength = 0.4f + 4.6f * random.nextFloat();
      double side = random.nextDouble();
      float lean = (float) (0.05 * random.nextGaussian());
      units =
          units
              .with(unit, Side.LEFT, side < 0.1 ? 0 : Math.min(5, strength * (1 + lean)))
              .with(
                  unit,
                  Side.RIGHT,
                  side >= 0.1 && side < 0.2 ? 0 : Math.min(5, strength * (1 - lean)));
    }
    return units;
  }

  /** Posed onsets are quick, spontaneous ones slow; most fall again. */
  private static Timing timing(boolean inside, RandomGenerator random) {
    boolean posed = random.nextBoolean();
    double begin = 0.05 + (posed ? 0.6 : 0.3) * random.nextDouble();
    double onset = posed ? 0.2 + 0.3 * random.nextDouble() : 0.5 + 0.6 * random.nextDouble();
    double last = inside ? 5 : 2;
    double hold = 0.15 + random.nextDouble() * Math.max(0.1, last - begin - onset);
    boolean falls = random.nextDouble() < 0.65;
    double fall = falls ? begin + onset + hold : 1e3;
    double offset = 0.35 + 0.55 * random.nextDouble();
    return new Timing(begin, onset, fall, offset);
  }
}
