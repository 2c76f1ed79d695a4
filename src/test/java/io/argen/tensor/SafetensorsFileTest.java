package io.argen.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SafetensorsFileTest {
  @Test
  void whatIsWrittenIsReadBack(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("t.safetensors");
    new Safetensors()
        .describe("note", "a \"quoted\" line")
        .add("a", new float[] {1, 2, 3, 4, 5, 6}, 2, 3)
        .add("none", new float[0], 0, 3)
        .write(file);
    SafetensorsFile read = SafetensorsFile.read(file, 10_000);
    assertEquals("a \"quoted\" line", read.metadata().get("note"));
    assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, read.values("a", -1, 3));
    assertEquals(0, read.values("none", -1, 3).length);
    assertThrows(IOException.class, () -> read.values("a", 3, 2));
    assertThrows(IOException.class, () -> read.values("b"));
    assertThrows(IOException.class, () -> SafetensorsFile.read(file, 10));
  }

  @Test
  void ofAFileTooLargeToBeReadAtOnceATensorIsMapped(@TempDir Path folder) throws IOException {
    int hole = 80_000_000;
    String header =
        "{\"hole\":{\"dtype\":\"F32\",\"shape\":[20000000],\"data_offsets\":[0,80000000]},"
            + "\"end\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[80000000,80000008]}}";
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    Path file = folder.resolve("large.safetensors");
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      ByteBuffer start = ByteBuffer.allocate(8 + json.length).order(ByteOrder.LITTLE_ENDIAN);
      out.write(start.putLong(json.length).put(json).array());
      out.seek(8L + json.length + hole);
      out.write(
          ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putFloat(3).putFloat(-7).array());
    }
    SafetensorsFile read = SafetensorsFile.read(file, 1L << 30);
    assertArrayEquals(new float[] {3, -7}, read.values("end", 2));
    assertEquals(20_000_000, read.values("hole", -1).length);
    try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
      cut.setLength(8L + json.length + hole);
    }
    assertThrows(IOException.class, () -> SafetensorsFile.read(file, 1L << 30));
  }

  @Test
  void headersThatLieAreRefused() {
    for (String header :
        List.of(
            "",
            "[]",
            "{",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[2147483647,2147483647],\"data_offsets\":[0,16]}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,1600]}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[-16,0]}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[-4],\"data_offsets\":[16,0]}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[4611686018427387904,4611686018427387920]}}",
            "{\"a\":{\"dtype\":\"Q64\",\"shape\":[2],\"data_offsets\":[0,16]}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                + "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}",
            "{\"a\":7}")) {
      assertThrows(IOException.class, () -> SafetensorsFile.parse(file(header)), header);
    }
    assertThrows(
        IOException.class,
        () -> SafetensorsFile.parse(new byte[] {-1, -1, -1, -1, -1, -1, -1, 127, 1}));
    assertThrows(IOException.class, () -> SafetensorsFile.parse(new byte[3]));
  }

  @Test
  void noNoiseDoesMoreThanFail() {
    Random random = new Random(4);
    for (int n = 0; n < 2000; n++) {
      byte[] bytes = file("{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]}}");
      for (int k = 0; k < 3; k++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        assertEquals(4, SafetensorsFile.parse(bytes).values("a", 4).length);
      } catch (IOException refused) {
        assertEquals(false, String.valueOf(refused.getMessage()).isEmpty());
      }
    }
  }

  @Test
  void numbersThatAreNoneAreRefusedWhereAShapeIsAsked(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("nan.safetensors");
    new Safetensors().add("a", new float[] {Float.NaN}, 1).write(file);
    SafetensorsFile read = SafetensorsFile.parse(Files.readAllBytes(file));
    assertThrows(IOException.class, () -> read.values("a", 1));
  }

  private static byte[] file(String header) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + text.length + 16)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(text.length)
        .put(text)
        .array();
  }
}
