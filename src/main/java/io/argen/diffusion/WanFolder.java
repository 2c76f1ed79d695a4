package io.argen.diffusion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.argen.run.InputException;
import io.argen.tensor.SafetensorsFile;
import io.argen.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bytedeco.pytorch.Tensor;

/**
 * A folder as Wan 2.x checkpoints are released: {@code config.json}, and the weights in one
 * safetensors file or in shards that an index lists. Files outside the folder are not read.
 */
public final class WanFolder {
  private static final String CONFIG = "config.json";
  private static final List<String> NAMES = List.of("diffusion_pytorch_model", "model");
  private static final String WEIGHTS = ".safetensors";
  private static final String INDEX = ".safetensors.index.json";
  private static final long MAX_TEXT = 16L << 20;
  private static final long MAX_SHARD = 64L << 30;
  private static final String CURE = "give the folder of a released checkpoint, all its shards";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final List<String> problems = new ArrayList<>();

  private WanFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Reads a checkpoint.
   *
   * @throws InputException naming all that is missing, misplaced or misshapen
   */
  public static WanDenoiser read(Path folder) {
    return new WanFolder(folder).denoiser();
  }

  private WanDenoiser denoiser() {
    try {
      WanConfig config = WanConfig.parse(text(folder.resolve(CONFIG)));
      Map<String, Tensor> weights = new LinkedHashMap<>();
      for (Map.Entry<String, Set<String>> shard : shards().entrySet()) {
        add(shard.getKey(), shard.getValue(), weights);
      }
      if (!problems.isEmpty()) {
        throw new IOException(String.join("; ", problems));
      }
      return new WanDenoiser(config, weights, null);
    } catch (IOException | IllegalArgumentException e) {
      throw new InputException(folder, String.valueOf(e.getMessage()), CURE, e);
    }
  }

  private static String text(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("holds no " + file.toFile().getName());
    }
    if (Files.size(file) > MAX_TEXT) {
      throw new IOException(file.toFile().getName() + " is longer than " + MAX_TEXT + " bytes");
    }
    return Files.readString(file);
  }

  /** Files and the tensors each must hold; none are named where there is one file alone. */
  private Map<String, Set<String>> shards() throws IOException {
    for (String name : NAMES) {
      if (Files.isRegularFile(folder.resolve(name + INDEX))) {
        return listed(name + INDEX);
      }
      if (Files.isRegularFile(folder.resolve(name + WEIGHTS))) {
        return Map.of(name + WEIGHTS, new TreeSet<>());
      }
    }
    throw new IOException(
        "holds neither " + NAMES.get(0) + WEIGHTS + " nor " + NAMES.get(0) + INDEX);
  }

  private Map<String, Set<String>> listed(String index) throws IOException {
    JsonNode map;
    try {
      map = JSON.readTree(text(folder.resolve(index))).path("weight_map");
    } catch (JsonProcessingException e) {
      throw new IOException(index + " is no JSON", e);
    }
    if (!map.isObject() || map.isEmpty()) {
      throw new IOException(index + " has no weight_map");
    }
    Map<String, Set<String>> shards = new TreeMap<>();
    map.fields()
        .forEachRemaining(
            entry -> {
              String file = entry.getValue().asText();
              if (entry.getValue().isTextual() && file.matches("[A-Za-z0-9._-]+" + WEIGHTS)) {
                shards.computeIfAbsent(file, f -> new TreeSet<>()).add(entry.getKey());
              } else {
                problems.add(index + " places " + entry.getKey() + " in " + entry.getValue());
              }
            });
    return shards;
  }

  private void add(String shard, Set<String> promised, Map<String, Tensor> weights) {
    Path file = folder.resolve(shard);
    if (!Files.isRegularFile(file)) {
      problems.add(shard + " is missing");
      return;
    }
    try {
      SafetensorsFile tensors = SafetensorsFile.read(file, MAX_SHARD);
      for (String name : promised) {
        if (!tensors.has(name)) {
          problems.add(shard + " holds no " + name);
        }
      }
      for (String name : tensors.names()) {
        if (!promised.isEmpty() && !promised.contains(name)) {
          problems.add(shard + " holds " + name + ", which the index places elsewhere or nowhere");
        }
      }
      if (problems.isEmpty()) {
        weights.putAll(Tensors.read(tensors, ""));
      }
    } catch (IOException e) {
      problems.add(shard + " " + e.getMessage());
    }
  }
}
