package io.argen.motion.learn;

import io.argen.affect.TextEncoder;
import io.argen.diffusion.Guidance;
import io.argen.diffusion.GuidedSampling;
import io.argen.diffusion.NoiseSchedule;
import io.argen.diffusion.Sampler;
import io.argen.motion.MotionFrame;
import io.argen.motion.MotionLatents;
import io.argen.run.NativeWork;
import io.argen.run.Seeds;
import io.argen.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** Draws windows of motion from a model. Safe for several threads. */
public final class MotionSampler {
  private final MotionModel model;
  private final GuidedSampling sampling;
  private final int threads;

  /**
   * With a number of steps and a shift of the noise levels, see {@link NoiseSchedule}.
   *
   * @param threads of the tensor library; 1 gives the same bits however many callers there are
   */
  public MotionSampler(
      MotionModel model, Sampler sampler, int steps, double shift, Guidance guidance, int threads) {
    this.threads = threads;
    this.model = model;
    this.sampling =
        new GuidedSampling(model.denoiser(), sampler, NoiseSchedule.of(steps, shift), guidance);
  }

  /**
   * Draws one window for each text.
   *
   * @param states token states [L,384] of each text
   * @param clean windows of one length, of which the known frames are used
   * @param known which frames are
   * @param seeds of each window
   * @return windows whose known frames are exactly those given
   */
  public List<List<MotionFrame>> draw(
      List<float[][]> states, List<List<MotionFrame>> clean, boolean[] known, long[] seeds) {
    return draw(states, clean, known, null, seeds);
  }

  /**
   * The same where single units of other frames are known too.
   *
   * @param parts of each window, frame and channel whether it is known, or null
   */
  List<List<MotionFrame>> draw(
      List<float[][]> states,
      List<List<MotionFrame>> clean,
      boolean[] known,
      boolean @Nullable [][][] parts,
      long[] seeds) {
    if (states.size() != clean.size() || seeds.length != clean.size()) {
      throw new IllegalArgumentException(
          "texts, windows and seeds must be as many, got "
              + states.size()
              + ", "
              + clean.size()
              + ", "
              + seeds.length);
    }
    return NativeWork.of(() -> drawn(states, clean, known, parts, seeds));
  }

  @SuppressWarnings("try") // The scope acts by being open.
  private List<List<MotionFrame>> drawn(
      List<float[][]> states,
      List<List<MotionFrame>> clean,
      boolean[] known,
      boolean @Nullable [][][] parts,
      long[] seeds) {
    Tensors.useThreads(threads);
    int tokens = model.config().textLen();
    try (PointerScope scope = new PointerScope()) {
      Tensor latents = model.scale().latents(clean); // [B,C,T,1,1]
      Tensor noise = noise(seeds, latents);
      Tensor drawn =
          sampling.draw(
              noise,
              latents,
              known,
              parts == null ? null : mask(parts, latents),
              text(states, tokens));
      List<List<MotionFrame>> windows = new ArrayList<>();
      List<List<MotionFrame>> made = model.scale().motion(drawn);
      drawn.close();
      for (int b = 0; b < made.size(); b++) {
        List<MotionFrame> window = new ArrayList<>(made.get(b));
        for (int t = 0; t < known.length; t++) {
          if (known[t]) {
            // Scaling there and back may cost a bit.
            window.set(t, clean.get(b).get(t));
          } else if (parts != null) {
            window.set(t, exactly(window.get(t), clean.get(b).get(t), parts[b][t]));
          }
        }
        windows.add(List.copyOf(window));
      }
      return windows;
    }
  }

  private static Tensor mask(boolean[][][] parts, Tensor like) {
    int channels = Math.toIntExact(like.size(1));
    int frames = Math.toIntExact(like.size(2));
    float[] values = new float[Math.toIntExact(like.numel())];
    for (int b = 0; b < parts.length; b++) {
      for (int t = 0; t < frames; t++) {
        for (int k = 0; k < parts[b][t].length; k++) {
          values[(b * channels + k) * frames + t] = parts[b][t][k] ? 1 : 0;
        }
      }
    }
    return Tensors.of(values, like.shape());
  }

  private static MotionFrame exactly(MotionFrame drawn, MotionFrame clean, boolean[] part) {
    int channels = MotionLatents.FIXED + drawn.residual().length;
    float[] row = MotionLatents.row(drawn, channels);
    float[] given = MotionLatents.row(clean, channels);
    for (int k = 0; k < part.length; k++) {
      row[k] = part[k] ? given[k] : row[k];
    }
    return new MotionLatents(new float[][] {row}, 0, MotionScript.RATE_HZ).frame(0);
  }

  private static Tensor noise(long[] seeds, Tensor like) {
    int size = Math.toIntExact(like.numel() / seeds.length);
    float[] values = new float[seeds.length * size];
    for (int b = 0; b < seeds.length; b++) {
      RandomGenerator random = Seeds.generator(seeds[b]);
      for (int i = 0; i < size; i++) {
        values[b * size + i] = (float) random.nextGaussian();
      }
    }
    return Tensors.of(values, like.shape());
  }

  private static Tensor text(List<float[][]> states, int most) {
    int longest = states.stream().mapToInt(text -> text.length).max().orElse(0);
    int tokens = Math.min(most, longest);
    float[] values = new float[states.size() * tokens * TextEncoder.WIDTH];
    for (int b = 0; b < states.size(); b++) {
      float[][] text = states.get(b);
      for (int l = 0; l < Math.min(tokens, text.length); l++) {
        System.arraycopy(
            text[l], 0, values, (b * tokens + l) * TextEncoder.WIDTH, TextEncoder.WIDTH);
      }
    }
    return Tensors.of(values, states.size(), tokens, TextEncoder.WIDTH);
  }
}
