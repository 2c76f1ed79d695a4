package io.argen.diffusion;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** Names and shapes of a Wan 2.x transformer's state dict. */
final class WanWeights {
  private WanWeights() {}

  static Map<String, long[]> shapes(WanConfig c) {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    long d = c.dim();
    shapes.put(
        "patch_embedding.weight", new long[] {d, c.inDim(), c.patchT(), c.patchH(), c.patchW()});
    shapes.put("patch_embedding.bias", new long[] {d});
    linear(shapes, "text_embedding.0", c.textDim(), d);
    linear(shapes, "text_embedding.2", d, d);
    linear(shapes, "time_embedding.0", c.freqDim(), d);
    linear(shapes, "time_embedding.2", d, d);
    linear(shapes, "time_projection.1", d, 6 * d);
    for (int i = 0; i < c.numLayers(); i++) {
      String block = "blocks." + i + ".";
      shapes.put(block + "modulation", new long[] {1, 6, d});
      for (String attention : List.of("self_attn.", "cross_attn.")) {
        for (String part : List.of("q", "k", "v", "o")) {
          linear(shapes, block + attention + part, d, d);
        }
        if (c.qkNorm()) {
          shapes.put(block + attention + "norm_q.weight", new long[] {d});
          shapes.put(block + attention + "norm_k.weight", new long[] {d});
        }
      }
      if (c.crossAttnNorm()) {
        shapes.put(block + "norm3.weight", new long[] {d});
        shapes.put(block + "norm3.bias", new long[] {d});
      }
      linear(shapes, block + "ffn.0", d, c.ffnDim());
      linear(shapes, block + "ffn.2", c.ffnDim(), d);
    }
    shapes.put("head.modulation", new long[] {1, 2, d});
    linear(shapes, "head.head", d, (long) c.outDim() * c.patch());
    return shapes;
  }

  private static void linear(Map<String, long[]> shapes, String name, long in, long out) {
    shapes.put(name + ".weight", new long[] {out, in});
    shapes.put(name + ".bias", new long[] {out});
  }

  /** Refuses a state dict with missing or surplus tensors, wrong shapes or NaN, naming them. */
  static void check(WanConfig config, Map<String, Tensor> weights) {
    List<String> problems = new ArrayList<>();
    Map<String, long[]> shapes = shapes(config);
    for (Map.Entry<String, long[]> wanted : shapes.entrySet()) {
      Tensor found = weights.get(wanted.getKey());
      if (found == null) {
        problems.add(wanted.getKey() + " is missing");
      } else if (!java.util.Arrays.equals(found.shape(), wanted.getValue())) {
        problems.add(
            wanted.getKey()
                + " has shape "
                + java.util.Arrays.toString(found.shape())
                + ", expected "
                + java.util.Arrays.toString(wanted.getValue()));
      } else if (!found.isfinite().all().item_bool()) {
        problems.add(wanted.getKey() + " holds numbers that are not finite");
      }
    }
    for (String name : weights.keySet()) {
      if (!shapes.containsKey(name)) {
        problems.add(name + " is not a tensor of this network");
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException("unusable weights: " + String.join("; ", problems));
    }
  }
}
