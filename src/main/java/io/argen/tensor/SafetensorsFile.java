package io.argen.tensor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A safetensors file: tensors of float32, float16, bfloat16 or int64 as floats, and metadata. What
 * the header promises is checked against the file's length before anything of that size is
 * allocated. Small files are read whole; of large ones a tensor is mapped when it is asked for.
 */
public final class SafetensorsFile {
  private static final int MAX_HEADER = 1 << 20;
  private static final int MAX_DIMS = 8;

  /** Bytes up to which a file is read at once. */
  private static final long READ_WHOLE = 64L << 20;

  private static final Map<String, Integer> BYTES = Map.of("F32", 4, "F16", 2, "BF16", 2, "I64", 8);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, String> metadata = new TreeMap<>();
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Bytes bytes;
  private final long body;

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Entry(int[] shape, String type, long start, int values) {
    int bytes() {
      return values * BYTES.getOrDefault(type, 0);
    }
  }

  /** All of a file. */
  private interface Bytes {
    long size();

    /** Some of them, which are there. */
    ByteBuffer at(long start, int length) throws IOException;
  }

  private record InMemory(ByteBuffer all) implements Bytes {
    @Override
    public long size() {
      return all.capacity();
    }

    @Override
    public ByteBuffer at(long start, int length) {
      return all.slice((int) start, length).order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  private record Mapped(Path file, long size) implements Bytes {
    @Override
    public ByteBuffer at(long start, int length) throws IOException {
      try (FileChannel channel = FileChannel.open(file)) {
        return channel
            .map(FileChannel.MapMode.READ_ONLY, start, length)
            .order(ByteOrder.LITTLE_ENDIAN);
      }
    }
  }

  private SafetensorsFile(Bytes bytes) throws IOException {
    if (bytes.size() < Long.BYTES) {
      throw new IOException("is shorter than a header");
    }
    long length = bytes.at(0, Long.BYTES).getLong();
    if (length < 2 || length > Math.min(MAX_HEADER, bytes.size() - Long.BYTES)) {
      throw new IOException("promises a header of " + length + " bytes");
    }
    byte[] header = new byte[(int) length];
    bytes.at(Long.BYTES, header.length).get(header);
    this.bytes = bytes;
    this.body = Long.BYTES + length;
    JsonNode root = JSON.readTree(new String(header, StandardCharsets.UTF_8));
    if (root == null || !root.isObject()) {
      throw new IOException("has a header that is no JSON object");
    }
    for (Iterator<Map.Entry<String, JsonNode>> it = root.fields(); it.hasNext(); ) {
      Map.Entry<String, JsonNode> field = it.next();
      if (field.getKey().equals("__metadata__")) {
        field
            .getValue()
            .fields()
            .forEachRemaining(e -> metadata.put(e.getKey(), e.getValue().asText()));
      } else {
        entries.put(field.getKey(), entry(field.getKey(), field.getValue()));
      }
    }
    refuseOverlaps();
  }

  private void refuseOverlaps() throws IOException {
    TreeMap<Long, Map.Entry<String, Entry>> byStart = new TreeMap<>();
    for (Map.Entry<String, Entry> entry : entries.entrySet()) {
      if (entry.getValue().values > 0) {
        Map.Entry<String, Entry> other = byStart.put(entry.getValue().start, entry);
        if (other != null) {
          throw new IOException("lays " + entry.getKey() + " over " + other.getKey());
        }
      }
    }
    long end = 0;
    for (Map.Entry<String, Entry> next : byStart.values()) {
      Entry entry = next.getValue();
      if (entry.start < end) {
        throw new IOException("lays " + next.getKey() + " over its neighbour");
      }
      end = entry.start + entry.bytes();
    }
  }

  /** The value of IEEE 754 binary16 bits. */
  private static float half(short bits) {
    int exponent = bits >> 10 & 31;
    int fraction = bits & 1023;
    float size =
        exponent == 0
            ? Math.scalb((float) fraction, -24)
            : exponent == 31
                ? (fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN)
                : Math.scalb((float) (1024 + fraction), exponent - 25);
    return bits < 0 ? -size : size;
  }

  /** Names of the tensors in the header's order; read-only. */
  public java.util.Set<String> names() {
    return Collections.unmodifiableSet(entries.keySet());
  }

  /**
   * Reads a file.
   *
   * @param maxBytes longer files are refused
   * @throws IOException saying what is wrong if it is no such file, or cut, or too long
   */
  public static SafetensorsFile read(Path file, long maxBytes) throws IOException {
    long size = Files.size(file);
    if (size > maxBytes) {
      throw new IOException("is " + size + " bytes long, more than " + maxBytes);
    }
    return size <= READ_WHOLE
        ? parse(Files.readAllBytes(file))
        : new SafetensorsFile(new Mapped(file, size));
  }

  /** The same of bytes in memory, which are not copied. */
  public static SafetensorsFile parse(byte[] bytes) throws IOException {
    return new SafetensorsFile(new InMemory(ByteBuffer.wrap(bytes)));
  }

  private Entry entry(String name, JsonNode node) throws IOException {
    JsonNode dims = node.path("shape");
    JsonNode offsets = node.path("data_offsets");
    String type = node.path("dtype").asText();
    int bytes = BYTES.getOrDefault(type, 0);
    if (bytes == 0) {
      throw new IOException("holds " + name + " as " + type + ", not F32, F16, BF16 or I64");
    }
    if (!dims.isArray() || dims.size() > MAX_DIMS || !offsets.isArray() || offsets.size() != 2) {
      throw new IOException("describes " + name + " incompletely");
    }
    int[] shape = new int[dims.size()];
    long room = this.bytes.size() - body;
    long most = Math.min(room, Integer.MAX_VALUE / bytes);
    long values = 1;
    for (int i = 0; i < shape.length; i++) {
      long dim = dims.get(i).asLong(-1);
      // Checked at each step, so that the product cannot overflow.
      if (dim < 0 || dim > most || values * dim > most) {
        throw new IOException("describes " + name + " as larger than the file, or than 2 GB");
      }
      shape[i] = (int) dim;
      values *= dim;
    }
    long start = offsets.get(0).asLong(-1);
    long end = offsets.get(1).asLong(-1);
    if (start < 0 || end > room || end - start != values * bytes) {
      throw new IOException("places " + name + " where the file has no such values");
    }
    return new Entry(shape, type, start, (int) values);
  }

  /** Lines of metadata; read-only. */
  public Map<String, String> metadata() {
    return Collections.unmodifiableMap(metadata);
  }

  /** Whether a tensor is there. */
  public boolean has(String name) {
    return entries.containsKey(name);
  }

  /** A tensor's shape. */
  public int[] shape(String name) throws IOException {
    return find(name).shape.clone();
  }

  /** A tensor's values, row-major, a fresh array. */
  public float[] values(String name) throws IOException {
    Entry entry = find(name);
    float[] values = new float[entry.values];
    ByteBuffer own = bytes.at(body + entry.start, entry.bytes());
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (entry.type) {
            case "F32" -> own.getFloat();
            case "F16" -> half(own.getShort());
            // A bfloat16 is the upper half of a float.
            case "BF16" -> Float.intBitsToFloat(own.getShort() << Short.SIZE);
            default -> own.getLong();
          };
    }
    return values;
  }

  /**
   * The values of a tensor of a certain shape.
   *
   * @param shape expected; -1 stands for any length
   * @throws IOException if it is missing, of another shape, or holds a NaN or an infinity
   */
  public float[] values(String name, int... shape) throws IOException {
    int[] found = find(name).shape;
    boolean same = found.length == shape.length;
    for (int i = 0; same && i < shape.length; i++) {
      same = shape[i] < 0 || shape[i] == found[i];
    }
    if (!same) {
      throw new IOException(
          "holds "
              + name
              + " with shape "
              + java.util.Arrays.toString(found)
              + ", not "
              + java.util.Arrays.toString(shape));
    }
    float[] values = values(name);
    for (float v : values) {
      if (!Float.isFinite(v)) {
        throw new IOException("holds numbers in " + name + " that are not finite");
      }
    }
    return values;
  }

  private Entry find(String name) throws IOException {
    Entry entry = entries.get(name);
    if (entry == null) {
      throw new IOException("holds no " + name);
    }
    return entry;
  }
}
