package io.argen.recognize;

import static org.bytedeco.pytorch.global.torch.gelu;
import static org.bytedeco.pytorch.global.torch.linear;
import static org.bytedeco.pytorch.global.torch.rsqrt;
import static org.bytedeco.pytorch.global.torch.scaled_dot_product_attention;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.jspecify.annotations.Nullable;

/**
 * What all recognisers end with: a linear layer a frame, pre-norm blocks over time, and a pool that
 * weighs the frames.
 *
 * @param frames it looks at
 * @param input numbers of a frame
 * @param width of the blocks, a multiple of {@link #HEADS}
 * @param layers blocks
 * @param classes it tells apart
 */
record TemporalTransformer(int frames, int input, int width, int layers, int classes) {
  /** Heads of attention. */
  static final int HEADS = 4;

  private static final Scalar EPS = new Scalar(1e-5);

  TemporalTransformer {
    if (frames < 2 || width < HEADS || width % HEADS != 0 || layers < 1 || classes < 2) {
      throw new IllegalArgumentException(
          "a network needs two frames and classes, a layer, and a width that is a multiple of "
              + HEADS
              + ", got "
              + frames
              + ", "
              + classes
              + ", "
              + layers
              + " and "
              + width);
    }
  }

  /** The state dict's names and shapes, in order. */
  Map<String, long[]> shapes() {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    shapes.put("input.weight", new long[] {width, input});
    shapes.put("input.bias", new long[] {width});
    shapes.put("position", new long[] {frames, width});
    for (int i = 0; i < layers; i++) {
      String block = "blocks." + i + ".";
      shapes.put(block + "qkv.weight", new long[] {3L * width, width});
      shapes.put(block + "qkv.bias", new long[] {3L * width});
      shapes.put(block + "out.weight", new long[] {width, width});
      shapes.put(block + "out.bias", new long[] {width});
      shapes.put(block + "ffn.0.weight", new long[] {2L * width, width});
      shapes.put(block + "ffn.0.bias", new long[] {2L * width});
      shapes.put(block + "ffn.2.weight", new long[] {width, 2L * width});
      shapes.put(block + "ffn.2.bias", new long[] {width});
    }
    shapes.put("pool.weight", new long[] {1, width});
    shapes.put("head.weight", new long[] {classes, width});
    shapes.put("head.bias", new long[] {classes});
    return shapes;
  }

  /** Writes untrained weights: Glorot for matrices, zeros for biases and the pool. */
  void initial(RandomGenerator random, float[] into, int from) {
    int at = from;
    for (Map.Entry<String, long[]> entry : shapes().entrySet()) {
      long[] shape = entry.getValue();
      int size = WeightLayout.size(shape);
      boolean matrix = shape.length == 2 && !entry.getKey().equals("pool.weight");
      double reach = matrix ? Math.sqrt(6.0 / (shape[0] + shape[1])) : 0;
      for (int k = at; k < at + size; k++) {
        into[k] = (float) (reach * (2 * random.nextDouble() - 1));
      }
      at += size;
    }
  }

  /**
   * Logits.
   *
   * @param w weights by name
   * @param x [B,T,D]
   * @param keep what dropout leaves of the pooled state [B,W], or null
   * @return [B,K]
   */
  Tensor logits(Map<String, Tensor> w, Tensor x, @Nullable Tensor keep) {
    Tensor y = layer(w, "input", x).add(at(w, "position")); // [B,T,W]
    for (int n = 0; n < layers; n++) {
      String block = "blocks." + n + ".";
      y = y.add(attention(w, block, normed(y)));
      y = y.add(layer(w, block + "ffn.2", gelu(layer(w, block + "ffn.0", normed(y)))));
    }
    y = normed(y);
    Tensor scores = linear(y, at(w, "pool.weight")); // [B,T,1]
    Tensor weights = scores.softmax(1);
    Tensor pooled = y.mul(weights).sum(new long[] {1}, false, new ScalarTypeOptional()); // [B,W]
    return layer(w, "head", keep == null ? pooled : pooled.mul(keep)); // [B,K]
  }

  private Tensor attention(Map<String, Tensor> w, String block, Tensor x) {
    long b = x.size(0);
    long t = x.size(1);
    Tensor qkv =
        layer(w, block + "qkv", x).view(b, t, 3, HEADS, width / HEADS).permute(2, 0, 3, 1, 4);
    Tensor o = scaled_dot_product_attention(qkv.select(0, 0), qkv.select(0, 1), qkv.select(0, 2));
    return layer(w, block + "out", o.transpose(1, 2).reshape(b, t, width));
  }

  private static Tensor layer(Map<String, Tensor> w, String name, Tensor x) {
    return linear(x, at(w, name + ".weight"), new TensorOptional(at(w, name + ".bias")));
  }

  private static Tensor at(Map<String, Tensor> w, String name) {
    return Objects.requireNonNull(w.get(name), name);
  }

  /** To mean 0 and variance 1 along the last axis. */
  static Tensor normed(Tensor x) {
    Tensor centred = x.sub(x.mean(new long[] {-1}, true, new ScalarTypeOptional()));
    Tensor variance = centred.square().mean(new long[] {-1}, true, new ScalarTypeOptional());
    return centred.mul(rsqrt(variance.add(EPS)));
  }
}
