package io.argen.recognize;

import io.argen.clip.Image;
import io.argen.clip.Stills;
import io.argen.run.AtomicFiles;
import io.argen.run.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The face of a clip cut out of its frames, upright and at one size. On the disk: one JPEG with all
 * pictures below one another, and a line that says which frames they are; in memory: only where
 * that is, since all clips of a set would not fit.
 */
public final class ClipCrops implements ClipInput {
  /** Changes whenever the pictures do. */
  static final String VERSION = "argen/recognition-crops/1";

  /** Side of a picture: more than a network sees, so that it can be shifted. */
  static final int SIDE = 128;

  private static final int QUALITY = 95;

  private final Path strip;
  private final int[] numbers;
  private final int from;
  private final int to;

  /** The line beside the JPEG. */
  private record Told(String schema, List<Integer> frames) {}

  private ClipCrops(Path strip, int[] numbers, int from, int to) {
    this.strip = strip;
    this.numbers = numbers;
    this.from = from;
    this.to = to;
  }

  @Override
  public int frames() {
    return to - from;
  }

  @Override
  public int frameNumber(int row) {
    return numbers[from + row];
  }

  @Override
  public ClipCrops part(int first, int last) {
    return new ClipCrops(strip, numbers, from + first, from + last);
  }

  /** The pictures, read anew. */
  List<Image> pictures() {
    Image all = Stills.read(strip);
    int bytes = 3 * SIDE * SIDE;
    return IntStream.range(from, to)
        .mapToObj(
            i -> new Image(SIDE, SIDE, Arrays.copyOfRange(all.rgb(), i * bytes, (i + 1) * bytes)))
        .toList();
  }

  /** Writes pictures of frames; none stand for a clip without a face. */
  static ClipCrops write(Path file, List<Image> pictures, List<Integer> frames) {
    Path strip = stripOf(file);
    if (!pictures.isEmpty()) {
      byte[] rgb = new byte[pictures.size() * 3 * SIDE * SIDE];
      for (int i = 0; i < pictures.size(); i++) {
        System.arraycopy(pictures.get(i).rgb(), 0, rgb, i * 3 * SIDE * SIDE, 3 * SIDE * SIDE);
      }
      Stills.writeJpeg(strip, new Image(SIDE, SIDE * pictures.size(), rgb), QUALITY);
    }
    AtomicFiles.write(file, Json.line(new Told(VERSION, frames)));
    return of(strip, frames);
  }

  static ClipCrops read(Path file) throws IOException {
    List<Integer> frames = Json.parse(Files.readString(file), Told.class).frames();
    Path strip = stripOf(file);
    if (!frames.isEmpty() && !Files.exists(strip)) {
      throw new IOException("has lost its pictures");
    }
    return of(strip, frames);
  }

  /** What is kept of a clip: the line, and after it the JPEG. */
  static byte[] packed(Path file) throws IOException {
    Path strip = stripOf(file);
    byte[] line = (Files.readString(file).strip() + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] jpeg = Files.exists(strip) ? Files.readAllBytes(strip) : new byte[0];
    byte[] all = Arrays.copyOf(line, line.length + jpeg.length);
    System.arraycopy(jpeg, 0, all, line.length, jpeg.length);
    return all;
  }

  /** Writes what was packed. */
  static ClipCrops unpacked(byte[] packed, Path file) throws IOException {
    int end = 0;
    while (end < packed.length && packed[end] != '\n') {
      end++;
    }
    if (end + 1 < packed.length) {
      Files.write(stripOf(file), Arrays.copyOfRange(packed, end + 1, packed.length));
    }
    Files.write(file, Arrays.copyOf(packed, end));
    return read(file);
  }

  private static ClipCrops of(Path strip, List<Integer> frames) {
    int[] numbers = frames.stream().mapToInt(Integer::intValue).toArray();
    return new ClipCrops(strip, numbers, 0, numbers.length);
  }

  private static Path stripOf(Path file) {
    return file.resolveSibling(file.getFileName() + ".jpg");
  }
}
