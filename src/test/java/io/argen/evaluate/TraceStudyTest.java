package io.argen.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.clip.ClipMark;
import io.argen.clip.Image;
import io.argen.clip.VideoWriter;
import io.argen.dataset.Dataset;
import io.argen.run.InputException;
import io.argen.run.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TraceStudyTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path root;

  @Test
  void clipsMadeAlikeCannotBeToldApartAndBlurredOnesCan() throws IOException {
    assertTrue(study("alike", 1, 1).auc() < 0.75);
    TraceReport blurred = study("blurred", 1, 6);
    assertTrue(blurred.auc() > 0.95, blurred.toString());
    assertTrue(blurred.single().getOrDefault("log sharpness", 0.0) > 0.95, blurred.toString());
    assertEquals(0.5, blurred.single().get("log width"));
  }

  @Test
  void aSetOfOneKindIsRefused() throws IOException {
    Path set = Files.createDirectories(root.resolve("one"));
    clip(set.resolve("a.mp4"), 1, 1);
    Files.writeString(set.resolve("metadata.csv"), "file_name,label\na.mp4,fear\n");
    assertThrows(InputException.class, () -> TraceStudy.of(Dataset.read(set), 1, 0, Progress.NONE));
  }

  private TraceReport study(String name, int realBlock, int madeBlock) throws IOException {
    Path set = Files.createDirectories(root.resolve(name));
    StringBuilder table = new StringBuilder("file_name,label,subject,split,synthetic\n");
    for (int i = 0; i < 48; i++) {
      boolean made = i % 2 == 1;
      clip(set.resolve(i + ".mp4"), i, made ? madeBlock : realBlock);
      table.append("%d.mp4,fear,p%d,train,%b%n".formatted(i, i / 4, made));
    }
    Files.writeString(set.resolve("metadata.csv"), table);
    return TraceStudy.of(Dataset.read(set), 2, 0, Progress.NONE);
  }

  /** Noise in squares of a size. */
  private static void clip(Path file, int seed, int block) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] noise = new byte[4096];
    random.nextBytes(noise);
    try (VideoWriter writer = VideoWriter.create(file, 48, 48, 25, ClipMark.none())) {
      for (int t = 0; t < 4; t++) {
        Image image = Image.black(48, 48);
        for (int i = 0; i < 48 * 48; i++) {
          int square = i % 48 / block + i / 48 / block * 48;
          for (int c = 0; c < 3; c++) {
            image.rgb()[i * 3 + c] = (byte) (96 + (noise[square & 4095] & 63) + seed % 8);
          }
        }
        writer.write(image);
      }
    }
  }
}
