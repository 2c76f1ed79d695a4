package io.argen.recognize;

import io.argen.facs.ActionUnits;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * From a clip's features to a network's input: resampled in time, standardised by the training
 * clips, velocities added; altered by chance while training.
 */
final class InputScale {
  /** Numbers that hardly vary are not blown up: cm, or units over 5. */
  private static final double LEAST_SPREAD = 0.01;

  private static final double FLIP = 0.5;
  private static final double TRIM = 0.15;
  private static final double STRONGER = 0.25;
  private static final double SHAPE_NOISE = 0.3;
  private static final double BLIND = 0.15;

  private final float[] mean;
  private final float[] spread;

  InputScale(float[] mean, float[] spread) {
    this.mean = mean;
    this.spread = spread;
  }

  /** Of training clips. */
  static InputScale of(List<ClipFeatures> clips) {
    double[] sum = new double[ClipFeatures.WIDTH];
    double[] squares = new double[ClipFeatures.WIDTH];
    for (ClipFeatures clip : clips) {
      // Each clip weighs the same, however long.
      for (int t = 0; t < clip.frames(); t++) {
        for (int k = 0; k < sum.length; k++) {
          double v = clip.get(t, k);
          sum[k] += v / clip.frames();
          squares[k] += v * v / clip.frames();
        }
      }
    }
    float[] mean = new float[sum.length];
    float[] spread = new float[sum.length];
    for (int k = 0; k < sum.length; k++) {
      double m = sum[k] / clips.size();
      mean[k] = (float) m;
      double variance = Math.max(0, squares[k] / clips.size() - m * m);
      spread[k] = (float) Math.max(LEAST_SPREAD, Math.sqrt(variance));
    }
    return new InputScale(mean, spread);
  }

  float[] mean() {
    return mean.clone();
  }

  float[] spread() {
    return spread.clone();
  }

  /**
   * Writes one clip's input.
   *
   * @param random alters the clip; null leaves it as it is
   * @param into gets {@code frames * MeshConfig.INPUT} values from {@code at}
   */
  void write(
      ClipFeatures clip, int frames, @Nullable RandomGenerator random, float[] into, int at) {
    boolean flip = false;
    double from = 0;
    double to = 1;
    double strength = 1;
    boolean noShape = false;
    boolean noUnits = false;
    float[] shift = {};
    if (random != null) {
      flip = random.nextDouble() < FLIP;
      from = TRIM * random.nextDouble();
      to = 1 - TRIM * random.nextDouble();
      strength = 1 + STRONGER * (2 * random.nextDouble() - 1);
      double blind = random.nextDouble();
      noShape = blind < BLIND;
      noUnits = blind > 1 - BLIND;
      shift = new float[ClipFeatures.POINTS];
      for (int k = 0; k < shift.length; k++) {
        shift[k] = (float) (SHAPE_NOISE * random.nextGaussian());
      }
    }
    int width = ClipFeatures.WIDTH;
    int fast = width - ClipFeatures.POINTS;
    for (int t = 0; t < frames; t++) {
      double place = (from + (to - from) * t / (frames - 1)) * (clip.frames() - 1);
      int before = Math.min(clip.frames() - 1, (int) place);
      int after = Math.min(clip.frames() - 1, before + 1);
      double share = place - before;
      int row = at + t * MeshConfig.INPUT;
      for (int k = 0; k < width; k++) {
        int source = flip ? mirror(k) : k;
        double v = (1 - share) * clip.get(before, source) + share * clip.get(after, source);
        if (flip && k < ClipFeatures.UNITS && k % 3 == 0) {
          v = -v;
        }
        if (k < ClipFeatures.POINTS) {
          if (strength != 1) {
            int d = source + ClipFeatures.POINTS;
            double moved = (1 - share) * clip.get(before, d) + share * clip.get(after, d);
            v += (strength - 1) * (flip && k % 3 == 0 ? -moved : moved);
          }
        } else {
          v *= strength;
        }
        double scaled = (v - mean[k]) / spread[k];
        if (k < ClipFeatures.POINTS) {
          scaled = noShape ? 0 : scaled + (shift.length == 0 ? 0 : shift[k]);
        } else if (noUnits && k >= ClipFeatures.UNITS) {
          scaled = 0;
        }
        into[row + k] = (float) scaled;
      }
      for (int k = 0; k < fast; k++) {
        int now = row + ClipFeatures.POINTS + k;
        into[row + width + k] = t == 0 ? 0 : into[now] - into[now - MeshConfig.INPUT];
      }
    }
  }

  /** Where the value of the mirrored face stands. */
  static int mirror(int k) {
    if (k >= ClipFeatures.UNITS) {
      return ClipFeatures.UNITS + ((k - ClipFeatures.UNITS) ^ 1) % ActionUnits.CHANNELS;
    }
    int block = k / ClipFeatures.POINTS * ClipFeatures.POINTS;
    int point = (k - block) / 3;
    return block + FacePoints.mirror(point) * 3 + k % 3;
  }
}
