package io.argen.clip;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.run.InputException;
import io.argen.run.Seeds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Media broken at random from valid ones of every container: cut, bits turned over, header fields
 * set to extremes, pieces moved. Each ends in frames or in a message that names the file. {@code
 * -Dargen.fuzz=N} breaks N instead of 200.
 */
final class BrokenMediaTest {
  private static final int USUAL = 200;
  private static final int HEADER = 512;
  private static final Duration LONGEST = Duration.ofSeconds(20);

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void brokenMediaEndInFramesOrInAMessageThatNamesThem() throws Exception {
    List<Path> valid = valid();
    int files = Integer.getInteger("argen.fuzz", USUAL);
    long seed = Long.getLong("argen.fuzz.seed", 1);
    int refused = 0;
    for (int n = 0; n < files; n++) {
      Path from = valid.get(n % valid.size());
      RandomGenerator random = Seeds.generator(Seeds.derive(seed, "broken", Integer.toString(n)));
      String name = String.valueOf(from.getFileName());
      Path file = folder.resolve("broken_" + n + name.substring(name.lastIndexOf('.')));
      Files.write(file, broken(Files.readAllBytes(from), random));
      if (Boolean.getBoolean("argen.fuzz.log")) {
        System.err.println(n + " " + file.getFileName());
      }
      refused += assertTimeoutPreemptively(LONGEST, () -> read(file), file.toString()) ? 0 : 1;
      Files.delete(file);
    }
    assertTrue(refused > files / 10 && refused < files, refused + " of " + files + " refused");
  }

  /** Whether the file could be read to its end. */
  private static boolean read(Path file) {
    try (ClipReader reader = Clips.open(file)) {
      int frames = 0;
      while (reader.next() != null) {
        frames++;
      }
      return frames > 0;
    } catch (InputException e) {
      String said = String.valueOf(e.getMessage());
      assertTrue(said.contains(String.valueOf(file.getFileName())), said);
      return false;
    }
  }

  private List<Path> valid() throws Exception {
    List<Image> pictures = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(3);
    for (int t = 0; t < 12; t++) {
      Image image = Image.black(48, 40);
      random.nextBytes(image.rgb());
      Arrays.fill(image.rgb(), 0, 48 * 3 * (t + 3), (byte) (20 * t));
      pictures.add(image);
    }
    List<Path> valid = new ArrayList<>();
    for (TestVideos.Form form : TestVideos.all()) {
      valid.add(TestVideos.write(folder.resolve("valid." + form.extension()), form, pictures));
    }
    Path own = folder.resolve("own.mp4");
    try (VideoWriter writer = VideoWriter.create(own, 48, 40, 25, ClipMark.none())) {
      pictures.forEach(writer::write);
    }
    valid.add(own);
    Path png = folder.resolve("valid.png");
    Stills.writePng(png, pictures.get(3));
    valid.add(png);
    Path jpg = folder.resolve("valid.jpg");
    Stills.writeJpeg(jpg, pictures.get(3), 90);
    valid.add(jpg);
    return valid;
  }

  private static byte[] broken(byte[] bytes, RandomGenerator random) {
    byte[] out = bytes.clone();
    int from = random.nextInt(out.length);
    switch (random.nextInt(6)) {
      case 0 -> {
        return Arrays.copyOf(out, from);
      }
      case 1 -> turnBits(out, out.length, 1 + random.nextInt(40), random);
      case 2 -> turnBits(out, Math.min(HEADER, out.length), 1 + random.nextInt(8), random);
      case 3 -> extremes(out, random);
      case 4 -> {
        int length = 1 + random.nextInt(out.length - from);
        System.arraycopy(bytes, from, out, random.nextInt(out.length - length + 1), length);
      }
      default ->
          Arrays.fill(out, from, Math.min(out.length, from + 1 + random.nextInt(4000)), (byte) 0);
    }
    return out;
  }

  private static void turnBits(byte[] out, int range, int count, RandomGenerator random) {
    for (int i = 0; i < count; i++) {
      out[random.nextInt(range)] ^= (byte) (1 << random.nextInt(8));
    }
  }

  /** Four bytes anywhere become a size or count that no sound file has. */
  private static void extremes(byte[] out, RandomGenerator random) {
    int[] values = {0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x7fff, 0xffff, 0x00ffffff};
    for (int k = 0; k <= random.nextInt(4); k++) {
      int range = random.nextBoolean() ? Math.min(HEADER, out.length) : out.length;
      int at = random.nextInt(Math.max(1, range - 4));
      int value = values[random.nextInt(values.length)];
      for (int i = 0; i < 4 && at + i < out.length; i++) {
        out[at + i] = (byte) (value >> (8 * i));
      }
    }
  }
}
