package io.argen.diffusion;

import static org.bytedeco.pytorch.global.torch.addcmul;
import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.gelu;
import static org.bytedeco.pytorch.global.torch.layer_norm;
import static org.bytedeco.pytorch.global.torch.linear;
import static org.bytedeco.pytorch.global.torch.rsqrt;
import static org.bytedeco.pytorch.global.torch.scaled_dot_product_attention;
import static org.bytedeco.pytorch.global.torch.silu;
import static org.bytedeco.pytorch.global.torch.unique_consecutive;

import io.argen.tensor.Tensors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
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
  private final Map<String, Tensor> weights;
  private final @Nullable Lora lora;

  /**
   * Takes a state dict.
   *
   * @throws IllegalArgumentException naming every missing, surplus, misshapen or non-finite tensor
   */
  public WanDenoiser(WanConfig config, Map<String, Tensor> weights, @Nullable Lora lora) {
    WanWeights.check(config, weights);
    this.config = config;
    this.weights = new LinkedHashMap<>(weights);
    this.lora = lora;
  }

  /** Of weights that were checked before: the check costs a trainer a tenth of its time. */
  static WanDenoiser unchecked(WanConfig config, Map<String, Tensor> weights) {
    return new WanDenoiser(config, weights);
  }

  private WanDenoiser(WanConfig config, Map<String, Tensor> weights) {
    this.config = config;
    this.weights = new LinkedHashMap<>(weights);
    this.lora = null;
  }

  /** The state dict, read-only. */
  public Map<String, Tensor> weights() {
    return Collections.unmodifiableMap(weights);
  }

  @Override
  public Tensor velocity(Tensor x, Tensor t, Tensor text) {
    return told(text).velocity(x, t);
  }

  @Override
  public Told told(Tensor text) {
    Context context = context(text);
    return (x, t) -> velocity(x, t, context);
  }

  private Tensor velocity(Tensor x, Tensor t, Context context) {
    long perFrame = x.size(3) / config.patchH() * (x.size(4) / config.patchW());
    long frames = x.size(2) / config.patchT();
    Tensors.check("t", t, x.size(0), frames);
    Tensor tokens = t.unsqueeze(2).expand(x.size(0), frames, perFrame);
    return perToken(x, tokens.reshape(x.size(0), frames * perFrame), context);
  }

  /** As {@link #velocity}, with a timestep for each token [B,L], tokens frame by frame. */
  public Tensor velocityPerToken(Tensor x, Tensor t, Tensor text) {
    return perToken(x, t, context(text));
  }

  /**
   * What cross-attention reads, the same at every step.
   *
   * @param keys of each block, [B,heads,Lt,d]
   * @param values of each block, [B,heads,Lt,d]
   * @param bias of the scores, [1,1,1,Lt]
   */
  private record Context(long batch, List<Tensor> keys, List<Tensor> values, TensorOptional bias) {}

  private Context context(Tensor text) {
    Tensors.check("text", text, -1, -1, config.textDim());
    Tensor told = padded(text.to(like())); // [B,Lt,Dt]
    TextRows rows = TextRows.of(told);
    Tensor context =
        layer("text_embedding.2", tanhGelu(layer("text_embedding.0", rows.packed()))); // [1,N,D]
    List<Tensor> keys = new ArrayList<>();
    List<Tensor> values = new ArrayList<>();
    for (int i = 0; i < config.numLayers(); i++) {
      String name = "blocks." + i + ".cross_attn.";
      keys.add(heads(rows.unpacked(normed(name, "k", context))));
      values.add(heads(rows.unpacked(layer(name + "v", context))));
    }
    return new Context(text.size(0), keys, values, bias(told));
  }

  private Tensor perToken(Tensor x, Tensor t, Context context) {
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

    Tensor y = patches(x.to(like()), b, f, h, w); // [B,L,D]
    // Neighbours mostly share their time, which is then embedded once.
    T_TensorTensorTensor_T times =
        unique_consecutive(t.cpu().reshape(-1), true, false, new LongOptional()); // [N], [B*L]
    Tensor which = times.get1().to(y.device(), ScalarType.Long);
    Tensor embedded =
        layer("time_embedding.2", silu(layer("time_embedding.0", sinusoids(times.get0()).to(y))));
    Tensor time = embedded.index_select(0, which).view(b, f * h * w, config.dim()); // [B,L,D]
    Tensor six =
        layer("time_projection.1", silu(embedded)) // [N,6D]
            .index_select(0, which)
            .view(b, f * h * w, 6, config.dim()); // [B,L,6,D]
    RotaryPositions positions = new RotaryPositions(config.dim() / config.numHeads(), f, h, w, y);
    for (int i = 0; i < config.numLayers(); i++) {
      Tensor before = y;
      int at = i;
      y = Tensors.freeing(() -> block(at, before, six, context, positions));
    }
    TensorVector two =
        weight("head.modulation").unsqueeze(0).add(time.unsqueeze(2)).unbind(2); // 2 of [B,L,D]
    y = layer("head.head", modulated(normed(y), two.get(1), two.get(0)));
    return y.view(b, f, h, w, config.patchT(), config.patchH(), config.patchW(), config.outDim())
        .permute(0, 7, 1, 4, 2, 5, 3, 6)
        .reshape(b, config.outDim(), f * config.patchT(), h * config.patchH(), w * config.patchW())
        .to(x); // [B,C,T,H,W]
  }

  private Tensor block(int at, Tensor x, Tensor six, Context context, RotaryPositions positions) {
    String name = "blocks." + at + ".";
    // Taken apart in one go: the gradient of a single part is as large as that of all.
    TensorVector e = weight(name + "modulation").unsqueeze(0).add(six).unbind(2); // 6 of [B,L,D]
    Tensor in = modulated(normed(x), e.get(1), e.get(0));
    Tensor y = addcmul(x, selfAttention(name + "self_attn.", in, positions), e.get(2));
    return read(at, y, e, context);
  }

  /** What a block does after self-attention. */
  private Tensor read(int at, Tensor x, TensorVector e, Context context) {
    String name = "blocks." + at + ".";
    Tensor y = x.add(heard(name, at, x, context));
    Tensor inner = modulated(normed(y), e.get(4), e.get(3));
    Tensor forward = layer(name + "ffn.2", tanhGelu(layer(name + "ffn.0", inner)));
    return addcmul(y, forward, e.get(5));
  }

  /** Cross-attention; where all of a text is one empty token, every query gets its value. */
  private Tensor heard(String name, int at, Tensor y, Context context) {
    Tensor values = context.values().get(at);
    if (values.size(2) == 1) {
      return layer(
          name + "cross_attn.o", values.transpose(1, 2).reshape(y.size(0), 1, config.dim()));
    }
    Tensor query = y;
    if (config.crossAttnNorm()) {
      query =
          layer_norm(
              y,
              new long[] {config.dim()},
              new TensorOptional(weight(name + "norm3.weight")),
              new TensorOptional(weight(name + "norm3.bias")),
              config.eps(),
              true);
    }
    Tensor asked = normedHeads(name + "cross_attn.", "q", query);
    return attended(name + "cross_attn.", asked, context.keys().get(at), values, context.bias());
  }

  private Tensor selfAttention(String name, Tensor x, RotaryPositions positions) {
    Tensor q = positions.rotate(normedHeads(name, "q", x));
    Tensor k = positions.rotate(normedHeads(name, "k", x));
    return attended(name, q, k, heads(layer(name + "v", x)), new TensorOptional());
  }

  private Tensor attended(String name, Tensor q, Tensor k, Tensor v, TensorOptional bias) {
    Tensor o =
        scaled_dot_product_attention(
            q, k, v, bias, 0, false, new DoubleOptional(), false); // [B,heads,L,d]
    return layer(name + "o", o.transpose(1, 2).reshape(o.size(0), o.size(2), config.dim()));
  }

  /** Queries (q) or keys (k), normed over the full width, [B,heads,L,d]. */
  private Tensor normedHeads(String name, String which, Tensor x) {
    return heads(normed(name, which, x));
  }

  private Tensor normed(String name, String which, Tensor x) {
    Tensor y = layer(name + which, x);
    return config.qkNorm() ? rms(y, weight(name + "norm_" + which + ".weight")) : y;
  }

  /** [B,L,D] to [B,heads,L,d]. */
  private Tensor heads(Tensor x) {
    return x.view(x.size(0), x.size(1), config.numHeads(), config.dim() / config.numHeads())
        .transpose(1, 2);
  }

  private Tensor patches(Tensor x, long b, long f, long h, long w) {
    // A convolution whose stride is its size is a linear layer on patches.
    Tensor rows =
        x.reshape(b, config.inDim(), f, config.patchT(), h, config.patchH(), w, config.patchW())
            .permute(0, 2, 4, 6, 1, 3, 5, 7)
            .reshape(b, f * h * w, (long) config.inDim() * config.patch());
    return linear(
        rows,
        weight("patch_embedding.weight").reshape(config.dim(), rows.size(2)),
        new TensorOptional(weight("patch_embedding.bias")));
  }

  /** A text with one empty token at its end, which stands for all that it is short of. */
  private Tensor padded(Tensor text) {
    long length = text.size(1);
    if (length >= config.textLen()) {
      return text.narrow(1, 0, config.textLen());
    }
    Tensor none = text.new_zeros(new long[] {text.size(0), 1, text.size(2)});
    return cat(new TensorVector(text, none), 1);
  }

  /** n equal tokens draw as much attention as one whose score is larger by the logarithm of n. */
  private TensorOptional bias(Tensor told) {
    long length = told.size(1);
    long alike = config.textLen() - length + 1;
    if (alike == 1 || length == 1) {
      return new TensorOptional();
    }
    double[] bias = new double[Math.toIntExact(length)];
    bias[bias.length - 1] = Math.log((double) alike);
    return new TensorOptional(Tensors.of(bias, 1, 1, 1, length).to(told));
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

  private static Tensor modulated(Tensor x, Tensor scale, Tensor shift) {
    return addcmul(x.add(shift), x, scale);
  }

  private Tensor normed(Tensor x) {
    return layer_norm(
        x,
        new long[] {config.dim()},
        new TensorOptional(),
        new TensorOptional(),
        config.eps(),
        true);
  }

  private Tensor rms(Tensor x, Tensor gain) {
    return x.mul(rsqrt(mean(x.square()).add(new Scalar(config.eps())))).mul(gain);
  }

  private static Tensor mean(Tensor x) {
    return x.mean(new long[] {-1}, true, new ScalarTypeOptional());
  }

  private static Tensor tanhGelu(Tensor x) {
    return gelu(x, "tanh");
  }

  private Tensor layer(String name, Tensor x) {
    Tensor y = linear(x, weight(name + ".weight"), new TensorOptional(weight(name + ".bias")));
    Tensor a = lora == null ? null : lora.factors().get(name + Lora.A);
    if (lora == null || a == null) {
      return y;
    }
    Tensor b = Objects.requireNonNull(lora.factors().get(name + Lora.B));
    return y.add(linear(linear(x, a), b).mul(new Scalar(lora.scale())));
  }

  /** A weight, whose type and device all is computed in. */
  private Tensor like() {
    return weight("patch_embedding.weight");
  }

  private Tensor weight(String name) {
    return Objects.requireNonNull(weights.get(name), name);
  }
}
