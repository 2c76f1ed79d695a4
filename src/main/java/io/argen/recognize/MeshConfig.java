package io.argen.recognize;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The size of a {@code mesh} recogniser.
 *
 * @param frames a clip is resampled to, at least 2
 * @param width of the transformer, a multiple of 4
 * @param layers blocks
 * @param classes it tells apart
 */
public record MeshConfig(int frames, int width, int layers, int classes) {
  /** Heads of attention. */
  static final int HEADS = 4;

  /** Numbers of a frame: features and the velocities of displacements and units. */
  static final int INPUT = ClipFeatures.WIDTH + ClipFeatures.WIDTH - ClipFeatures.POINTS;

  public MeshConfig {
    if (frames < 2 || width < HEADS || width % HEADS != 0 || layers < 1 || classes < 2) {
      throw new IllegalArgumentException(
          "a network needs two frames and classes, a layer, and a width that is a multiple of "
              + HEADS
              + ", got "
              + frames
              + ", "
              + classes
              + ", "
              + layers
              + " and "
              + width);
    }
  }

  /** The state dict's names and shapes, in order. */
  Map<String, long[]> shapes() {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    shapes.put("input.weight", new long[] {width, INPUT});
    shapes.put("input.bias", new long[] {width});
    shapes.put("position", new long[] {frames, width});
    for (int i = 0; i < layers; i++) {
      String block = "blocks." + i + ".";
      shapes.put(block + "qkv.weight", new long[] {3L * width, width});
      shapes.put(block + "qkv.bias", new long[] {3L * width});
      shapes.put(block + "out.weight", new long[] {width, width});
      shapes.put(block + "out.bias", new long[] {width});
      shapes.put(block + "ffn.0.weight", new long[] {2L * width, width});
      shapes.put(block + "ffn.0.bias", new long[] {2L * width});
      shapes.put(block + "ffn.2.weight", new long[] {width, 2L * width});
      shapes.put(block + "ffn.2.bias", new long[] {width});
    }
    shapes.put("pool.weight", new long[] {1, width});
    shapes.put("head.weight", new long[] {classes, width});
    shapes.put("head.bias", new long[] {classes});
    return shapes;
  }
}
