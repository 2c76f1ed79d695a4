package io.argen.face;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The weights of a TensorFlow.js model: a manifest of names, shapes and types over packed bytes.
 */
final class TfjsWeights {
  private final Map<String, Weight> byName = new LinkedHashMap<>();

  /** Row-major values, either floats or 32-bit integers. */
  static final class Weight {
    private final long[] dims;
    private final float[] floats;
    private final int[] ints;
    private final boolean isFloat;

    private Weight(long[] dims, float[] floats, int[] ints, boolean isFloat) {
      this.dims = dims;
      this.floats = floats;
      this.ints = ints;
      this.isFloat = isFloat;
    }

    long[] dims() {
      return dims;
    }

    int dim(int axis) {
      return Math.toIntExact(dims[axis]);
    }

    boolean isFloat() {
      return isFloat;
    }

    float[] floats() {
      return floats;
    }

    int[] ints() {
      return ints;
    }

    int size() {
      return isFloat ? floats.length : ints.length;
    }
  }

  /** Reads the weights that {@code manifest} (an array of {name, shape, dtype}) lists. */
  static TfjsWeights read(JsonNode manifest, byte[] packed) throws IOException {
    TfjsWeights weights = new TfjsWeights();
    ByteBuffer bytes = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
    for (JsonNode entry : manifest) {
      weights.byName.put(entry.path("name").asText(), weight(entry, bytes));
    }
    if (bytes.hasRemaining()) {
      throw new IOException(bytes.remaining() + " bytes of weights are not in the manifest");
    }
    return weights;
  }

  Weight get(String name) {
    Weight weight = byName.get(name);
    if (weight == null) {
      throw new IllegalArgumentException("no weight called " + name);
    }
    return weight;
  }

  boolean has(String name) {
    return byName.containsKey(name);
  }

  private static Weight weight(JsonNode entry, ByteBuffer bytes) throws IOException {
    JsonNode shape = entry.path("shape");
    long[] dims = new long[shape.size()];
    long size = 1;
    for (int i = 0; i < dims.length; i++) {
      dims[i] = shape.get(i).asLong();
      size *= dims[i];
    }
    String type = entry.path("dtype").asText();
    JsonNode quantization = entry.path("quantization");
    String stored = quantization.path("dtype").asText(type);
    int width = stored.equals("uint8") ? 1 : stored.equals("float16") ? 2 : 4;
    if (size < 0 || size * width > bytes.remaining()) {
      throw new IOException("weight " + entry.path("name") + " reaches past the end of the file");
    }
    if (type.equals("int32") && stored.equals("int32")) {
      int[] ints = new int[(int) size];
      for (int i = 0; i < ints.length; i++) {
        ints[i] = bytes.getInt();
      }
      return new Weight(dims, new float[0], ints, false);
    }
    float scale = (float) quantization.path("scale").asDouble(1);
    float min = (float) quantization.path("min").asDouble(0);
    float[] floats = new float[(int) size];
    for (int i = 0; i < floats.length; i++) {
      floats[i] =
          switch (stored) {
            case "float32" -> bytes.getFloat();
            case "float16" -> halfToFloat(bytes.getShort());
            case "uint8" -> (bytes.get() & 0xff) * scale + min;
            default -> throw new IOException("weights of type " + stored + " are not known");
          };
    }
    return new Weight(dims, floats, new int[0], true);
  }

  /** IEEE 754 binary16 to binary32 (the JDK has it from 20 on). */
  private static float halfToFloat(short half) {
    int exponent = (half >> 10) & 0x1f;
    int fraction = half & 0x3ff;
    float magnitude;
    if (exponent == 0) {
      magnitude = fraction * 0x1p-24f;
    } else if (exponent == 31) {
      magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
    } else {
      magnitude = Float.intBitsToFloat(((exponent + 112) << 23) | (fraction << 13));
    }
    return half < 0 ? -magnitude : magnitude;
  }
}
