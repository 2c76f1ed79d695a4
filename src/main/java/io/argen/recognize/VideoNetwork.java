package io.argen.recognize;

import io.argen.tensor.SafetensorsFile;
import io.argen.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/** {@code video}: a ResNet-18 on each picture of the face, and the transformer over time. */
final class VideoNetwork implements Network {
  private static final int CHUNK = 4;
  private static final int PICTURE = 3 * VideoConfig.SIDE * VideoConfig.SIDE;
  private static final long MAX_BYTES = 1L << 30;

  private final VideoConfig config;
  private final Precision precision;
  private final ResNet18 pictures;
  private final TemporalTransformer transformer;
  private final WeightLayout seen;
  private final WeightLayout layout;
  private final WeightLayout statistics;

  /** To be used, or trained in float32. */
  VideoNetwork(VideoConfig config) {
    this(config, Precision.FLOAT32);
  }

  VideoNetwork(VideoConfig config, Precision precision) {
    this.config = config;
    this.precision = precision;
    this.pictures = config.resNet();
    this.transformer = config.transformer();
    this.seen = new WeightLayout(pictures.shapes());
    Map<String, long[]> all = new LinkedHashMap<>(pictures.shapes());
    all.putAll(transformer.shapes());
    this.layout = new WeightLayout(all);
    this.statistics = new WeightLayout(pictures.statistics());
  }

  @Override
  public RecognizerKind kind() {
    return RecognizerKind.VIDEO;
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
    return statistics;
  }

  @Override
  public Map<String, float[]> constants() {
    return Map.of();
  }

  @Override
  public float[] initial(RandomGenerator random) {
    float[] weights = new float[layout.length()];
    pictures.initial(random, weights, 0);
    transformer.initial(random, weights, seen.length());
    return weights;
  }

  @Override
  public float[] initialStatistics() {
    float[] values = new float[statistics.length()];
    int at = 0;
    for (Map.Entry<String, long[]> entry : statistics.shapes().entrySet()) {
      int size = WeightLayout.size(entry.getValue());
      Arrays.fill(values, at, at + size, entry.getKey().endsWith("running_var") ? 1 : 0);
      at += size;
    }
    return values;
  }

  /**
   * Puts the ResNet of a file in the place of the untrained one: a safetensors file with the names
   * of torchvision's {@code resnet18}; other arrays in it are left alone.
   *
   * @throws IOException saying what is missing or of another size
   */
  void load(Path file, float[] weights, float[] counted) throws IOException {
    SafetensorsFile in = SafetensorsFile.read(file, MAX_BYTES);
    System.arraycopy(seen.read(in), 0, weights, 0, seen.length());
    System.arraycopy(statistics.read(in), 0, counted, 0, statistics.length());
  }

  @Override
  public int inputSize() {
    return config.frames() * PICTURE;
  }

  @Override
  public int chunk() {
    return CHUNK;
  }

  @Override
  public void write(ClipInput clip, @Nullable RandomGenerator random, float[] into, int at) {
    PictureInput.write(crops(clip), config.frames(), random, into, at);
  }

  private static ClipCrops crops(ClipInput clip) {
    if (clip instanceof ClipCrops crops) {
      return crops;
    }
    throw new IllegalArgumentException("a video recogniser reads pictures, not features");
  }

  @Override
  public Tensor logits(Tensor weights, Tensor counted, Tensor x, @Nullable Tensor keep) {
    Tensors.check("x", x, -1, inputSize());
    Map<String, Tensor> w = layout.views(weights);
    Tensor frames = features(w, counted, x, keep != null); // [B*T,D]
    return transformer.logits(w, frames.view(-1, config.frames(), frames.size(1)), keep);
  }

  /** [N,features], of any number of pictures. */
  private Tensor features(Map<String, Tensor> w, Tensor counted, Tensor x, boolean training) {
    Tensor upright = x.view(-1, 3, VideoConfig.SIDE, VideoConfig.SIDE);
    boolean half = training && precision == Precision.BFLOAT16;
    Tensor shown = half ? upright.toType(ScalarType.BFloat16) : upright;
    Tensor y = pictures.features(w, statistics.views(counted), shown, training);
    return TemporalTransformer.normed(y);
  }

  /** Each picture goes through the ResNet once, however many windows show it. */
  @Override
  @SuppressWarnings("try") // The scope acts by being open.
  public float[] overTime(Tensor weights, Tensor counted, ClipInput clip) {
    int rows = clip.frames();
    int width = pictures.features();
    float[] frames = new float[rows * width];
    int at = 0;
    for (int from = 0; from < rows; from += config.frames()) {
      int some = Math.min(config.frames(), rows - from);
      float[] input = new float[some * PICTURE];
      PictureInput.plain(crops(clip), from, some, input);
      try (PointerScope scope = new PointerScope()) {
        Tensor x = Tensors.of(input, some, PICTURE);
        float[] seenNow = Tensors.values(features(layout.views(weights), counted, x, false));
        System.arraycopy(seenNow, 0, frames, at, seenNow.length);
        at += seenNow.length;
      }
    }
    int t = config.frames();
    float[] windows = new float[rows * t * width];
    for (int row = 0; row < rows; row++) {
      int from = Math.max(0, row - t / 2);
      int to = Math.min(rows, row + t / 2 + 1);
      for (int k = 0; k < t; k++) {
        int frame = from + PictureInput.nearest(to - from, t, k, 0, 1);
        System.arraycopy(frames, frame * width, windows, (row * t + k) * width, width);
      }
    }
    try (PointerScope scope = new PointerScope()) {
      Tensor x = Tensors.of(windows, rows, t, width);
      return Tensors.values(transformer.logits(layout.views(weights), x, null));
    }
  }
}
