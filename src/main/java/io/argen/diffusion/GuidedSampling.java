package io.argen.diffusion;

import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.where;

import io.argen.tensor.Tensors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/** Draws latents from a denoiser under text and known frames; the passes run as one batch. */
public final class GuidedSampling {
  private final Denoiser denoiser;
  private final Sampler sampler;
  private final NoiseSchedule schedule;
  private final Guidance guidance;

  public GuidedSampling(
      Denoiser denoiser, Sampler sampler, NoiseSchedule schedule, Guidance guidance) {
    this.denoiser = denoiser;
    this.sampler = sampler;
    this.schedule = schedule;
    this.guidance = guidance;
  }

  /**
   * Draws latents.
   *
   * @param noise standard normal [B,C,T,H,W]
   * @param clean latents whose known frames are used, of noise's shape
   * @param known which of the T frames are known
   * @param text text states [B,L,D]
   * @return [B,C,T,H,W] whose known frames are exactly those of {@code clean}
   */
  @SuppressWarnings("try") // The scopes act by being open.
  public Tensor draw(Tensor noise, Tensor clean, boolean[] known, Tensor text) {
    Tensors.check("clean", clean, noise.shape());
    Tensors.check("noise", noise, -1, -1, known.length, -1, -1);
    Tensors.check("text", text, noise.size(0), -1, -1);
    float[] flags = new float[known.length];
    for (int t = 0; t < flags.length; t++) {
      flags[t] = known[t] ? 1 : 0;
    }
    try (NoGradGuard guard = new NoGradGuard();
        PointerScope scope = new PointerScope()) {
      Tensor mask = Tensors.of(flags, 1, 1, flags.length, 1, 1).gt(new Scalar(0.5)); // [1,1,T,1,1]
      Tensor row = mask.view(1, flags.length).expand(noise.size(0), flags.length); // [B,T]
      Denoiser.Told told = denoiser.told(texts(text));
      Velocity velocity =
          (x, t) -> Tensors.freeing(() -> velocity(x, t, noise, clean, mask, row, told));
      Tensor drawn = sampler.sample(velocity, noise, schedule);
      return where(mask, clean, drawn).retainReference();
    }
  }

  /** The texts of the passes of a step, one below the other. */
  private Tensor texts(Tensor text) {
    Tensor none = text.new_zeros(text.shape());
    TensorVector texts = new TensorVector(text);
    if (guidance.known() != 0) {
      texts.push_back(none);
    }
    if (guidance.free() != 0) {
      texts.push_back(none);
    }
    return cat(texts, 0);
  }

  private Tensor velocity(
      Tensor x, double t, Tensor noise, Tensor clean, Tensor mask, Tensor row, Denoiser.Told told) {
    Tensor withKnown = where(mask, clean, x);
    Tensor times = row.logical_not().toType(x.scalar_type()).mul(new Scalar(t)); // [B,T]
    TensorVector xs = new TensorVector(withKnown);
    TensorVector ts = new TensorVector(times);
    boolean frames = guidance.known() != 0;
    boolean free = guidance.free() != 0;
    if (frames) {
      xs.push_back(withKnown);
      ts.push_back(times);
    }
    if (free) {
      // An absent frame is a frame at full noise.
      xs.push_back(where(mask, noise, x));
      ts.push_back(times.add(row.toType(x.scalar_type()).mul(new Scalar(1000.0))));
    }
    Tensor v = told.velocity(cat(xs, 0), cat(ts, 0));
    long b = x.size(0);
    Tensor guided = v.narrow(0, 0, b).mul(new Scalar(guidance.text()));
    if (frames) {
      guided = guided.add(v.narrow(0, b, b).mul(new Scalar(guidance.known())));
    }
    if (free) {
      guided = guided.add(v.narrow(0, frames ? 2 * b : b, b).mul(new Scalar(guidance.free())));
    }
    return guided;
  }
}
