package io.argen.diffusion;

import io.argen.run.AtomicFiles;
import io.argen.run.InputException;
import io.argen.tensor.Safetensors;
import io.argen.tensor.SafetensorsFile;
import io.argen.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Low-rank additions to linear layers (Hu et al. 2021, arXiv 2106.09685): {@code W + scale B A}.
 *
 * @param factors {@code <layer>.lora_A.weight} [r,in] and {@code <layer>.lora_B.weight} [out,r]
 * @param scale alpha over rank
 */
public record Lora(Map<String, Tensor> factors, double scale) {
  private static final String SCHEMA = "argen/lora/1";
  private static final long MAX_BYTES = 4L << 30;

  static final String A = ".lora_A.weight";
  static final String B = ".lora_B.weight";

  public Lora {
    factors = Map.copyOf(factors);
    for (Map.Entry<String, Tensor> entry : factors.entrySet()) {
      String other =
          entry.getKey().endsWith(A) ? entry.getKey().replace(A, B) : entry.getKey().replace(B, A);
      if (other.equals(entry.getKey()) || !factors.containsKey(other)) {
        throw new IllegalArgumentException(entry.getKey() + " has no partner factor");
      }
    }
  }

  /** Writes the factors and the scale, whole or not at all. */
  public void write(Path file) {
    Safetensors tensors =
        new Safetensors().describe("schema", SCHEMA).describe("scale", Double.toString(scale));
    new TreeMap<>(factors)
        .forEach((name, factor) -> tensors.add(name, Tensors.values(factor), factor.shape()));
    try {
      Path temp = AtomicFiles.tempFor(file);
      tensors.write(temp);
      AtomicFiles.moveIntoPlace(temp, file);
    } catch (IOException e) {
      throw AtomicFiles.unwritable(file, e);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws InputException if it is no such file, or a factor has no partner or no finite numbers
   */
  public static Lora read(Path file) {
    try {
      SafetensorsFile tensors = SafetensorsFile.read(file, MAX_BYTES);
      if (!SCHEMA.equals(tensors.metadata().get("schema"))) {
        throw new IOException("holds no low-rank additions");
      }
      return new Lora(
          Tensors.read(tensors, ""),
          Double.parseDouble(tensors.metadata().getOrDefault("scale", "1")));
    } catch (IOException | IllegalArgumentException e) {
      throw new InputException(
          file, String.valueOf(e.getMessage()), "give a file of low-rank additions", e);
    }
  }

  /** The linear layers of a state dict whose name (without {@code .weight}) the pattern matches. */
  public static java.util.List<String> layers(Map<String, Tensor> weights, Pattern pattern) {
    return weights.keySet().stream()
        .filter(
            name ->
                name.endsWith(".weight")
                    && Objects.requireNonNull(weights.get(name), name).dim() == 2)
        .map(name -> name.substring(0, name.length() - ".weight".length()))
        .filter(name -> pattern.matcher(name).matches())
        .sorted()
        .toList();
  }

  /** The state dict with the additions in the weights; the given one is left as it is. */
  public Map<String, Tensor> mergedInto(Map<String, Tensor> weights) {
    Map<String, Tensor> merged = new LinkedHashMap<>(weights);
    for (Map.Entry<String, Tensor> entry : factors.entrySet()) {
      if (entry.getKey().endsWith(A)) {
        String layer = entry.getKey().substring(0, entry.getKey().length() - A.length());
        Tensor base = weights.get(layer + ".weight");
        Tensor b = factors.get(layer + B);
        if (base == null || b == null) {
          throw new IllegalArgumentException("there is no layer " + layer + " to add to");
        }
        merged.put(layer + ".weight", base.add(b.matmul(entry.getValue()).mul(new Scalar(scale))));
      }
    }
    return merged;
  }
}
