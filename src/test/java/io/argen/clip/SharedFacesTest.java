package io.argen.clip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real clips and photos, where the machine has them. */
final class SharedFacesTest {
  @Test
  void clipsAreReadToTheirEnd() throws IOException {
    for (Path clip : shared("clips").subList(0, 4)) {
      int frames = 0;
      double seconds = 0;
      try (ClipReader reader = Clips.open(clip)) {
        for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
          assertEquals(frames++, frame.index());
          assertTrue(frame.timestampSeconds() >= seconds);
          seconds = frame.timestampSeconds();
        }
        assertEquals(reader.info().estimatedFrames(), frames, 5, clip.toString());
        assertEquals((frames - 1) / reader.info().frameRateHz(), seconds, 0.25, clip.toString());
      }
    }
  }

  @Test
  void everyPhotoComesBackFromVideoAtFortyDecibels(@TempDir Path folder) throws IOException {
    for (Path file : shared("photos")) {
      Image read = Stills.read(file);
      Image photo = Images.resize(read, 256, 256 * read.height() / read.width());
      Path video = folder.resolve("photo.mp4");
      try (VideoWriter writer =
          VideoWriter.create(video, photo.width(), photo.height(), 25, ClipMark.none())) {
        writer.write(photo);
        writer.write(photo);
      }
      try (ClipReader reader = Clips.open(video)) {
        for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
          double psnr = Images.psnrLuma(photo, frame.image());
          assertTrue(psnr >= 40, () -> file + " has " + psnr + " dB");
        }
      }
      assertEquals(file.endsWith("bw.jpg"), Clips.probe(file).grey(), file.toString());
    }
  }

  private static List<Path> shared(String folder) throws IOException {
    String shared = System.getenv("ARGEN_SHARED");
    Assumptions.assumeTrue(shared != null, "ARGEN_SHARED is not set: real faces are not read");
    try (Stream<Path> files = Files.list(Path.of(String.valueOf(shared), "faces", folder))) {
      List<Path> sorted = files.sorted().toList();
      assertFalse(sorted.isEmpty());
      return sorted;
    }
  }
}
