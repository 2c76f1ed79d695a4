package io.argen.motion.learn;

import io.argen.facs.ActionUnits;
import io.argen.motion.MotionFrame;
import io.argen.motion.MotionLatents;
import io.argen.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * The way of motion into and out of latents [B,C,T,1,1] of about unit size.
 *
 * <p>Channels are those of {@link MotionLatents}. Units share one scale, so that a degree counts
 * the same in each; every other channel has its own.
 *
 * @param mean of each channel
 * @param scale of each channel, positive
 */
@SuppressWarnings("ArrayRecordComponent") // Copied on the way in and out; never compared.
public record LatentScale(float[] mean, float[] scale) {
  /** Intensity that is 1 in latents. */
  private static final float UNIT = 1.25f;

  /** Smallest scale of other channels over what a lively face reaches. */
  private static final float FLOOR = 0.02f;

  public LatentScale {
    if (mean.length != scale.length || mean.length < MotionLatents.FIXED) {
      throw new IllegalArgumentException(
          "expected a mean and a scale for each of at least "
              + MotionLatents.FIXED
              + " channels, got "
              + mean.length
              + " and "
              + scale.length);
    }
    mean = mean.clone();
    scale = scale.clone();
  }

  @Override
  public float[] mean() {
    return mean.clone();
  }

  @Override
  public float[] scale() {
    return scale.clone();
  }

  public int channels() {
    return mean.length;
  }

  /** Measured on rows of channels. */
  static LatentScale of(List<float[]> rows) {
    int channels = rows.get(0).length;
    float[] lively = new MotionLatents(new float[][] {new float[channels]}, 0, 1).scales();
    float[] mean = new float[channels];
    float[] scale = new float[channels];
    for (int k = 0; k < channels; k++) {
      double sum = 0;
      double squares = 0;
      for (float[] row : rows) {
        sum += row[k];
        squares += (double) row[k] * row[k];
      }
      double m = sum / rows.size();
      boolean unit = k < ActionUnits.CHANNELS;
      mean[k] = unit ? 0 : (float) m;
      double deviation = Math.sqrt(Math.max(0, squares / rows.size() - m * m));
      scale[k] = unit ? UNIT : (float) Math.max(deviation, FLOOR * lively[k]);
    }
    return new LatentScale(mean, scale);
  }

  /** Clips of one length as latents [B,C,T,1,1]. */
  public Tensor latents(List<List<MotionFrame>> clips) {
    int frames = clips.get(0).size();
    float[] values = new float[clips.size() * channels() * frames];
    for (int b = 0; b < clips.size(); b++) {
      for (int t = 0; t < frames; t++) {
        float[] row = MotionLatents.row(clips.get(b).get(t), channels());
        for (int k = 0; k < row.length; k++) {
          values[(b * row.length + k) * frames + t] = (row[k] - mean[k]) / scale[k];
        }
      }
    }
    return Tensors.of(values, clips.size(), channels(), frames, 1, 1);
  }

  /** The motion that latents [B,C,T,1,1] hold; intensities are clamped to 0-5. */
  public List<List<MotionFrame>> motion(Tensor latents) {
    Tensors.check("latents", latents, -1, channels(), -1, 1, 1);
    int frames = Math.toIntExact(latents.size(2));
    float[] values = Tensors.values(latents);
    List<List<MotionFrame>> clips = new ArrayList<>();
    for (int b = 0; b < latents.size(0); b++) {
      float[][] rows = new float[frames][channels()];
      for (int t = 0; t < frames; t++) {
        for (int k = 0; k < channels(); k++) {
          rows[t][k] = values[(b * channels() + k) * frames + t] * scale[k] + mean[k];
        }
      }
      MotionLatents motion = new MotionLatents(rows, 0, MotionScript.RATE_HZ);
      List<MotionFrame> clip = new ArrayList<>();
      for (int t = 0; t < frames; t++) {
        clip.add(motion.frame(t));
      }
      clips.add(clip);
    }
    return clips;
  }
}
