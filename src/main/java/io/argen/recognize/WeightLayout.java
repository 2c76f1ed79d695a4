package io.argen.recognize;

import static org.bytedeco.pytorch.global.torch.split_with_sizes;

import io.argen.tensor.SafetensorsFile;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/** Named arrays that lie in one vector one after another, so that an update is a few operations. */
final class WeightLayout {
  private final Map<String, long[]> shapes;
  private final long[] sizes;
  private final int length;

  /** Of names and shapes, in order. */
  WeightLayout(Map<String, long[]> shapes) {
    this.shapes = Collections.unmodifiableMap(new LinkedHashMap<>(shapes));
    this.sizes = this.shapes.values().stream().mapToLong(WeightLayout::size).toArray();
    this.length = Math.toIntExact(Arrays.stream(sizes).sum());
  }

  /** Numbers of a shape. */
  static int size(long[] shape) {
    return Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
  }

  Map<String, long[]> shapes() {
    return shapes;
  }

  /** Numbers of all arrays. */
  int length() {
    return length;
  }

  /** Names with copies of their parts of a vector. */
  Map<String, float[]> parts(float[] vector) {
    Map<String, float[]> parts = new LinkedHashMap<>();
    int at = 0;
    for (Map.Entry<String, long[]> entry : shapes.entrySet()) {
      int size = size(entry.getValue());
      parts.put(entry.getKey(), Arrays.copyOfRange(vector, at, at + size));
      at += size;
    }
    return parts;
  }

  /** Names with views of their parts of a vector, in their shapes. */
  Map<String, Tensor> views(Tensor vector) {
    Map<String, Tensor> views = new LinkedHashMap<>();
    if (length > 0) {
      TensorVector split = split_with_sizes(vector, sizes);
      int i = 0;
      for (Map.Entry<String, long[]> entry : shapes.entrySet()) {
        views.put(entry.getKey(), split.get(i++).view(entry.getValue()));
      }
    }
    return views;
  }

  /** 1 for matrices and filters, which weight decay acts on, else 0. */
  float[] decayed() {
    float[] mask = new float[length];
    int at = 0;
    for (long[] shape : shapes.values()) {
      int size = size(shape);
      Arrays.fill(mask, at, at + size, shape.length >= 2 ? 1 : 0);
      at += size;
    }
    return mask;
  }

  /**
   * The vector of a file's arrays.
   *
   * @throws IOException if one is missing, of another shape, or not finite
   */
  float[] read(SafetensorsFile in) throws IOException {
    float[] vector = new float[length];
    int at = 0;
    for (Map.Entry<String, long[]> entry : shapes.entrySet()) {
      int[] shape = Arrays.stream(entry.getValue()).mapToInt(Math::toIntExact).toArray();
      float[] part = in.values(entry.getKey(), shape);
      System.arraycopy(part, 0, vector, at, part.length);
      at += part.length;
    }
    return vector;
  }
}
