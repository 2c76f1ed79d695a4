package io.argen.clip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clip's compression can be read off and used again. */
final class CompressionTest {
  @Test
  void theQuantiserOfAClipIsFoundAgain(@TempDir Path folder) {
    for (int quantiser : new int[] {20, 32}) {
      Path file = folder.resolve("q.mp4");
      write(file, VideoCodec.H264, quantiser);
      assertEquals(quantiser, Compression.quantiserOf(file), 3);
    }
  }

  @Test
  void whatAClipSpendsIsSpentAgain(@TempDir Path folder) {
    Path file = folder.resolve("q.mp4");
    Path again = folder.resolve("again.mp4");
    List<Image> frames = TestVideos.moving(96, 80, 12);
    for (VideoCodec codec : VideoCodec.values()) {
      for (int quantiser : new int[] {codec == VideoCodec.H264 ? 20 : 4, 30}) {
        write(file, codec, quantiser);
        assertEquals(codec, VideoCodec.like(file));
        double spent = Compression.bytesAPixel(file);
        write(again, codec, Compression.quantiserOf(frames, codec, spent));
        assertEquals(1, Compression.bytesAPixel(again) / spent, 0.15);
        assertEquals(spent * 96 * 80 * 12, (double) Compression.streamBytes(file), 0.5);
      }
    }
  }

  @Test
  void aFolderOfJpegsIsCompressedAsItsLikeIs(@TempDir Path folder) {
    List<Image> frames = TestVideos.moving(96, 80, 12);
    for (int quality : new int[] {40, 75, 95}) {
      Path clip = folder.resolve("clip" + quality);
      try (FrameFolderWriter writer =
          FrameFolderWriter.create(clip, "jpg", 25, ClipMark.none(), quality)) {
        frames.forEach(writer::write);
      }
      double spent = Compression.bytesAPixel(clip);
      assertEquals(quality, Compression.jpegQualityOf(frames, spent), 1);
    }
  }

  @Test
  void theSameFramesGiveTheSameBytesInEitherCodec(@TempDir Path folder) throws IOException {
    for (VideoCodec codec : VideoCodec.values()) {
      Path one = folder.resolve("one.mp4");
      Path two = folder.resolve("two.mp4");
      write(one, codec, 8);
      write(two, codec, 8);
      assertEquals(-1, Files.mismatch(one, two), codec.name());
    }
  }

  @Test
  void otherCodecsGetAQuantiserThatFollowsTheirs(@TempDir Path folder) throws Exception {
    int[] found = new int[2];
    for (int i = 0; i < 2; i++) {
      int quality = i == 0 ? 2 : 25;
      Path file = folder.resolve(i + ".mp4");
      TestVideos.write(
          file,
          TestVideos.MP4,
          TestVideos.moving(96, 80, 12),
          recorder -> recorder.setVideoQuality(quality));
      found[i] = Compression.quantiserOf(file);
    }
    assertTrue(found[0] + 4 < found[1], found[0] + " and " + found[1]);
  }

  @Test
  void picturesHaveTheDefault(@TempDir Path folder) {
    Path still = folder.resolve("a.png");
    Stills.writePng(still, Image.black(20, 20));
    assertEquals(Compression.DEFAULT_QUANTISER, Compression.quantiserOf(still));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            VideoWriter.create(
                folder.resolve("x.mp4"), 32, 32, 25, ClipMark.none(), VideoCodec.MPEG4, 32));
  }

  private static void write(Path file, VideoCodec codec, int quantiser) {
    try (VideoWriter writer =
        VideoWriter.create(file, 96, 80, 25, ClipMark.none(), codec, quantiser)) {
      TestVideos.moving(96, 80, 12).forEach(writer::write);
    }
  }
}
