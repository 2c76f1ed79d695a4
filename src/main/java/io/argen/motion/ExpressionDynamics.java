package io.argen.motion;

import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Side;
import io.argen.run.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Hand-made time courses of expressions: every unit rises, stays and falls with its own timing;
 * blinks, small glances and small movements of the head go on beside it.
 *
 * <p>Durations: onsets of 0.3-0.7 s and apexes of some tenths to seconds, as reported for posed and
 * spontaneous expressions by Cohn & Schmidt 2004 (smiles) and Valstar & Pantic 2006 (brows); rises
 * follow the smooth sigmoid of muscle activation (minimum jerk, Flash & Hogan 1985). Blinks: about
 * 17 a minute, shut within 0.1 s, open within 0.2 s (Bentivoglio et al. 1997). Brows and lids lead
 * the mouth a little or follow it, by chance.
 */
public final class ExpressionDynamics implements MotionSource {
  private static final double BLINKS_PER_SECOND = 17 / 60.0;
  private static final double BLINK_DOWN_SECONDS = 0.09;
  private static final double BLINK_UP_SECONDS = 0.19;

  /** Standard deviation of the head's wandering, radians. */
  private static final double HEAD_RADIANS = Math.toRadians(1.3);

  private static final double GAZE_RADIANS = Math.toRadians(2.5);

  @Override
  public String name() {
    return "dynamics/1";
  }

  /**
   * When an expression comes and goes.
   *
   * @param beginSeconds at which it begins to rise
   * @param onsetSeconds it takes to its strongest, positive
   * @param fallSeconds at which it begins to fall; infinite if it does not
   * @param offsetSeconds it takes to fall, positive
   */
  public record Timing(
      double beginSeconds, double onsetSeconds, double fallSeconds, double offsetSeconds) {
    public Timing {
      if (!(beginSeconds >= 0 && onsetSeconds > 0 && fallSeconds > 0 && offsetSeconds > 0)) {
        throw new IllegalArgumentException(
            "times must be positive, got "
                + beginSeconds
                + ", "
                + onsetSeconds
                + ", "
                + fallSeconds
                + ", "
                + offsetSeconds);
      }
    }
  }

  @Override
  public FaceMotion motion(MotionRequest request, long seed) {
    return motion(request, null, seed);
  }

  /** The same with a timing that is given, not drawn. */
  public FaceMotion motion(MotionRequest request, @Nullable Timing timing, long seed) {
    RandomGenerator random = Seeds.generator(seed);
    int n = request.numFrames();
    double duration = (n - 1) / request.frameRateHz();
    Course[] courses = courses(request, timing, duration, random);
    double[] blink = blinks(n, request.frameRateHz(), random);
    double[][] head = new double[5][];
    for (int k = 0; k < head.length; k++) {
      head[k] = wander(n, request.frameRateHz(), random);
    }
    double[] gazeYaw = glances(n, request.frameRateHz(), random);
    double[] gazePitch = glances(n, request.frameRateHz(), random);
    double liveliness = 0.7 + 0.6 * random.nextDouble();
    float[] apex = request.apex().toArray();
    List<MotionFrame> frames = new ArrayList<>(n);
    frames.add(MotionFrame.REST);
    for (int f = 1; f < n; f++) {
      double t = f / request.frameRateHz();
      float[] now = new float[ActionUnits.CHANNELS];
      for (int k = 0; k < now.length; k++) {
        now[k] = apex[k] == 0 ? 0 : (float) (apex[k] * courses[k].at(t));
      }
      for (Side side : Side.values()) {
        int lid = ActionUnits.channel(ActionUnit.AU45, side);
        now[lid] = Math.max(now[lid], (float) (5 * blink[f]));
      }
      double size = HEAD_RADIANS * liveliness;
      frames.add(
          new MotionFrame(
              ActionUnits.of(now),
              GAZE_RADIANS * gazeYaw[f],
              GAZE_RADIANS * 0.6 * gazePitch[f],
              size * head[0][f],
              size * 1.2 * head[1][f],
              size * 0.8 * head[2][f],
              0.10 * head[3][f],
              0.07 * head[4][f]));
    }
    return new FaceMotion(frames, request.frameRateHz());
  }

  /**
   * One unit's rise and fall.
   *
   * @param start seconds at which it begins to rise
   * @param onset seconds it takes to rise
   * @param end seconds at which it begins to fall; beyond the clip if it does not
   * @param offset seconds it takes to fall
   * @param rest what is left of it after the fall, 0-1
   * @param waver size and rate of its unsteadiness at the apex
   */
  private record Course(
      double start,
      double onset,
      double end,
      double offset,
      double rest,
      double waver,
      double phase) {
    double at(double t) {
      double up = minimumJerk((t - start) / onset);
      double down = 1 - (1 - rest) * minimumJerk((t - end) / offset);
      double steady = 1 - waver * (0.5 + 0.5 * Math.sin(2 * Math.PI * 0.9 * t + phase));
      return up * down * steady;
    }
  }

  private static Course[] courses(
      MotionRequest request, @Nullable Timing timing, double duration, RandomGenerator random) {
    boolean full = request.phase() == MotionRequest.Phase.FULL;
    double onset = 0.30 + 0.40 * random.nextDouble();
    double begin = 0.02 + 0.13 * random.nextDouble();
    if (!full) {
      onset = Math.max(0.75 * duration, 1e-3);
      begin = 0;
    }
    // A clip too short for a natural course gets the same course, faster.
    double needed = full ? begin + onset + 0.25 + 0.45 : begin + onset;
    double pace = duration <= 0 ? 1 : Math.min(1, 0.95 * duration / needed);
    boolean falls = full && random.nextDouble() < 0.8;
    double offset = 0.40 + 0.5 * random.nextDouble();
    double end = duration - pace * offset * (0.7 + 0.5 * random.nextDouble());
    double rest = 0.15 + 0.35 * random.nextDouble();
    if (timing != null) {
      pace = 1;
      begin = timing.beginSeconds;
      onset = timing.onsetSeconds;
      end = timing.fallSeconds;
      offset = timing.offsetSeconds;
      falls = end < duration;
    }
    Course[] courses = new Course[ActionUnits.CHANNELS];
    for (ActionUnit unit : ActionUnit.values()) {
      double early = (full ? 0.06 : 0.03 * onset) * random.nextGaussian();
      double slower = 1 + 0.15 * random.nextGaussian();
      double late = 0.06 * random.nextGaussian();
      double waver = 0.02 + 0.08 * random.nextDouble();
      double phase = 2 * Math.PI * random.nextDouble();
      double share = clamp(rest + 0.15 * random.nextGaussian(), 0, 0.8);
      for (Side side : Side.values()) {
        double apart = 0.012 * random.nextGaussian();
        courses[ActionUnits.channel(unit, side)] =
            new Course(
                pace * Math.max(0, begin + early + apart),
                pace * onset * clamp(slower, 0.6, 1.5),
                falls ? end + pace * late : duration + 1,
                Math.max(1e-3, pace * offset),
                share,
                full ? waver : 0,
                phase);
      }
    }
    return courses;
  }

  /** 0 to 1 with no jump in speed or acceleration. */
  private static double minimumJerk(double t) {
    double c = clamp(t, 0, 1);
    return c * c * c * (10 + c * (-15 + 6 * c));
  }

  private static double[] blinks(int n, double rate, RandomGenerator random) {
    double[] closed = new double[n];
    double t = 0.25 - Math.log(1 - random.nextDouble()) / BLINKS_PER_SECOND;
    double end = n / rate;
    while (t < end) {
      for (int f = 1; f < n; f++) {
        double since = f / rate - t;
        double down = since / BLINK_DOWN_SECONDS;
        double up = (since - BLINK_DOWN_SECONDS - 0.03) / BLINK_UP_SECONDS;
        if (down > 0 && up < 1) {
          closed[f] =
              Math.max(closed[f], Math.min(minimumJerk(down), 1 - minimumJerk(Math.max(0, up))));
        }
      }
      t += 0.6 - Math.log(1 - random.nextDouble()) / BLINKS_PER_SECOND;
    }
    return closed;
  }

  /** Slow smooth noise that starts from rest: a damped spring pushed at random. */
  private static double[] wander(int n, double rate, RandomGenerator random) {
    double[] path = new double[n];
    int steps = Math.max(1, (int) Math.ceil(120 / rate));
    double dt = 1 / rate / steps;
    double x = 0;
    double v = 0;
    double omega = 2 * Math.PI * 0.45;
    double push = Math.sqrt(4 * 0.9 * Math.pow(omega, 3));
    for (int f = 1; f < n; f++) {
      for (int s = 0; s < steps; s++) {
        v +=
            dt * (-omega * omega * x - 2 * 0.9 * omega * v)
                + push * Math.sqrt(dt) * random.nextGaussian();
        x += dt * v;
      }
      path[f] = clamp(x, -3, 3);
    }
    return path;
  }

  /** Fixations with quick jumps between them, starting where the photo looks. */
  private static double[] glances(int n, double rate, RandomGenerator random) {
    double[] path = new double[n];
    double now = 0;
    double aim = 0;
    double next = 0.4 - 0.9 * Math.log(1 - random.nextDouble());
    for (int f = 1; f < n; f++) {
      if (f / rate > next) {
        aim = clamp(random.nextGaussian(), -2, 2);
        next += 0.3 - 0.9 * Math.log(1 - random.nextDouble());
      }
      now += (aim - now) * (1 - Math.exp(-1 / (rate * 0.03)));
      path[f] = now;
    }
    return path;
  }

  private static double clamp(double v, double low, double high) {
    return Math.max(low, Math.min(high, v));
  }
}
