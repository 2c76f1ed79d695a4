package io.argen.tensor;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.AbstractTensor;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The way of numbers into and out of libtorch tensors. */
public final class Tensors {
  static {
    Libtorch.unpack();
  }

  private Tensors() {}

  /**
   * Sets how many threads compute for the calling thread; 1 gives the same bits on any number of
   * cores, and is the fastest where other programs are busy.
   */
  public static void useThreads(int threads) {
    torch.set_num_threads(threads);
    openblas_nolapack.blas_set_num_threads(threads);
  }

  /** What some work gives, all else that it made freed at once. */
  @SuppressWarnings("try") // The scope acts by being open.
  public static Tensor freeing(Supplier<Tensor> work) {
    Tensor kept;
    try (PointerScope scope = new PointerScope()) {
      kept = work.get().retainReference();
    }
    // A second handle, which the caller's own scope knows.
    Tensor given = new Tensor(kept);
    kept.close();
    return given;
  }

  /** A float32 tensor of a copy of row-major values. */
  public static Tensor of(float[] values, long... shape) {
    return AbstractTensor.create(values, shape);
  }

  /** A float64 tensor of a copy of row-major values. */
  public static Tensor of(double[] values, long... shape) {
    return AbstractTensor.create(values, shape);
  }

  /** A copy of a tensor's values as float32, row-major. */
  public static float[] values(Tensor tensor) {
    Tensor plain = tensor.detach().cpu().toType(ScalarType.Float).contiguous();
    float[] values = new float[Math.toIntExact(plain.numel())];
    if (values.length > 0) {
      FloatPointer pointer = new FloatPointer(plain.data_ptr());
      pointer.capacity(values.length).get(values);
    }
    return values;
  }

  /** Standard normal float32 noise; the same stream gives the same bits on every machine. */
  public static Tensor noise(RandomGenerator random, long... shape) {
    long size = 1;
    for (long dim : shape) {
      size = Math.multiplyExact(size, dim);
    }
    float[] values = new float[Math.toIntExact(size)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return of(values, shape);
  }

  /**
   * A file's tensors whose names start with a prefix, under the rest of their names.
   *
   * @throws IOException if one of them holds a NaN or an infinity
   */
  public static Map<String, Tensor> read(SafetensorsFile file, String prefix) throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (String name : file.names()) {
      if (name.startsWith(prefix)) {
        int[] shape = file.shape(name);
        long[] dims = Arrays.stream(shape).asLongStream().toArray();
        tensors.put(name.substring(prefix.length()), of(file.values(name, shape), dims));
      }
    }
    return tensors;
  }

  /**
   * Checks an argument's shape.
   *
   * @param shape expected; -1 stands for any length
   * @throws IllegalArgumentException naming the argument and both shapes
   */
  public static void check(String argument, Tensor tensor, long... shape) {
    long[] found = tensor.shape();
    boolean same = found.length == shape.length;
    for (int i = 0; same && i < shape.length; i++) {
      same = shape[i] < 0 || shape[i] == found[i];
    }
    if (!same) {
      throw new IllegalArgumentException(
          argument
              + " must have shape "
              + Arrays.toString(shape)
              + ", got "
              + Arrays.toString(found));
    }
  }
}
