package io.argen.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SafetensorsTest {
  @Test
  void headerAndValuesCanBeReadByTheFormatsRules(@TempDir Path temp) throws IOException {
    Path file = temp.resolve("a.safetensors");
    new Safetensors()
        .describe("note", "a \"quoted\" word")
        .add("one", new float[] {1, 2, 3, 4, 5, 6}, 2, 3)
        .add("two", new float[] {7}, 1)
        .write(file);
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int length = Math.toIntExact(bytes.getLong());
    assertEquals(0, length % 8);
    byte[] json = new byte[length];
    bytes.get(json);
    JsonNode header = new ObjectMapper().readTree(new String(json, StandardCharsets.UTF_8));
    assertEquals("a \"quoted\" word", header.at("/__metadata__/note").asText());
    assertEquals("F32", header.at("/one/dtype").asText());
    assertEquals(3, header.at("/one/shape/1").asInt());
    assertEquals(24, header.at("/two/data_offsets/0").asInt());
    assertEquals(28, header.at("/two/data_offsets/1").asInt());
    assertEquals(28, bytes.remaining());
    assertEquals(7f, bytes.getFloat(8 + length + 24));
  }

  @Test
  void aShapeThatDoesNotFitIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> new Safetensors().add("x", new float[5], 2, 3));
  }
}
