package io.argen.motion.learn;

import io.argen.diffusion.FlowOptions;
import io.argen.diffusion.FlowTrainer;
import io.argen.diffusion.ParameterVector;
import io.argen.diffusion.TrainingState;
import io.argen.diffusion.WanConfig;
import io.argen.motion.MotionFrame;
import io.argen.motion.MotionLatents;
import io.argen.run.Digests;
import io.argen.run.NativeWork;
import io.argen.run.Progress;
import io.argen.run.Seeds;
import io.argen.tensor.Device;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.bytedeco.javacpp.PointerScope;
import org.jspecify.annotations.Nullable;

/**
 * Trains a motion model on a corpus, in a folder: {@code state.safetensors} to go on from, {@code
 * text-states.bin}, and {@code model.safetensors}, the average of the weights, at every checkpoint.
 */
public final class MotionTrainer {
  private static final int MEASURED_FOR_SCALE = 1000;

  private final WanConfig config;
  private final FlowOptions options;
  private final int batch;
  private final int checkpointEvery;
  private final MotionCorpus corpus;
  private final @Nullable MotionModel start;
  private final Path folder;
  private final String corpusHash;
  private final LatentScale scale;
  private final ParameterVector layout;
  private Device device = Device.CPU;

  /**
   * @param batch windows an update
   * @param checkpointEvery updates between checkpoints
   * @param start a model of the same network to go on from, or null to begin anew
   */
  public MotionTrainer(
      WanConfig config,
      FlowOptions options,
      int batch,
      int checkpointEvery,
      MotionCorpus corpus,
      @Nullable MotionModel start,
      Path folder) {
    this.config = config;
    this.options = options;
    this.batch = batch;
    this.checkpointEvery = checkpointEvery;
    this.corpus = corpus;
    this.start = start;
    this.folder = folder;
    this.corpusHash = corpus.hash();
    this.layout = new ParameterVector(config);
    this.scale = start == null ? measured(corpus, config.inDim()) : start.scale();
  }

  /** Sees how training goes. */
  public interface Watcher {
    /** Called after each update; {@code state} holds the losses. */
    void after(TrainingState state);

    /** Called after each checkpoint with the model file that was written. */
    void wrote(Path model, TrainingState state);
  }

  /** A transformer for windows of motion: {@code layers} of {@code dim}, 32 numbers a head. */
  public static WanConfig network(int dim, int layers, int tokens, int channels) {
    return new WanConfig(
        1,
        1,
        1,
        tokens,
        channels,
        dim,
        4 * dim,
        128,
        io.argen.affect.TextEncoder.WIDTH,
        channels,
        dim / 32,
        layers,
        true,
        true,
        1e-6);
  }

  /**
   * Trains on another device, in float32.
   *
   * @throws IllegalStateException if it is not there
   */
  public MotionTrainer on(Device other) {
    device = other.checked();
    return this;
  }

  /** Number of parameters. */
  public int parameters() {
    return layout.length();
  }

  public String corpusHash() {
    return corpusHash;
  }

  /** The model's file. */
  public Path modelFile() {
    return folder.resolve("model.safetensors");
  }

  /**
   * Trains to the end, from where the folder's last checkpoint stands.
   *
   * @param until updates after which to stop even if the end is further
   */
  public TrainingState run(int until, Watcher watcher, Progress progress) {
    TextBank texts =
        TextBank.of(corpus.texts(), config.textLen(), folder.resolve("text-states.bin"), progress);
    Path file = folder.resolve("state.safetensors");
    TrainingState state =
        Files.exists(file) ? TrainingState.read(file, layout, identity()) : initial();
    state.place(device);
    FlowTrainer trainer = new FlowTrainer(config, options, layout, state);
    int end = Math.min(until, options.steps());
    try (Ahead<Batch> batches = new Ahead<>(this::draw, state.step(), end)) {
      while (state.step() < end) {
        Batch next = batches.take();
        NativeWork.of(() -> step(trainer, next, texts));
        watcher.after(state);
        if (state.step() % checkpointEvery == 0 || state.step() == end) {
          state.write(file, identity());
          MotionModel.write(modelFile(), config, scale, layout, state.average(), notes(state));
          watcher.wrote(modelFile(), state);
        }
      }
    }
    return state;
  }

  /**
   * What an update learns from.
   *
   * @param indices in the corpus
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
  private record Batch(int[] indices, List<List<MotionFrame>> clips) {}

  private Batch draw(int step) {
    RandomGenerator random =
        Seeds.generator(Seeds.derive(options.seed(), "batch", Integer.toString(step)));
    int[] indices = new int[batch];
    List<List<MotionFrame>> clips = new ArrayList<>();
    for (int b = 0; b < batch; b++) {
      indices[b] = corpus.draw(random);
      clips.add(corpus.take(indices[b], random.nextLong()));
    }
    return new Batch(indices, clips);
  }

  @SuppressWarnings("try") // The scope acts by being open.
  private double step(FlowTrainer trainer, Batch next, TextBank texts) {
    try (PointerScope scope = new PointerScope()) {
      return trainer.step(scale.latents(next.clips()), texts.batch(next.indices()));
    }
  }

  private TrainingState initial() {
    return start == null
        ? TrainingState.initial(layout, options.seed())
        : TrainingState.from(layout, layout.vector(start.denoiser().weights()));
  }

  /** What a checkpoint must agree with. */
  private String identity() {
    String first = start == null ? "" : start.notes().toString();
    return Digests.hex(
        config.json(), options.toString(), Integer.toString(batch), corpusHash, first);
  }

  private Map<String, String> notes(TrainingState state) {
    Map<String, String> notes = new TreeMap<>();
    notes.put("generator", io.argen.run.Provenance.generatorName());
    notes.put("training", options + ", batch " + batch);
    notes.put("updates", Integer.toString(state.step()));
    if (start != null) {
      notes.put("before", start.notes().toString());
    }
    notes.put("corpus", corpus.size() + " descriptions, sha256 " + corpusHash);
    return notes;
  }

  private static LatentScale measured(MotionCorpus corpus, int channels) {
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < Math.min(MEASURED_FOR_SCALE, corpus.size()); i++) {
      for (MotionFrame frame : corpus.take(i, 0)) {
        rows.add(MotionLatents.row(frame, channels));
      }
    }
    return LatentScale.of(rows);
  }
}
