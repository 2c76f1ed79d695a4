package io.argen.recognize;

import io.argen.tensor.SafetensorsFile;
import io.argen.tensor.Tensors;
import java.io.IOException;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** {@code mesh}: standardised landmarks, Action Units and velocities into the transformer. */
final class MeshNetwork implements Network {
  private static final int CHUNK = 128;

  private final MeshConfig config;
  private final InputScale scale;
  private final TemporalTransformer transformer;
  private final WeightLayout layout;

  MeshNetwork(MeshConfig config, InputScale scale) {
    this.config = config;
    this.scale = scale;
    this.transformer = config.transformer();
    this.layout = new WeightLayout(transformer.shapes());
  }

  /** With the scale that a file holds. */
  static MeshNetwork read(MeshConfig config, SafetensorsFile in) throws IOException {
    return new MeshNetwork(
        config,
        new InputScale(
            in.values("scale.mean", ClipFeatures.WIDTH),
            in.values("scale.spread", ClipFeatures.WIDTH)));
  }

  @Override
  public RecognizerKind kind() {
    return RecognizerKind.MESH;
  }

  @Override
  public Object config() {
    return config;
  }

  @Override
  public int width() {
    return config.width();
  }

  @Override
  public WeightLayout layout() {
    return layout;
  }

  @Override
  public WeightLayout statistics() {
    return new WeightLayout(Map.of());
  }

  @Override
  public Map<String, float[]> constants() {
    return Map.of("scale.mean", scale.mean(), "scale.spread", scale.spread());
  }

  @Override
  public float[] initial(RandomGenerator random) {
    float[] weights = new float[layout.length()];
    transformer.initial(random, weights, 0);
    return weights;
  }

  @Override
  public float[] initialStatistics() {
    return new float[0];
  }

  @Override
  public int inputSize() {
    return config.frames() * MeshConfig.INPUT;
  }

  @Override
  public int chunk() {
    return CHUNK;
  }

  @Override
  public void write(ClipInput clip, @Nullable RandomGenerator random, float[] into, int at) {
    if (!(clip instanceof ClipFeatures features)) {
      throw new IllegalArgumentException("a mesh recogniser reads features, not pictures");
    }
    scale.write(features, config.frames(), random, into, at);
  }

  @Override
  public Tensor logits(Tensor weights, Tensor statistics, Tensor x, @Nullable Tensor keep) {
    Tensors.check("x", x, -1, inputSize());
    return transformer.logits(
        layout.views(weights), x.view(-1, config.frames(), MeshConfig.INPUT), keep);
  }

  /** Of the part of the clip around a row that is as long as what the network looks at. */
  @Override
  @SuppressWarnings("try") // The scope acts by being open.
  public float[] overTime(Tensor weights, Tensor statistics, ClipInput clip) {
    int half = config.frames() / 2;
    float[] all = new float[clip.frames() * config.classes()];
    for (int from = 0; from < clip.frames(); from += CHUNK) {
      int rows = Math.min(CHUNK, clip.frames() - from);
      float[] input = new float[rows * inputSize()];
      for (int i = 0; i < rows; i++) {
        int t = from + i;
        int to = Math.min(clip.frames(), t + half + 1);
        write(clip.part(Math.max(0, t - half), to), null, input, i * inputSize());
      }
      try (PointerScope scope = new PointerScope()) {
        Tensor x = Tensors.of(input, rows, inputSize());
        float[] some = Tensors.values(logits(weights, statistics, x, null));
        System.arraycopy(some, 0, all, from * config.classes(), some.length);
      }
    }
    return all;
  }
}
