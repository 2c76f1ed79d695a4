package io.argen.recognize;

import io.argen.run.AtomicFiles;
import io.argen.run.InputException;
import io.argen.run.Json;
import io.argen.tensor.Safetensors;
import io.argen.tensor.SafetensorsFile;
import io.argen.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/** A trained {@code mesh} recogniser. Safe for several threads. */
public final class Recognizer {
  private static final String SCHEMA = "argen/recognizer-mesh/1";
  private static final long MAX_BYTES = 500L << 20;
  private static final int CHUNK = 128;

  private final List<String> labels;
  private final MeshConfig config;
  private final InputScale scale;
  private final float[] weights;

  Recognizer(List<String> labels, MeshConfig config, InputScale scale, float[] weights) {
    this.labels = List.copyOf(labels);
    this.config = config;
    this.scale = scale;
    this.weights = weights;
  }

  /** The classes, as the data set spelt them. */
  public List<String> labels() {
    return labels;
  }

  /** Numbers that were learned. */
  public int parameters() {
    return weights.length;
  }

  /** A fresh copy. */
  public float[] weights() {
    return weights.clone();
  }

  /** A probability for each class, for each clip; each clip has a frame at least. */
  public List<double[]> probabilities(List<ClipFeatures> clips) {
    List<double[]> all = new ArrayList<>();
    for (int at = 0; at < clips.size(); at += CHUNK) {
      all.addAll(chunk(clips.subList(at, Math.min(clips.size(), at + CHUNK))));
    }
    return all;
  }

  @SuppressWarnings("try") // The scopes act by being open.
  private List<double[]> chunk(List<ClipFeatures> clips) {
    int size = config.frames() * MeshConfig.INPUT;
    float[] input = new float[clips.size() * size];
    for (int i = 0; i < clips.size(); i++) {
      scale.write(clips.get(i), config.frames(), null, input, i * size);
    }
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor x = Tensors.of(input, clips.size(), config.frames(), MeshConfig.INPUT);
      Tensor logits = new MeshNetwork(config).logits(Tensors.of(weights, weights.length), x, null);
      float[] p = Tensors.values(logits.softmax(1));
      List<double[]> rows = new ArrayList<>();
      for (int i = 0; i < clips.size(); i++) {
        double[] row = new double[labels.size()];
        for (int k = 0; k < row.length; k++) {
          row[k] = p[i * row.length + k];
        }
        rows.add(row);
      }
      return rows;
    }
  }

  /**
   * Probabilities at every frame that shows the face: of the part of the clip around it that is as
   * long as what the network looks at.
   */
  public List<double[]> overTime(ClipFeatures clip) {
    List<ClipFeatures> parts = new ArrayList<>();
    int half = config.frames() / 2;
    for (int t = 0; t < clip.frames(); t++) {
      int from = Math.max(0, t - half);
      parts.add(clip.part(from, Math.min(clip.frames(), t + half + 1)));
    }
    return probabilities(parts);
  }

  /** The index of the greatest; the first of equals. */
  public static int best(double[] probabilities) {
    int best = 0;
    for (int k = 1; k < probabilities.length; k++) {
      best = probabilities[k] > probabilities[best] ? k : best;
    }
    return best;
  }

  /** Writes the checkpoint whole or not at all. */
  public void write(Path file, Map<String, String> told) {
    Safetensors out =
        new Safetensors()
            .describe("schema", SCHEMA)
            .describe("features", ClipFeatures.VERSION)
            .describe("labels", Json.line(labels))
            .describe("config", Json.line(config));
    told.forEach(out::describe);
    Map<String, long[]> shapes = config.shapes();
    new MeshNetwork(config)
        .parts(weights)
        .forEach((name, part) -> out.add(name, part, shapes.getOrDefault(name, new long[0])));
    out.add("scale.mean", scale.mean(), ClipFeatures.WIDTH);
    out.add("scale.spread", scale.spread(), ClipFeatures.WIDTH);
    try {
      Path temp = AtomicFiles.tempFor(file);
      out.write(temp);
      AtomicFiles.moveIntoPlace(temp, file);
    } catch (IOException e) {
      throw AtomicFiles.unwritable(file, e);
    }
  }

  /**
   * Reads a checkpoint.
   *
   * @throws InputException if it is none of this version
   */
  public static Recognizer read(Path file) {
    try {
      SafetensorsFile in = SafetensorsFile.read(file, MAX_BYTES);
      String features = in.metadata().get("features");
      if (!SCHEMA.equals(in.metadata().get("schema")) || !ClipFeatures.VERSION.equals(features)) {
        throw new IOException("is no recogniser of this version");
      }
      MeshConfig config = Json.parse(in.metadata().getOrDefault("config", ""), MeshConfig.class);
      String[] labels = Json.parse(in.metadata().getOrDefault("labels", ""), String[].class);
      if (labels.length != config.classes()) {
        throw new IOException("names " + labels.length + " of " + config.classes() + " classes");
      }
      MeshNetwork network = new MeshNetwork(config);
      float[] weights = new float[network.length()];
      int at = 0;
      for (Map.Entry<String, long[]> entry : config.shapes().entrySet()) {
        int[] shape = Arrays.stream(entry.getValue()).mapToInt(Math::toIntExact).toArray();
        float[] part = in.values(entry.getKey(), shape);
        System.arraycopy(part, 0, weights, at, part.length);
        at += part.length;
      }
      InputScale scale =
          new InputScale(
              in.values("scale.mean", ClipFeatures.WIDTH),
              in.values("scale.spread", ClipFeatures.WIDTH));
      return new Recognizer(List.of(labels), config, scale, weights);
    } catch (IOException | IllegalArgumentException e) {
      throw new InputException(
          file,
          String.valueOf(e.getMessage()),
          "give the model.safetensors that argen train recognizer wrote",
          e);
    }
  }
}
