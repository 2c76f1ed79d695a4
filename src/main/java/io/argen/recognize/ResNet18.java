package io.argen.recognize;

import static org.bytedeco.pytorch.global.torch.batch_norm;
import static org.bytedeco.pytorch.global.torch.conv2d;
import static org.bytedeco.pytorch.global.torch.max_pool2d;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * ResNet-18 (He et al. 2016, arXiv 1512.03385) without its last layer. Names and shapes are those
 * of torchvision's state dict, so that weights trained elsewhere load. Pictures and filters lie
 * with their channels last in memory, which oneDNN computes on without reordering.
 *
 * @param planes channels of the first stage; doubled in each of the three that follow
 */
record ResNet18(int planes) {
  private static final int STAGES = 4;
  private static final int BLOCKS = 2;
  private static final double MOMENTUM = 0.1;
  private static final double EPS = 1e-5;

  ResNet18 {
    // Filters of four channels that lie last crash oneDNN's gradient in libtorch 2.10.
    if (planes < 8 || planes % 8 != 0) {
      throw new IllegalArgumentException("planes must be a multiple of 8, got " + planes);
    }
  }

  /** Numbers that come out for a picture. */
  int features() {
    return planes << (STAGES - 1);
  }

  /** What is learned. */
  Map<String, long[]> shapes() {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    shapes.put("conv1.weight", new long[] {planes, 3, 7, 7});
    norm(shapes, "bn1", planes);
    int in = planes;
    for (int s = 0; s < STAGES; s++) {
      int out = planes << s;
      for (int b = 0; b < BLOCKS; b++) {
        String block = "layer" + (s + 1) + "." + b + ".";
        shapes.put(block + "conv1.weight", new long[] {out, in, 3, 3});
        norm(shapes, block + "bn1", out);
        shapes.put(block + "conv2.weight", new long[] {out, out, 3, 3});
        norm(shapes, block + "bn2", out);
        if (in != out) {
          shapes.put(block + "downsample.0.weight", new long[] {out, in, 1, 1});
          norm(shapes, block + "downsample.1", out);
        }
        in = out;
      }
    }
    return shapes;
  }

  private static void norm(Map<String, long[]> shapes, String name, int channels) {
    shapes.put(name + ".weight", new long[] {channels});
    shapes.put(name + ".bias", new long[] {channels});
  }

  /** Running means and variances. */
  Map<String, long[]> statistics() {
    Map<String, long[]> statistics = new LinkedHashMap<>();
    shapes()
        .forEach(
            (name, shape) -> {
              if (name.endsWith(".bias")) {
                String norm = name.substring(0, name.length() - "bias".length());
                statistics.put(norm + "running_mean", shape);
                statistics.put(norm + "running_var", shape);
              }
            });
    return statistics;
  }

  /** Writes untrained weights: He's normal draws for filters; norms that change nothing. */
  void initial(RandomGenerator random, float[] into, int from) {
    int at = from;
    for (Map.Entry<String, long[]> entry : shapes().entrySet()) {
      long[] shape = entry.getValue();
      int size = WeightLayout.size(shape);
      boolean filter = shape.length > 1;
      double spread = filter ? Math.sqrt(2.0 / (shape[0] * shape[2] * shape[3])) : 0;
      float plain = entry.getKey().endsWith(".bias") ? 0 : 1;
      for (int k = at; k < at + size; k++) {
        into[k] = filter ? (float) (spread * random.nextGaussian()) : plain;
      }
      at += size;
    }
  }

  /**
   * What is seen in pictures, computed in their type and averaged in float32.
   *
   * @param w weights by name
   * @param s statistics by name; moved on while training
   * @param x [N,3,H,W]
   * @return [N,features]
   */
  Tensor features(Map<String, Tensor> w, Map<String, Tensor> s, Tensor x, boolean training) {
    Net net = new Net(w, s, training);
    Tensor y = net.normed("bn1", net.conv("conv1", x.contiguous(MemoryFormat.ChannelsLast), 2, 3));
    long[] two = {2, 2};
    y = max_pool2d(y.relu_(), new long[] {3, 3}, two, new long[] {1, 1}, new long[] {1, 1}, false);
    for (int stage = 0; stage < STAGES; stage++) {
      for (int b = 0; b < BLOCKS; b++) {
        y = net.block("layer" + (stage + 1) + "." + b + ".", y, stage > 0 && b == 0 ? 2 : 1);
      }
    }
    return y.mean(new long[] {2, 3}, false, new ScalarTypeOptional(ScalarType.Float));
  }

  private record Net(Map<String, Tensor> weights, Map<String, Tensor> stats, boolean training) {
    Tensor block(String name, Tensor x, int stride) {
      Tensor y = normed(name + "bn1", conv(name + "conv1", x, stride, 1)).relu_();
      y = normed(name + "bn2", conv(name + "conv2", y, 1, 1));
      Tensor same =
          weights.containsKey(name + "downsample.0.weight")
              ? normed(name + "downsample.1", conv(name + "downsample.0", x, stride, 0))
              : x;
      return y.add_(same).relu_();
    }

    Tensor conv(String name, Tensor x, int stride, int padding) {
      Tensor filters =
          at(weights, name + ".weight")
              .toType(x.scalar_type())
              .contiguous(MemoryFormat.ChannelsLast);
      return conv2d(
          x,
          filters,
          new TensorOptional(),
          new long[] {stride, stride},
          new long[] {padding, padding},
          new long[] {1, 1},
          1);
    }

    Tensor normed(String name, Tensor x) {
      return batch_norm(
          x,
          new TensorOptional(at(weights, name + ".weight")),
          new TensorOptional(at(weights, name + ".bias")),
          new TensorOptional(at(stats, name + ".running_mean")),
          new TensorOptional(at(stats, name + ".running_var")),
          training,
          MOMENTUM,
          EPS,
          false);
    }

    private static Tensor at(Map<String, Tensor> tensors, String name) {
      return Objects.requireNonNull(tensors.get(name), name);
    }
  }
}
