package io.argen.diffusion;

import static org.bytedeco.pytorch.global.torch.split_with_sizes;

import io.argen.tensor.Tensors;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/**
 * A state dict laid end to end in one vector, so that an update of all weights is a few operations.
 */
public final class ParameterVector {
  private final WanConfig config;
  private final Map<String, long[]> shapes;
  private final long[] sizes;

  /** The layout of a transformer's state dict. */
  public ParameterVector(WanConfig config) {
    this.config = config;
    this.shapes = WanWeights.shapes(config);
    this.sizes =
        shapes.values().stream()
            .mapToLong(s -> Arrays.stream(s).reduce(1, (a, b) -> a * b))
            .toArray();
  }

  /** Number of parameters. */
  public int length() {
    return Math.toIntExact(Arrays.stream(sizes).sum());
  }

  /** The state dict as views of a vector. */
  public Map<String, Tensor> views(Tensor vector) {
    Tensors.check("vector", vector, length());
    TensorVector parts = split_with_sizes(vector, sizes);
    Map<String, Tensor> views = new LinkedHashMap<>();
    int i = 0;
    for (Map.Entry<String, long[]> entry : shapes.entrySet()) {
      views.put(entry.getKey(), parts.get(i++).view(entry.getValue()));
    }
    return views;
  }

  /** A state dict end to end, a copy. */
  public Tensor vector(Map<String, Tensor> weights) {
    WanWeights.check(config, weights);
    float[] values = new float[length()];
    int at = 0;
    for (String name : shapes.keySet()) {
      float[] part = Tensors.values(Objects.requireNonNull(weights.get(name), name));
      System.arraycopy(part, 0, values, at, part.length);
      at += part.length;
    }
    return Tensors.of(values, values.length);
  }

  /** A vector's values by name. */
  public Map<String, float[]> values(Tensor vector) {
    Map<String, float[]> values = new LinkedHashMap<>();
    views(vector).forEach((name, tensor) -> values.put(name, Tensors.values(tensor)));
    return values;
  }

  /** Shape of a tensor of the state dict. */
  public long[] shape(String name) {
    return Objects.requireNonNull(shapes.get(name), name).clone();
  }

  /** 1 where a parameter belongs to a matrix that weight decay acts on, else 0. */
  float[] decayed() {
    float[] mask = new float[length()];
    int at = 0;
    int i = 0;
    for (Map.Entry<String, long[]> entry : shapes.entrySet()) {
      int size = Math.toIntExact(sizes[i++]);
      if (entry.getValue().length == 2) {
        Arrays.fill(mask, at, at + size, 1);
      }
      at += size;
    }
    return mask;
  }

  /** Untrained weights, drawn as the reference does: Glorot, small embeddings, a head of zeros. */
  float[] initial(java.util.random.RandomGenerator random) {
    float[] values = new float[length()];
    int at = 0;
    int i = 0;
    for (Map.Entry<String, long[]> entry : shapes.entrySet()) {
      int size = Math.toIntExact(sizes[i++]);
      String name = entry.getKey();
      long[] shape = entry.getValue();
      boolean gain = name.endsWith("norm_q.weight") || name.endsWith("norm_k.weight");
      for (int k = at; k < at + size; k++) {
        if (gain || name.endsWith("norm3.weight")) {
          values[k] = 1;
        } else if (name.startsWith("head.head") || name.endsWith("bias")) {
          values[k] = 0;
        } else if (name.endsWith("modulation")) {
          values[k] = (float) (random.nextGaussian() / Math.sqrt((double) shape[2]));
        } else if (name.startsWith("time_embedding")) {
          values[k] = (float) (0.02 * random.nextGaussian());
        } else {
          long in = size / shape[0];
          values[k] = (float) ((2 * random.nextDouble() - 1) * Math.sqrt(6.0 / (in + shape[0])));
        }
      }
      at += size;
    }
    return values;
  }
}
