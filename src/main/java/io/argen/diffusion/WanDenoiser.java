package io.argen.diffusion;

import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.linear;
import static org.bytedeco.pytorch.global.torch.silu;
import static org.bytedeco.pytorch.global.torch.unique_consecutive;

import io.argen.tensor.Tensors;
import java.util.Map;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * The Wan 2.x video transformer with one timestep per token: all arithmetic is in the weights' own
 * type and on their device, so that a float64 network can be checked by differences; velocities
 * come back as x was. Weights must outlive the calls.
 */
public final class WanDenoiser implements Denoiser {
  private final WanConfig config;
  private final WanLayers layers;

  /**
   * Takes a state dict.
   *
   * @throws IllegalArgumentException naming every missing, surplus, misshapen or non-finite tensor
   */
  public WanDenoiser(WanConfig config, Map<String, Tensor> weights, @Nullable Lora lora) {
    this(config, new WanLayers(config, weights, lora));
    WanWeights.check(config, weights);
  }

  /** Of weights that were checked before: the check costs a trainer a tenth of its time. */
  static WanDenoiser unchecked(WanConfig config, Map<String, Tensor> weights) {
    return new WanDenoiser(config, new WanLayers(config, weights, null));
  }

  private WanDenoiser(WanConfig config, WanLayers layers) {
    this.config = config;
    this.layers = layers;
  }

  /** The state dict, read-only. */
  public Map<String, Tensor> weights() {
    return layers.weights();
  }

  @Override
  public Tensor velocity(Tensor x, Tensor t, Tensor text) {
    return told(text).velocity(x, t);
  }

  @Override
  public Told told(Tensor text) {
    TextContext context = context(text);
    return (x, t) -> perToken(x, eachToken(x, t), context);
  }

  /** The timestep of each token, [B,L], of those of frames, [B,T]. */
  Tensor eachToken(Tensor x, Tensor t) {
    long perFrame = x.size(3) / config.patchH() * (x.size(4) / config.patchW());
    long frames = x.size(2) / config.patchT();
    Tensors.check("t", t, x.size(0), frames);
    return t.unsqueeze(2).expand(x.size(0), frames, perFrame).reshape(x.size(0), frames * perFrame);
  }

  /** As {@link #velocity}, with a timestep for each token [B,L], tokens frame by frame. */
  public Tensor velocityPerToken(Tensor x, Tensor t, Tensor text) {
    return perToken(x, t, context(text));
  }

  TextContext context(Tensor text) {
    Tensors.check("text", text, -1, -1, config.textDim());
    return TextContext.of(config, layers, text.to(like()));
  }

  private Tensor perToken(Tensor x, Tensor t, TextContext context) {
    Stem stem = stem(x, t, context);
    Tensor y = stem.tokens();
    for (int i = 0; i < config.numLayers(); i++) {
      WanBlock block = block(i);
      Tensor before = y;
      y = Tensors.freeing(() -> block.of(before, stem.six(), context, stem.positions()));
    }
    return head(y, stem.time(), x);
  }

  WanBlock block(int at) {
    return new WanBlock(config, layers, at);
  }

  /**
   * What goes into the blocks.
   *
   * @param tokens [B,L,D]
   * @param time embedded, [B,L,D]
   * @param six what blocks take of it, [B,L,6,D]
   */
  record Stem(Tensor tokens, Tensor time, Tensor six, RotaryPositions positions) {}

  Stem stem(Tensor x, Tensor t, TextContext context) {
    Tensors.check("x", x, -1, config.inDim(), -1, -1, -1);
    long b = x.size(0);
    long f = x.size(2) / config.patchT();
    long h = x.size(3) / config.patchH();
    long w = x.size(4) / config.patchW();
    Tensors.check("x", x, b, -1, f * config.patchT(), h * config.patchH(), w * config.patchW());
    Tensors.check("t", t, b, f * h * w);
    if (context.batch() != b) {
      throw new IllegalArgumentException(
          "text must be of as many as x, " + b + ", got " + context.batch());
    }
    Tensor tokens = patches(x.to(like()), b, f, h, w); // [B,L,D]
    // Neighbours mostly share their time, which is then embedded once.
    T_TensorTensorTensor_T times =
        unique_consecutive(t.cpu().reshape(-1), true, false, new LongOptional()); // [N], [B*L]
    Tensor which = times.get1().to(tokens.device(), ScalarType.Long);
    Tensor sinusoids = sinusoids(times.get0()).to(tokens); // [N,freq]
    Tensor embedded =
        layers.layer("time_embedding.2", silu(layers.layer("time_embedding.0", sinusoids)));
    Tensor time = embedded.index_select(0, which).view(b, f * h * w, config.dim()); // [B,L,D]
    Tensor six =
        layers
            .layer("time_projection.1", silu(embedded)) // [N,6D]
            .index_select(0, which)
            .view(b, f * h * w, 6, config.dim()); // [B,L,6,D]
    return new Stem(
        tokens, time, six, new RotaryPositions(config.dim() / config.numHeads(), f, h, w, tokens));
  }

  /**
   * The velocity.
   *
   * @param y what the last block gave, [B,L,D]
   * @param x what the velocity is of
   */
  Tensor head(Tensor y, Tensor time, Tensor x) {
    long b = x.size(0);
    long f = x.size(2) / config.patchT();
    long h = x.size(3) / config.patchH();
    long w = x.size(4) / config.patchW();
    TensorVector two =
        layers.weight("head.modulation").unsqueeze(0).add(time.unsqueeze(2)).unbind(2);
    Tensor out =
        layers.layer(
            "head.head",
            WanLayers.modulated(layers.normed(y, null), two.get(1), two.get(0))); // [B,L,out]
    return out.view(b, f, h, w, config.patchT(), config.patchH(), config.patchW(), config.outDim())
        .permute(0, 7, 1, 4, 2, 5, 3, 6)
        .reshape(b, config.outDim(), f * config.patchT(), h * config.patchH(), w * config.patchW())
        .to(x); // [B,C,T,H,W]
  }

  private Tensor patches(Tensor x, long b, long f, long h, long w) {
    // A convolution whose stride is its size is a linear layer on patches.
    Tensor rows =
        x.reshape(b, config.inDim(), f, config.patchT(), h, config.patchH(), w, config.patchW())
            .permute(0, 2, 4, 6, 1, 3, 5, 7)
            .reshape(b, f * h * w, (long) config.inDim() * config.patch());
    return linear(
        rows,
        layers.weight("patch_embedding.weight").reshape(config.dim(), rows.size(2)),
        new TensorOptional(layers.weight("patch_embedding.bias")));
  }

  /** Cosines, then sines, of t [N] over a geometric ladder of wavelengths up to 10000, [N,freq]. */
  private Tensor sinusoids(Tensor t) {
    int half = config.freqDim() / 2;
    double[] rates = new double[half];
    for (int i = 0; i < half; i++) {
      rates[i] = Math.pow(10000, -(double) i / half);
    }
    Tensor angles = t.toType(ScalarType.Double).unsqueeze(1).mul(Tensors.of(rates, half));
    return cat(new TensorVector(angles.cos(), angles.sin()), 1);
  }

  /** A weight, whose type and device all is computed in. */
  private Tensor like() {
    return layers.weight("patch_embedding.weight");
  }
}
