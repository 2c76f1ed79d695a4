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
  void whatAClipSpendsIsSpentAgain(@TempDir Path folder) {
    Path file = folder.resolve("q.mp4");
    Path again = folder.resolve("again.mp4");
    List<Image> frames = TestVideos.moving(96, 80, 12);
    for (VideoCodec codec : VideoCodec.values()) {
      for (int quantiser : new int[] {codec == VideoCodec.H264 ? 20 : 4, 30}) {
        write(file, new Coding(codec, quantiser, 0));
        assertEquals(codec, VideoCodec.like(file));
        double spent = Compression.bytesAPixel(file);
        write(again, Compression.codingOf(frames, codec, 0, spent));
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
      write(one, new Coding(codec, 8, 0));
      write(two, new Coding(codec, 8, 0));
      assertEquals(-1, Files.mismatch(one, two), codec.name());
    }
  }

  @Test
  void aCoarserVideoByAnotherEncoderGetsACoarserQuantiser(@TempDir Path folder) throws Exception {
    List<Image> frames = TestVideos.moving(96, 80, 12);
    int[] found = new int[2];
    for (int i = 0; i < 2; i++) {
      int quality = i == 0 ? 2 : 25;
      Path file = folder.resolve(i + ".mp4");
      TestVideos.write(file, TestVideos.MP4, frames, recorder -> recorder.setVideoQuality(quality));
      double spent = Compression.bytesAPixel(file);
      found[i] = Compression.codingOf(frames, VideoCodec.H264, 0, spent).quantiser();
    }
    assertTrue(found[0] + 4 < found[1], found[0] + " and " + found[1]);
  }

  @Test
  void keyFramesComeAsOftenAsAskedAndAreCounted(@TempDir Path folder) {
    Path file = folder.resolve("keys.mp4");
    for (VideoCodec codec : VideoCodec.values()) {
      write(file, new Coding(codec, 20, 5));
      assertEquals(5, Compression.keyInterval(file), codec.name());
      write(file, new Coding(codec, 20, 0));
      assertEquals(12, Compression.keyInterval(file), "the first is the only one: " + codec);
    }
  }

  @Test
  void picturesSpendNothingAsVideo(@TempDir Path folder) {
    Path still = folder.resolve("a.png");
    Stills.writePng(still, Image.black(20, 20));
    assertEquals(0, Compression.bytesAPixel(still));
    assertEquals(0, Compression.keyInterval(still));
    assertThrows(IllegalArgumentException.class, () -> new Coding(VideoCodec.MPEG4, 32, 0));
    assertThrows(IllegalArgumentException.class, () -> new Coding(VideoCodec.H264, 20, -1));
  }

  private static void write(Path file, Coding coding) {
    try (VideoWriter writer = VideoWriter.create(file, 96, 80, 25, ClipMark.none(), coding)) {
      TestVideos.moving(96, 80, 12).forEach(writer::write);
    }
  }
}
