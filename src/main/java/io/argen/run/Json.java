package io.argen.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One way of writing JSON: snake_case keys, records in component order, maps sorted by key. */
public final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private Json() {}

  /** One line, no trailing newline. */
  public static String line(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + value.getClass(), e);
    }
  }

  /** Indented, with a trailing newline. */
  public static String pretty(Object value) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + value.getClass(), e);
    }
  }

  /**
   * Reads a record back.
   *
   * @throws IOException if the text is no such record
   */
  public static <T> T parse(String text, Class<T> type) throws IOException {
    T value = MAPPER.readValue(text, type);
    if (value == null) {
      throw new IOException("expected " + type.getSimpleName() + ", got null");
    }
    return value;
  }

  public static JsonNode tree(String text) throws IOException {
    return MAPPER.readTree(text);
  }

  /** The tree of a record, to add keys to. */
  public static com.fasterxml.jackson.databind.node.ObjectNode object(Object value) {
    return MAPPER.valueToTree(value);
  }

  /**
   * Reads a file of one JSON record a line; lines that do not parse (the torn end of an interrupted
   * write) are left out. A missing file has no lines.
   */
  public static <T> List<T> readLines(Path file, Class<T> type) {
    List<T> records = new ArrayList<>();
    if (!Files.exists(file)) {
      return records;
    }
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.isBlank()) {
          continue;
        }
        try {
          records.add(parse(line, type));
        } catch (IOException torn) {
          // Its item counts as not done and is made again.
        }
      }
    } catch (IOException e) {
      throw new ArgenException(file + ": cannot be read; delete it and run again", e);
    }
    return records;
  }
}
