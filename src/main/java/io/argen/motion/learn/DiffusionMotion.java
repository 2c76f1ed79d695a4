package io.argen.motion.learn;

import io.argen.affect.TextEncoder;
import io.argen.clip.ClipMark;
import io.argen.diffusion.Guidance;
import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Side;
import io.argen.motion.ExpressionDynamics.Timing;
import io.argen.motion.FaceMotion;
import io.argen.motion.MotionFrame;
import io.argen.motion.MotionLatents;
import io.argen.motion.MotionRequest;
import io.argen.motion.MotionSource;
import io.argen.run.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Motion drawn from a diffusion model that is told in words what to show. A long motion is made of
 * windows; the tail of each is known to the next. Safe for several threads.
 */
public final class DiffusionMotion implements MotionSource {
  /** The best of the settings tried on the validation set, see docs/diffusion.md. */
  public static final Guidance GUIDANCE = new Guidance(1, 2);

  /** Shift of the noise levels when sampling. */
  public static final double SHIFT = 3;

  /** Frames of a window that the next one starts from. */
  static final int TAIL = 8;

  /** A shorter motion is made at this length, and then quickened. */
  private static final int LEAST_FULL = 16;

  private static final int LEAST_TO_APEX = 8;

  /** Weaker units are not spoken of, so they were not asked for. */
  private static final float TRACE = 0.5f;

  private final MotionSampler sampler;
  private final MotionDescriber describer;
  private final TextEncoder encoder;
  private final int channels;
  private final String name;

  /**
   * @param encoder whoever made it closes it
   * @param name of the model, for provenance
   */
  public DiffusionMotion(
      MotionModel model,
      MotionSampler sampler,
      MotionDescriber describer,
      TextEncoder encoder,
      String name) {
    this.sampler = sampler;
    this.describer = describer;
    this.encoder = encoder;
    this.channels = model.scale().channels();
    this.name = name;
  }

  @Override
  public String name() {
    return "diffusion/" + name;
  }

  @Override
  public ClipMark.Method method() {
    return ClipMark.Method.TRAINED;
  }

  @Override
  public FaceMotion motion(MotionRequest request, long seed) {
    return directed(request, MotionTimeline.NONE, seed);
  }

  /**
   * The same with units that are given at some frames; the first frame stays the photo's own.
   *
   * @param given by the clip's own frames
   */
  public FaceMotion directed(MotionRequest asked, MotionTimeline given, long seed) {
    MotionRequest request =
        new MotionRequest(
            given.peak(asked.apex()), asked.numFrames(), asked.frameRateHz(), asked.phase());
    Span span = Span.of(request);
    Timing timing = timing(request.phase(), span, Seeds.generator(Seeds.derive(seed, "timing")));
    List<MotionFrame> made = new ArrayList<>(List.of(MotionFrame.REST));
    for (int start = 0; made.size() < span.frames; start += MotionScript.FRAMES - TAIL) {
      MotionScript script = new MotionScript(request.apex(), Optional.empty(), timing, start);
      long own = Seeds.derive(seed, "window", Integer.toString(start));
      extend(
          made,
          start,
          describer.describe(script, own),
          request.apex().toArray(),
          given,
          span.step(request),
          own);
    }
    return exactly(resampled(made.subList(0, span.frames), request, span.pace), given);
  }

  /**
   * The motion that a text describes.
   *
   * @param numFrames at least 1; what is beyond the first window is told the same
   * @param given units by the clip's own frames
   */
  public FaceMotion motion(
      String text, int numFrames, double frameRateHz, MotionTimeline given, long seed) {
    MotionRequest request =
        new MotionRequest(ActionUnits.neutral(), numFrames, frameRateHz, MotionRequest.Phase.FULL);
    Span span = Span.of(request);
    List<MotionFrame> made = new ArrayList<>(List.of(MotionFrame.REST));
    for (int start = 0; made.size() < span.frames; start += MotionScript.FRAMES - TAIL) {
      long own = Seeds.derive(seed, "window", Integer.toString(start));
      extend(made, start, text, null, given, span.step(request), own);
    }
    return exactly(resampled(made.subList(0, span.frames), request, span.pace), given);
  }

  /**
   * Motion at the rate of the model.
   *
   * @param frames to make
   * @param pace frames of the model in what is one frame of time
   */
  private record Span(int frames, double pace) {
    /** Frames of the model in one of the clip. */
    double step(MotionRequest request) {
      return MotionScript.RATE_HZ / request.frameRateHz() * pace;
    }

    static Span of(MotionRequest request) {
      double asked = (request.numFrames() - 1) / request.frameRateHz() * MotionScript.RATE_HZ;
      int least = request.phase() == MotionRequest.Phase.FULL ? LEAST_FULL : LEAST_TO_APEX;
      if (asked >= least) {
        return new Span((int) Math.ceil(asked - 1e-9) + 1, 1);
      }
      return new Span(least + 1, asked <= 0 ? 1 : least / asked);
    }
  }

  /** Adds the window that starts at a frame; what is made of it already is known. */
  private void extend(
      List<MotionFrame> made,
      int start,
      String text,
      float @Nullable [] apex,
      MotionTimeline given,
      double step,
      long seed) {
    List<MotionFrame> clean =
        new ArrayList<>(Collections.nCopies(MotionScript.FRAMES, MotionFrame.REST));
    boolean[] known = new boolean[MotionScript.FRAMES];
    for (int t = 0; start + t < made.size(); t++) {
      clean.set(t, start == 0 ? made.get(t) : settled(made.get(start + t), apex));
      known[t] = true;
    }
    boolean[][] parts = new boolean[MotionScript.FRAMES][ActionUnits.CHANNELS];
    for (int t = made.size() - start; t < parts.length; t++) {
      clean.set(t, with(clean.get(t), given.at(start + t, step), parts[t]));
    }
    List<MotionFrame> window =
        sampler
            .draw(
                Collections.singletonList(encoder.states(text)),
                List.of(clean),
                known,
                given.isEmpty() ? null : new boolean[][][] {parts},
                new long[] {seed})
            .get(0);
    made.addAll(window.subList(made.size() - start, window.size()));
  }

  /**
   * A frame as the next window is told it. Traces of units that nobody asked for are left out: each
   * window would take the last one's up and add its own.
   */
  private static MotionFrame settled(MotionFrame frame, float @Nullable [] apex) {
    float[] units = frame.actionUnits().toArray();
    for (ActionUnit unit : ActionUnit.values()) {
      for (Side side : Side.values()) {
        int k = ActionUnits.channel(unit, side);
        if (unit != ActionUnit.AU45 && (apex == null ? units[k] < TRACE : apex[k] == 0)) {
          units[k] = 0;
        }
      }
    }
    return new MotionFrame(
        ActionUnits.of(units),
        frame.gazeYaw(),
        frame.gazePitch(),
        frame.pitch(),
        frame.yaw(),
        frame.roll(),
        frame.shiftX(),
        frame.shiftY(),
        frame.scale(),
        frame.residual());
  }

  /** A frame with units that are given; {@code part} learns which. */
  private static MotionFrame with(MotionFrame frame, float[] given, boolean[] part) {
    float[] row = MotionLatents.row(frame, MotionLatents.FIXED + frame.residual().length);
    for (int k = 0; k < given.length; k++) {
      part[k] = !Float.isNaN(given[k]);
      row[k] = part[k] ? given[k] : row[k];
    }
    return new MotionLatents(new float[][] {row}, 0, MotionScript.RATE_HZ).frame(0);
  }

  /** What is given at the clip's frames, after these were taken between the model's. */
  private static FaceMotion exactly(FaceMotion motion, MotionTimeline given) {
    if (given.isEmpty()) {
      return motion;
    }
    List<MotionFrame> frames = new ArrayList<>(motion.frames());
    for (int f = 1; f < frames.size(); f++) {
      frames.set(f, with(frames.get(f), given.row(f), new boolean[ActionUnits.CHANNELS]));
    }
    return new FaceMotion(frames, motion.frameRateHz());
  }

  /** Natural times, quickened where the motion is too short for them. */
  private static Timing timing(MotionRequest.Phase phase, Span span, RandomGenerator random) {
    double duration = (span.frames - 1) / MotionScript.RATE_HZ;
    double begin = 0.06 + 0.12 * random.nextDouble();
    double onset = 0.30 + 0.40 * random.nextDouble();
    double offset = 0.40 + 0.5 * random.nextDouble();
    boolean falls = random.nextDouble() < 0.8;
    double late = 0.7 + 0.5 * random.nextDouble();
    if (phase == MotionRequest.Phase.TO_APEX) {
      onset = Math.min(1.1, 0.75 * duration);
      return new Timing(0.85 * duration - onset + 0.01, onset, 1e3, offset);
    }
    double fits = Math.min(1, duration / (begin + onset + 0.2 + 0.7 * offset));
    begin *= fits;
    onset *= fits;
    double fall = Math.max(begin + onset + 0.1, duration - fits * offset * late);
    return new Timing(begin, onset, falls ? fall : 1e3, fits * offset);
  }

  private FaceMotion resampled(List<MotionFrame> frames, MotionRequest request, double pace) {
    double step = MotionScript.RATE_HZ / request.frameRateHz() * pace;
    if (step == 1) {
      return new FaceMotion(frames.subList(0, request.numFrames()), request.frameRateHz());
    }
    float[][] from = new float[frames.size()][];
    for (int t = 0; t < from.length; t++) {
      from[t] = MotionLatents.row(frames.get(t), channels);
    }
    float[][] to = new float[request.numFrames()][];
    for (int f = 0; f < to.length; f++) {
      double at = Math.min(f * step, from.length - 1);
      to[f] = between(from, at);
    }
    MotionLatents motion = new MotionLatents(to, 0, request.frameRateHz());
    List<MotionFrame> made = new ArrayList<>();
    made.add(frames.get(0));
    for (int f = 1; f < to.length; f++) {
      made.add(motion.frame(f));
    }
    return new FaceMotion(made, request.frameRateHz());
  }

  /** Catmull and Rom's curve through the rows. */
  private static float[] between(float[][] rows, double at) {
    int i = Math.min((int) at, Math.max(0, rows.length - 2));
    double u = at - i;
    float[] a = rows[Math.max(0, i - 1)];
    float[] b = rows[i];
    float[] c = rows[Math.min(rows.length - 1, i + 1)];
    float[] d = rows[Math.min(rows.length - 1, i + 2)];
    float[] row = new float[b.length];
    for (int k = 0; k < row.length; k++) {
      double slope = 0.5 * (c[k] - a[k]);
      double next = 0.5 * (d[k] - b[k]);
      double rise = c[k] - b[k];
      row[k] =
          (float)
              (b[k]
                  + u
                      * (slope
                          + u * (3 * rise - 2 * slope - next + u * (slope + next - 2 * rise))));
    }
    return row;
  }
}
