package io.argen.diffusion;

import static org.bytedeco.pytorch.global.torch.where;

import io.argen.tensor.Tensors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Draws latents from a denoiser under text and known frames.
 *
 * <p>The passes of a step run one after the other: those without text then have none to attend to,
 * which is quicker than one batch in which all texts are as long.
 */
public final class GuidedSampling {
  private static final double FULL_NOISE = 1000;

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
  public Tensor draw(Tensor noise, Tensor clean, boolean[] known, Tensor text) {
    return draw(noise, clean, known, null, text);
  }

  /**
   * The same where single channels of other frames are known too. The model never learned frames
   * that are known in part, so these channels are brought to the noise of their frame at every step
   * (Lugmayr et al. 2022, arXiv 2201.09865).
   *
   * @param parts 1 where a channel of a frame is known, else 0, of noise's shape; or null
   */
  @SuppressWarnings("try") // The scopes act by being open.
  public Tensor draw(
      Tensor noise, Tensor clean, boolean[] known, @Nullable Tensor parts, Tensor text) {
    Tensors.check("clean", clean, noise.shape());
    Tensors.check("noise", noise, -1, -1, known.length, -1, -1);
    Tensors.check("text", text, noise.size(0), -1, -1);
    if (parts != null) {
      Tensors.check("parts", parts, noise.shape());
    }
    float[] flags = new float[known.length];
    for (int t = 0; t < flags.length; t++) {
      flags[t] = known[t] ? 1 : 0;
    }
    try (NoGradGuard guard = new NoGradGuard();
        PointerScope scope = new PointerScope()) {
      Tensor mask = Tensors.of(flags, 1, 1, flags.length, 1, 1).gt(new Scalar(0.5)); // [1,1,T,1,1]
      Tensor given = parts == null ? null : parts.gt(new Scalar(0.5));
      Passes passes =
          new Passes(
              denoiser.told(text), denoiser.told(text.narrow(1, 0, 0)), noise, clean, mask, given);
      Tensor drawn =
          sampler.sample((x, t) -> Tensors.freeing(() -> velocity(passes, x, t)), noise, schedule);
      Tensor whole = where(mask, clean, drawn);
      return (given == null ? whole : where(given, clean, whole)).retainReference();
    }
  }

  /**
   * What the passes of every step share.
   *
   * @param told knows the text
   * @param untold knows none
   * @param mask which frames are known
   * @param given which channels are, or null
   */
  private record Passes(
      Denoiser.Told told,
      Denoiser.Told untold,
      Tensor noise,
      Tensor clean,
      Tensor mask,
      @Nullable Tensor given) {}

  private Tensor velocity(Passes p, Tensor state, double t) {
    Tensor x = state;
    if (p.given() != null) {
      double s = t / FULL_NOISE;
      Tensor noised = p.clean().mul(new Scalar(1 - s)).add(p.noise().mul(new Scalar(s)));
      x = where(p.given(), noised, x);
    }
    Tensor withKnown = where(p.mask(), p.clean(), x);
    Tensor row = p.mask().view(1, p.mask().size(2)).expand(x.size(0), p.mask().size(2)); // [B,T]
    Tensor times = row.logical_not().toType(x.scalar_type()).mul(new Scalar(t));
    Tensor guided = p.told().velocity(withKnown, times).mul(new Scalar(guidance.text()));
    if (guidance.known() != 0) {
      guided = guided.add(p.untold().velocity(withKnown, times).mul(new Scalar(guidance.known())));
    }
    if (guidance.free() != 0) {
      // An absent frame is a frame at full noise.
      Tensor free = where(p.mask(), p.noise(), x);
      Tensor all = times.add(row.toType(x.scalar_type()).mul(new Scalar(FULL_NOISE)));
      guided = guided.add(p.untold().velocity(free, all).mul(new Scalar(guidance.free())));
    }
    return guided;
  }
}
