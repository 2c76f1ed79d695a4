package io.argen.recognize;

import static java.util.Objects.requireNonNull;

import io.argen.augment.Workers;
import io.argen.run.AtomicFiles;
import io.argen.run.InputException;
import io.argen.run.Json;
import io.argen.tensor.Safetensors;
import io.argen.tensor.SafetensorsFile;
import io.argen.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/** A trained recogniser of either kind. Safe for several threads. */
public final class Recognizer {
  private static final String SCHEMA = "argen/recognizer-%s/1";
  private static final long MAX_BYTES = 1L << 30;

  private final List<String> labels;
  private final Network network;
  private final float[] weights;
  private final float[] statistics;

  Recognizer(List<String> labels, Network network, float[] weights, float[] statistics) {
    this.labels = List.copyOf(labels);
    this.network = network;
    this.weights = weights;
    this.statistics = statistics;
  }

  /** What it looks at. */
  public RecognizerKind kind() {
    return network.kind();
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
  public List<double[]> probabilities(List<? extends ClipInput> clips) {
    return probabilities(clips, 1);
  }

  /** The same on several threads, to the bit. */
  public List<double[]> probabilities(List<? extends ClipInput> clips, int jobs) {
    List<List<? extends ClipInput>> chunks = new ArrayList<>();
    for (int at = 0; at < clips.size(); at += network.chunk()) {
      chunks.add(clips.subList(at, Math.min(clips.size(), at + network.chunk())));
    }
    if (jobs == 1 || chunks.size() < 2) {
      return chunks.stream().flatMap(chunk -> chunk(chunk).stream()).toList();
    }
    try (Workers workers = new Workers(jobs)) {
      return workers.map(chunks, this::chunk).stream().flatMap(List::stream).toList();
    }
  }

  @SuppressWarnings("try") // The scopes act by being open.
  private List<double[]> chunk(List<? extends ClipInput> clips) {
    int size = network.inputSize();
    float[] input = new float[clips.size() * size];
    for (int i = 0; i < clips.size(); i++) {
      network.write(clips.get(i), null, input, i * size);
    }
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor x = Tensors.of(input, clips.size(), size);
      return rows(Tensors.values(network.logits(tensor(weights), tensor(statistics), x, null)));
    }
  }

  /** A probability for each class around every row of a clip. */
  @SuppressWarnings("try")
  public List<double[]> overTime(ClipInput clip) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      return rows(network.overTime(tensor(weights), tensor(statistics), clip));
    }
  }

  private static Tensor tensor(float[] values) {
    return Tensors.of(values, values.length);
  }

  /** Softmax of rows of logits. */
  private List<double[]> rows(float[] logits) {
    int k = labels.size();
    List<double[]> rows = new ArrayList<>();
    for (int at = 0; at < logits.length; at += k) {
      double highest = Double.NEGATIVE_INFINITY;
      for (int c = 0; c < k; c++) {
        highest = Math.max(highest, logits[at + c]);
      }
      double[] row = new double[k];
      double sum = 0;
      for (int c = 0; c < k; c++) {
        row[c] = Math.exp(logits[at + c] - highest);
        sum += row[c];
      }
      for (int c = 0; c < k; c++) {
        row[c] /= sum;
      }
      rows.add(row);
    }
    return rows;
  }

  /** The index of the greatest; the first of equals. */
  public static int best(double[] probabilities) {
    int best = 0;
    for (int k = 1; k < probabilities.length; k++) {
      best = probabilities[k] > probabilities[best] ? k : best;
    }
    return best;
  }

  /** Writes the model whole or not at all. */
  public void write(Path file, Map<String, String> told) {
    Safetensors out =
        new Safetensors()
            .describe("schema", SCHEMA.formatted(kind().word()))
            .describe("features", version(kind()))
            .describe("labels", Json.line(labels))
            .describe("config", Json.line(network.config()));
    told.forEach(out::describe);
    add(out, network.layout(), weights);
    add(out, network.statistics(), statistics);
    network.constants().forEach((name, values) -> out.add(name, values, values.length));
    try {
      Path temp = AtomicFiles.tempFor(file);
      out.write(temp);
      AtomicFiles.moveIntoPlace(temp, file);
    } catch (IOException e) {
      throw AtomicFiles.unwritable(file, e);
    }
  }

  private static void add(Safetensors out, WeightLayout layout, float[] vector) {
    Map<String, float[]> parts = layout.parts(vector);
    layout.shapes().forEach((name, shape) -> out.add(name, requireNonNull(parts.get(name)), shape));
  }

  private static String version(RecognizerKind kind) {
    return kind == RecognizerKind.MESH ? ClipFeatures.VERSION : ClipCrops.VERSION;
  }

  /**
   * Reads a model.
   *
   * @throws InputException if it is none of this version
   */
  public static Recognizer read(Path file) {
    try {
      SafetensorsFile in = SafetensorsFile.read(file, MAX_BYTES);
      Map<String, String> told = in.metadata();
      RecognizerKind kind = null;
      for (RecognizerKind one : RecognizerKind.values()) {
        if (SCHEMA.formatted(one.word()).equals(told.get("schema"))
            && version(one).equals(told.get("features"))) {
          kind = one;
        }
      }
      if (kind == null) {
        throw new IOException("is no recogniser of this version");
      }
      String config = told.getOrDefault("config", "");
      String[] labels = Json.parse(told.getOrDefault("labels", ""), String[].class);
      Network network =
          kind == RecognizerKind.MESH
              ? MeshNetwork.read(Json.parse(config, MeshConfig.class), in)
              : new VideoNetwork(Json.parse(config, VideoConfig.class));
      float[] weights = network.layout().read(in);
      int classes = Math.toIntExact(in.shape("head.bias")[0]);
      if (labels.length != classes) {
        throw new IOException("names " + labels.length + " of " + classes + " classes");
      }
      return new Recognizer(List.of(labels), network, weights, network.statistics().read(in));
    } catch (IOException | IllegalArgumentException e) {
      throw new InputException(
          file,
          String.valueOf(e.getMessage()),
          "give the model.safetensors that argen train recognizer wrote",
          e);
    }
  }
}
