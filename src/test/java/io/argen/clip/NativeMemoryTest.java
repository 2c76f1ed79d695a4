package io.argen.clip;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.run.InputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading and writing give back what they take outside the heap. */
final class NativeMemoryTest {
  private static final int OPENS = 1000;

  /** 20 kB an open, less than any demuxer or decoder. */
  private static final long ALLOWED_BYTES = 20L << 20;

  @Test
  void aThousandOpensDoNotGrow(@TempDir Path folder) throws Exception {
    Path clip = folder.resolve("clip.mp4");
    try (VideoWriter writer = VideoWriter.create(clip, 64, 64, 25, ClipMark.none())) {
      TestVideos.moving(64, 64, 3).forEach(writer::write);
    }
    byte[] bytes = Files.readAllBytes(clip);
    Path cut = Files.write(folder.resolve("cut.mp4"), Arrays.copyOf(bytes, 600));
    open(clip, cut, OPENS / 5);
    long before = Pointer.physicalBytes();
    open(clip, cut, OPENS);
    long grown = Pointer.physicalBytes() - before;
    assertTrue(grown < ALLOWED_BYTES, "grew by " + grown + " bytes");
  }

  private static void open(Path clip, Path cut, int times) {
    for (int i = 0; i < times; i++) {
      try (ClipReader reader = Clips.open(clip)) {
        assertTrue(reader.next() != null);
      }
      if (i % 4 == 0) {
        assertThrows(InputException.class, () -> Clips.open(cut));
      }
    }
    System.gc();
  }
}
