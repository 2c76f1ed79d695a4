package io.argen.diffusion;

import static org.bytedeco.pytorch.global.torch.cat;

import io.argen.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;

/**
 * What cross-attention reads, the same at every step.
 *
 * @param keys of each block, [B,heads,Lt,d]
 * @param values of each block, [B,heads,Lt,d]
 * @param bias of the scores, [1,1,1,Lt]
 */
record TextContext(long batch, List<Tensor> keys, List<Tensor> values, TensorOptional bias) {
  /**
   * Of texts.
   *
   * @param text token states [B,L,textDim] in the weights' type
   */
  static TextContext of(WanConfig config, WanLayers layers, Tensor text) {
    Tensor told = padded(config, text); // [B,Lt,Dt]
    TextRows rows = TextRows.of(told);
    Tensor hidden = WanLayers.tanhGelu(layers.layer("text_embedding.0", rows.packed()));
    Tensor context = layers.layer("text_embedding.2", hidden); // [1,N,D]
    List<Tensor> keys = new ArrayList<>();
    List<Tensor> values = new ArrayList<>();
    for (int i = 0; i < config.numLayers(); i++) {
      String name = "blocks." + i + ".cross_attn.";
      keys.add(layers.heads(rows.unpacked(layers.normed(name, "k", context))));
      values.add(layers.heads(rows.unpacked(layers.layer(name + "v", context))));
    }
    return new TextContext(text.size(0), keys, values, bias(config, told));
  }

  /** A text with one empty token at its end, which stands for all that it is short of. */
  private static Tensor padded(WanConfig config, Tensor text) {
    long length = text.size(1);
    if (length >= config.textLen()) {
      return text.narrow(1, 0, config.textLen());
    }
    Tensor none = text.new_zeros(new long[] {text.size(0), 1, text.size(2)});
    return cat(new TensorVector(text, none), 1);
  }

  /** n equal tokens draw as much attention as one whose score is larger by the logarithm of n. */
  private static TensorOptional bias(WanConfig config, Tensor told) {
    long length = told.size(1);
    long alike = config.textLen() - length + 1;
    if (alike == 1 || length == 1) {
      return new TensorOptional();
    }
    double[] bias = new double[Math.toIntExact(length)];
    bias[bias.length - 1] = Math.log((double) alike);
    return new TensorOptional(Tensors.of(bias, 1, 1, 1, length).to(told));
  }
}
