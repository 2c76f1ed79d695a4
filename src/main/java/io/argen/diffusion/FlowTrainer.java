package io.argen.diffusion;

import io.argen.run.ArgenException;
import io.argen.run.Seeds;
import io.argen.tensor.Adam;
import io.argen.tensor.Tensors;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Trains the transformer by flow matching: {@code x = (1-s) x0 + s eps}, loss {@code |v - (eps -
 * x0)|^2} over the frames that are not known. The optimiser is AdamW (Loshchilov & Hutter 2019,
 * arXiv 1711.05101). All chance comes from the seed and the number of the update.
 */
public final class FlowTrainer {
  private static final Adam ADAM = new Adam(0.99);

  /** Numbers of an update that are worked on together. */
  private static final long PIECE = 1 << 16;

  private final WanConfig config;
  private final FlowOptions options;
  private final ParameterVector layout;
  private final TrainingState state;
  private final Tensor decayed;

  public FlowTrainer(
      WanConfig config, FlowOptions options, ParameterVector layout, TrainingState state) {
    this.config = config;
    this.options = options;
    this.layout = layout;
    this.state = state;
    this.decayed = Tensors.of(layout.decayed(), layout.length()).to(state.weights);
  }

  /**
   * Makes one update.
   *
   * @param given clean latents [B,C,T,H,W]
   * @param text text states [B,L,D]
   * @return the loss before it
   */
  @SuppressWarnings("try") // The scopes act by being open.
  public double step(Tensor given, Tensor text) {
    int step = state.step();
    RandomGenerator random =
        Seeds.generator(Seeds.derive(options.seed(), "noise", Integer.toString(step)));
    int b = Math.toIntExact(given.size(0));
    int frames = Math.toIntExact(given.size(2));
    try (PointerScope scope = new PointerScope()) {
      Tensor clean = given.to(state.weights);
      NoiseLevels levels = NoiseLevels.draw(options, b, frames, random);
      Tensor s = Tensors.of(levels.levels(), b, 1, frames, 1, 1).to(clean);
      Tensor counts = Tensors.of(levels.counts(), b, 1, frames, 1, 1).to(clean);
      Tensor noise = Tensors.noise(random, clean.shape()).to(clean);
      Tensor target = noise.sub(clean);
      Tensor x = clean.add(s.mul(target));
      Tensor told = text.mul(Tensors.of(levels.told(), b, 1, 1)).to(clean);
      double values = levels.counted() * (double) clean.numel() / ((double) b * frames);
      UnaryOperator<Tensor> loss =
          v -> v.sub(target).square().mul(counts).sum().div(new Scalar(values));
      Gradient found = gradient(x, s.view(b, frames).mul(new Scalar(1000.0)), told, loss);
      double value = found.loss();
      if (!Double.isFinite(value)) {
        throw new ArgenException(
            "the loss is not finite at update " + step + "; lower --learning-rate");
      }
      update(found.gradient(), step);
      state.add((float) value);
      return value;
    }
  }

  /**
   * A loss and its gradient.
   *
   * @param gradient by the weights, [N]
   */
  record Gradient(double loss, Tensor gradient) {}

  private Gradient gradient(Tensor x, Tensor t, Tensor text, UnaryOperator<Tensor> loss) {
    if (options.recompute()) {
      return new Recompute(config, layout, state.weights).of(x, t, text, loss);
    }
    Tensor weights = state.weights.detach().set_requires_grad(true);
    Tensor value =
        loss.apply(WanDenoiser.unchecked(config, layout.views(weights)).velocity(x, t, text));
    value.backward();
    return new Gradient(value.item_double(), weights.grad());
  }

  @SuppressWarnings("try")
  private void update(Tensor gradient, int step) {
    try (NoGradGuard guard = new NoGradGuard()) {
      double norm = gradient.norm().item_double();
      gradient.mul_(new Scalar(Math.min(1, options.clipNorm() / Math.max(norm, 1e-12))));
      double rate = options.learningRate(step);
      double average = 1 - options.averageDecay(step);
      // Piece by piece, as far as the processor's cache holds all that is read and written.
      for (long at = 0; at < layout.length(); at += PIECE) {
        try (PointerScope scope = new PointerScope()) {
          long size = Math.min(PIECE, layout.length() - at);
          Tensor w = state.weights.narrow(0, at, size);
          w.addcmul_(w, decayed.narrow(0, at, size), new Scalar(-rate * options.weightDecay()));
          ADAM.update(
              w,
              state.first.narrow(0, at, size),
              state.second.narrow(0, at, size),
              gradient.narrow(0, at, size),
              rate,
              step);
          state.average.narrow(0, at, size).lerp_(w, new Scalar(average));
        }
      }
    }
  }
}
