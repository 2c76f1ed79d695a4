package io.argen.recognize;

import static org.bytedeco.pytorch.global.torch.gelu;
import static org.bytedeco.pytorch.global.torch.linear;
import static org.bytedeco.pytorch.global.torch.rsqrt;
import static org.bytedeco.pytorch.global.torch.scaled_dot_product_attention;
import static org.bytedeco.pytorch.global.torch.split_with_sizes;

import io.argen.tensor.Tensors;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.jspecify.annotations.Nullable;

/**
 * The temporal transformer: a linear layer a frame, pre-norm blocks over time, and a pool that
 * weighs the frames. All weights lie in one vector, so that an update is a few operations.
 */
final class MeshNetwork {
  private static final Scalar EPS = new Scalar(1e-5);

  private final MeshConfig config;
  private final Map<String, long[]> shapes;
  private final long[] sizes;

  MeshNetwork(MeshConfig config) {
    this.config = config;
    this.shapes = config.shapes();
    this.sizes =
        shapes.values().stream()
            .mapToLong(s -> Arrays.stream(s).reduce(1, (a, b) -> a * b))
            .toArray();
  }

  /** Number of parameters. */
  int length() {
    return Math.toIntExact(Arrays.stream(sizes).sum());
  }

  /** Names with their parts of a vector. */
  Map<String, float[]> parts(float[] vector) {
    Map<String, float[]> parts = new LinkedHashMap<>();
    int at = 0;
    int i = 0;
    for (String name : shapes.keySet()) {
      int size = Math.toIntExact(sizes[i++]);
      parts.put(name, Arrays.copyOfRange(vector, at, at + size));
      at += size;
    }
    return parts;
  }

  /** Untrained weights: Glorot for matrices, zeros for biases and the pool. */
  float[] initial(RandomGenerator random) {
    float[] values = new float[length()];
    int at = 0;
    int i = 0;
    for (Map.Entry<String, long[]> entry : shapes.entrySet()) {
      int size = Math.toIntExact(sizes[i++]);
      long[] shape = entry.getValue();
      boolean matrix = shape.length == 2 && !entry.getKey().equals("pool.weight");
      double reach = matrix ? Math.sqrt(6.0 / (shape[0] + shape[1])) : 0;
      for (int k = at; k < at + size; k++) {
        values[k] = (float) (reach * (2 * random.nextDouble() - 1));
      }
      at += size;
    }
    return values;
  }

  /** 1 for matrices, which weight decay acts on, else 0. */
  float[] decayed() {
    float[] mask = new float[length()];
    int at = 0;
    int i = 0;
    for (long[] shape : shapes.values()) {
      int size = Math.toIntExact(sizes[i++]);
      Arrays.fill(mask, at, at + size, shape.length == 2 ? 1 : 0);
      at += size;
    }
    return mask;
  }

  /**
   * Logits.
   *
   * @param vector all weights
   * @param x standardised input [B,T,D]
   * @param keep what dropout leaves of the pooled state [B,W], or null
   * @return [B,K]
   */
  Tensor logits(Tensor vector, Tensor x, @Nullable Tensor keep) {
    Tensors.check("x", x, -1, config.frames(), MeshConfig.INPUT);
    TensorVector split = split_with_sizes(vector, sizes);
    Map<String, Tensor> w = new LinkedHashMap<>();
    int i = 0;
    for (Map.Entry<String, long[]> entry : shapes.entrySet()) {
      w.put(entry.getKey(), split.get(i++).view(entry.getValue()));
    }
    Tensor y = layer(w, "input", x).add(at(w, "position")); // [B,T,W]
    for (int n = 0; n < config.layers(); n++) {
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
    long size = config.width() / MeshConfig.HEADS;
    Tensor qkv =
        layer(w, block + "qkv", x).view(b, t, 3, MeshConfig.HEADS, size).permute(2, 0, 3, 1, 4);
    Tensor o = scaled_dot_product_attention(qkv.select(0, 0), qkv.select(0, 1), qkv.select(0, 2));
    return layer(w, block + "out", o.transpose(1, 2).reshape(b, t, config.width()));
  }

  private static Tensor layer(Map<String, Tensor> w, String name, Tensor x) {
    return linear(x, at(w, name + ".weight"), new TensorOptional(at(w, name + ".bias")));
  }

  private static Tensor at(Map<String, Tensor> w, String name) {
    return Objects.requireNonNull(w.get(name), name);
  }

  private static Tensor normed(Tensor x) {
    Tensor centred = x.sub(x.mean(new long[] {-1}, true, new ScalarTypeOptional()));
    Tensor variance = centred.square().mean(new long[] {-1}, true, new ScalarTypeOptional());
    return centred.mul(rsqrt(variance.add(EPS)));
  }
}
