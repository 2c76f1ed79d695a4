package io.argen.diffusion;

import static org.bytedeco.pytorch.global.torch.addcmul;
import static org.bytedeco.pytorch.global.torch.gelu;
import static org.bytedeco.pytorch.global.torch.layer_norm;
import static org.bytedeco.pytorch.global.torch.linear;
import static org.bytedeco.pytorch.global.torch.rsqrt;
import static org.bytedeco.pytorch.global.torch.scaled_dot_product_attention;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.jspecify.annotations.Nullable;

/** What a transformer's blocks are built of, on the weights of a state dict. */
final class WanLayers {
  private final WanConfig config;
  private final Map<String, Tensor> weights;
  private final @Nullable Lora lora;

  WanLayers(WanConfig config, Map<String, Tensor> weights, @Nullable Lora lora) {
    this.config = config;
    this.weights = new LinkedHashMap<>(weights);
    this.lora = lora;
  }

  /** The state dict, read-only. */
  Map<String, Tensor> weights() {
    return Collections.unmodifiableMap(weights);
  }

  Tensor weight(String name) {
    return Objects.requireNonNull(weights.get(name), name);
  }

  /** A linear layer. */
  Tensor layer(String name, Tensor x) {
    Tensor y = linear(x, weight(name + ".weight"), new TensorOptional(weight(name + ".bias")));
    Tensor a = lora == null ? null : lora.factors().get(name + Lora.A);
    if (lora == null || a == null) {
      return y;
    }
    Tensor b = Objects.requireNonNull(lora.factors().get(name + Lora.B));
    return y.add(linear(linear(x, a), b).mul(new Scalar(lora.scale())));
  }

  /** [B,L,D] to [B,heads,L,d]. */
  Tensor heads(Tensor x) {
    return x.view(x.size(0), x.size(1), config.numHeads(), config.dim() / config.numHeads())
        .transpose(1, 2);
  }

  /** Queries (q) or keys (k) of an attention, normed over the full width, [B,L,D]. */
  Tensor normed(String name, String which, Tensor x) {
    Tensor y = layer(name + which, x);
    return config.qkNorm() ? rms(y, weight(name + "norm_" + which + ".weight")) : y;
  }

  /** What queries read, [B,L,D]; all given [B,heads,L,d]. */
  Tensor attended(String name, Tensor q, Tensor k, Tensor v, TensorOptional bias) {
    Tensor o =
        scaled_dot_product_attention(
            q, k, v, bias, 0, false, new DoubleOptional(), false); // [B,heads,L,d]
    return layer(name + "o", o.transpose(1, 2).reshape(o.size(0), o.size(2), config.dim()));
  }

  /** Layer norm; with gain and bias where a name is given. */
  Tensor normed(Tensor x, @Nullable String name) {
    return layer_norm(
        x,
        new long[] {config.dim()},
        name == null ? new TensorOptional() : new TensorOptional(weight(name + ".weight")),
        name == null ? new TensorOptional() : new TensorOptional(weight(name + ".bias")),
        config.eps(),
        true);
  }

  private Tensor rms(Tensor x, Tensor gain) {
    return x.mul(rsqrt(mean(x.square()).add(new Scalar(config.eps())))).mul(gain);
  }

  private static Tensor mean(Tensor x) {
    return x.mean(new long[] {-1}, true, new ScalarTypeOptional());
  }

  static Tensor modulated(Tensor x, Tensor scale, Tensor shift) {
    return addcmul(x.add(shift), x, scale);
  }

  static Tensor tanhGelu(Tensor x) {
    return gelu(x, "tanh");
  }
}
