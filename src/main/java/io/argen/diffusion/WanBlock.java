package io.argen.diffusion;

import static org.bytedeco.pytorch.global.torch.addcmul;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;

/** One block: self-attention over a clip's tokens, cross-attention to the text, feed-forward. */
record WanBlock(WanConfig config, WanLayers layers, int at) {
  /**
   * What the block makes of tokens.
   *
   * @param x [B,L,D]
   * @param six shifts, scales and gates of the time, [B,L,6,D]
   */
  Tensor of(Tensor x, Tensor six, TextContext context, RotaryPositions positions) {
    String name = "blocks." + at + ".";
    // Taken apart in one go: the gradient of a single part is as large as that of all.
    TensorVector e =
        layers.weight(name + "modulation").unsqueeze(0).add(six).unbind(2); // 6 of [B,L,D]
    Tensor in = WanLayers.modulated(layers.normed(x, null), e.get(1), e.get(0));
    Tensor y = addcmul(x, selfAttention(name + "self_attn.", in, positions), e.get(2));
    y = y.add(heard(name, y, context));
    Tensor inner = WanLayers.modulated(layers.normed(y, null), e.get(4), e.get(3));
    Tensor forward =
        layers.layer(name + "ffn.2", WanLayers.tanhGelu(layers.layer(name + "ffn.0", inner)));
    return addcmul(y, forward, e.get(5));
  }

  private Tensor selfAttention(String name, Tensor x, RotaryPositions positions) {
    Tensor q = positions.rotate(layers.heads(layers.normed(name, "q", x)));
    Tensor k = positions.rotate(layers.heads(layers.normed(name, "k", x)));
    Tensor v = layers.heads(layers.layer(name + "v", x));
    return layers.attended(name, q, k, v, new TensorOptional());
  }

  /** Cross-attention; where all of a text is one empty token, every query gets its value. */
  private Tensor heard(String name, Tensor y, TextContext context) {
    Tensor values = context.values().get(at);
    if (values.size(2) == 1) {
      return layers.layer(
          name + "cross_attn.o", values.transpose(1, 2).reshape(y.size(0), 1, config.dim()));
    }
    Tensor query = config.crossAttnNorm() ? layers.normed(y, name + "norm3") : y;
    Tensor asked = layers.heads(layers.normed(name + "cross_attn.", "q", query));
    return layers.attended(
        name + "cross_attn.", asked, context.keys().get(at), values, context.bias());
  }
}
