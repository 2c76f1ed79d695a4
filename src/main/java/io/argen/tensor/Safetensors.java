package io.argen.tensor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the safetensors format: an 8-byte little-endian header length, a JSON header, raw
 * little-endian values.
 */
public final class Safetensors {
  private final Map<String, String> metadata = new TreeMap<>();
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();

  /** Row-major float32 values. */
  private static final class Tensor {
    private final long[] shape;
    private final float[] values;

    Tensor(long[] shape, float[] values) {
      this.shape = shape;
      this.values = values;
    }
  }

  /** Adds a line of metadata. */
  public Safetensors describe(String key, String value) {
    metadata.put(key, value);
    return this;
  }

  /** Adds a float32 tensor; the values are not copied. */
  public Safetensors add(String name, float[] values, long... shape) {
    long size = 1;
    for (long dim : shape) {
      size *= dim;
    }
    if (size != values.length) {
      throw new IllegalArgumentException(
          name + ": the shape holds " + size + " values, got " + values.length);
    }
    tensors.put(name, new Tensor(shape, values));
    return this;
  }

  /** Writes to a channel's file in one go; the caller renames it into place. */
  public void write(Path file) throws IOException {
    byte[] header = header();
    int body = 0;
    for (Tensor tensor : tensors.values()) {
      body = Math.addExact(body, Math.multiplyExact(tensor.values.length, Float.BYTES));
    }
    ByteBuffer bytes =
        ByteBuffer.allocate(Long.BYTES + header.length + body).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(header.length).put(header);
    for (Tensor tensor : tensors.values()) {
      for (float value : tensor.values) {
        bytes.putFloat(value);
      }
    }
    bytes.flip();
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }

  private byte[] header() {
    StringBuilder json = new StringBuilder("{\"__metadata__\":{");
    String comma = "";
    for (Map.Entry<String, String> entry : metadata.entrySet()) {
      json.append(comma)
          .append(quoted(entry.getKey()))
          .append(':')
          .append(quoted(entry.getValue()));
      comma = ",";
    }
    json.append('}');
    long offset = 0;
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      Tensor tensor = entry.getValue();
      long end = offset + (long) tensor.values.length * Float.BYTES;
      json.append(',').append(quoted(entry.getKey())).append(":{\"dtype\":\"F32\",\"shape\":[");
      for (int i = 0; i < tensor.shape.length; i++) {
        json.append(i == 0 ? "" : ",").append(tensor.shape[i]);
      }
      json.append("],\"data_offsets\":[").append(offset).append(',').append(end).append("]}");
      offset = end;
    }
    json.append('}');
    // Values start on a multiple of eight bytes, as readers that map the file like it.
    while (json.toString().getBytes(StandardCharsets.UTF_8).length % 8 != 0) {
      json.append(' ');
    }
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String quoted(String text) {
    return "\""
        + new String(
            com.fasterxml.jackson.core.io.JsonStringEncoder.getInstance().quoteAsString(text))
        + "\"";
  }
}
