package io.argen.diffusion;

import org.bytedeco.pytorch.Tensor;

/** Predicts the velocity of noisy latents. */
public interface Denoiser {
  /**
   * The velocity {@code eps - x0}.
   *
   * @param x noisy latents [B,C,T,H,W]
   * @param t timesteps 0-1000 of the frames [B,T]: known frames have 0
   * @param text text states [B,L,D]; L may be 0 for the empty prompt
   * @return of the shape of x
   */
  Tensor velocity(Tensor x, Tensor t, Tensor text);

  /** The same for one text, of which whatever can be computed once is. */
  default Told told(Tensor text) {
    return (x, t) -> velocity(x, t, text);
  }

  /** A denoiser that knows the text; used within the scope in which it was made. */
  @FunctionalInterface
  interface Told {
    /** As {@link Denoiser#velocity}. */
    Tensor velocity(Tensor x, Tensor t);
  }
}
