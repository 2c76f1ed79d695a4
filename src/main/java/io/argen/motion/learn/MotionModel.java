package io.argen.motion.learn;

import io.argen.diffusion.ParameterVector;
import io.argen.diffusion.WanConfig;
import io.argen.diffusion.WanDenoiser;
import io.argen.run.AtomicFiles;
import io.argen.run.InputException;
import io.argen.tensor.Device;
import io.argen.tensor.Safetensors;
import io.argen.tensor.SafetensorsFile;
import io.argen.tensor.Tensors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** A trained motion model: transformer, the scale of its latents, and notes on its training. */
public final class MotionModel {
  private static final String SCHEMA = "argen/motion-model/1";
  private static final String MEAN = "motion.mean";
  private static final String SCALE = "motion.scale";
  private static final String SHIPPED = "/io/argen/motion/argen-motion-s.safetensors";
  private static final long MAX_BYTES = 1000L << 20;

  private final WanConfig config;
  private final LatentScale scale;
  private final WanDenoiser denoiser;
  private final Map<String, String> notes;

  MotionModel(
      WanConfig config, LatentScale scale, Map<String, Tensor> weights, Map<String, String> notes) {
    this.config = config;
    this.scale = scale;
    this.denoiser = new WanDenoiser(config, weights, null);
    // In order: a checkpoint must agree with them, in whatever process.
    this.notes = Collections.unmodifiableMap(new TreeMap<>(notes));
  }

  /** The model that comes with ARGen. */
  public static MotionModel shipped() {
    try (InputStream in = MotionModel.class.getResourceAsStream(SHIPPED)) {
      if (in == null) {
        throw new IOException("is not on the class path");
      }
      return of(SafetensorsFile.parse(in.readAllBytes()));
    } catch (IOException | IllegalArgumentException e) {
      throw new InputException(
          Path.of(SHIPPED), String.valueOf(e.getMessage()), "build again with mvn package", e);
    }
  }

  /**
   * Reads a model.
   *
   * @throws InputException naming the file and every tensor that is missing, misshapen or not
   *     finite
   */
  public static MotionModel read(Path file) {
    try {
      return of(SafetensorsFile.read(file, MAX_BYTES));
    } catch (IOException | IllegalArgumentException e) {
      throw new InputException(
          file, String.valueOf(e.getMessage()), "give a model that argen train motion wrote", e);
    }
  }

  private static MotionModel of(SafetensorsFile file) throws IOException {
    if (!SCHEMA.equals(file.metadata().get("schema"))) {
      throw new IOException("holds no motion model");
    }
    WanConfig config = WanConfig.parse(file.metadata().getOrDefault("config", "{}"));
    LatentScale scale =
        new LatentScale(file.values(MEAN, config.inDim()), file.values(SCALE, config.inDim()));
    Map<String, Tensor> weights = new LinkedHashMap<>(Tensors.read(file, ""));
    weights.remove(MEAN);
    weights.remove(SCALE);
    return new MotionModel(config, scale, weights, new TreeMap<>(file.metadata()));
  }

  /** Writes weights and all that is needed to use them, whole or not at all. */
  static void write(
      Path file,
      WanConfig config,
      LatentScale scale,
      ParameterVector layout,
      Tensor weights,
      Map<String, String> notes) {
    Safetensors tensors =
        new Safetensors().describe("schema", SCHEMA).describe("config", config.json());
    notes.forEach(tensors::describe);
    tensors.add(MEAN, scale.mean(), scale.channels());
    tensors.add(SCALE, scale.scale(), scale.channels());
    layout.values(weights).forEach((name, values) -> tensors.add(name, values, layout.shape(name)));
    try {
      Path temp = AtomicFiles.tempFor(file);
      tensors.write(temp);
      AtomicFiles.moveIntoPlace(temp, file);
    } catch (IOException e) {
      throw AtomicFiles.unwritable(file, e);
    }
  }

  /** The same on a device; on a graphics card in bfloat16. */
  public MotionModel on(Device device) {
    if (device == Device.CPU) {
      return this;
    }
    Map<String, Tensor> placed = new LinkedHashMap<>();
    denoiser
        .weights()
        .forEach(
            (name, weight) ->
                placed.put(name, device.checked().place(weight).toType(ScalarType.BFloat16)));
    return new MotionModel(config, scale, placed, notes);
  }

  public WanConfig config() {
    return config;
  }

  public LatentScale scale() {
    return scale;
  }

  public WanDenoiser denoiser() {
    return denoiser;
  }

  /** What was noted when it was trained: seed, steps, corpus hash; read-only. */
  public Map<String, String> notes() {
    return notes;
  }
}
