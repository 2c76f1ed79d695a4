package io.argen.clip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clips stored as one picture a frame. */
final class FrameFolderTest {
  private static final ClipMark MARK =
      new ClipMark("ARGen 0.1.0", 7, "größte Furcht 😀", ClipMark.Method.HAND_MADE);

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void framesComeInNaturalOrderWhateverTheirFormat() {
    for (String name : List.of("f_10.png", "f_9.jpg", "f_8.png", "f_11.png")) {
      int number = Integer.parseInt(name.substring(2, name.indexOf('.')));
      Image image = new Image(2, 1, new byte[] {0, 0, 0, (byte) number, (byte) number, 9});
      if (name.endsWith("png")) {
        Stills.writePng(folder.resolve(name), image);
      } else {
        Stills.writeJpeg(folder.resolve(name), image, 100);
      }
    }
    assertTrue(Clips.isClip(folder));
    List<Frame> frames = frames(folder);
    assertEquals(
        List.of(8, 10, 11),
        List.of(0, 2, 3).stream().map(i -> frames.get(i).image().rgb()[3] & 0xFF).toList());
    assertEquals(3 / 25.0, frames.get(3).timestampSeconds(), 1e-12);
  }

  @Test
  void whatIsWrittenComesBackWithRateAndMark() throws IOException {
    Path clip = folder.resolve("clip");
    Files.createDirectory(clip);
    Files.writeString(clip.resolve("old.txt"), "replaced");
    Image photo = TestPictures.photo(33, 21, 0);
    try (FrameFolderWriter writer = FrameFolderWriter.create(clip, "png", 12.5, MARK)) {
      writer.write(photo);
      writer.write(TestPictures.photo(33, 21, 1));
      assertTrue(Files.exists(clip.resolve("old.txt")), "nothing is touched before the end");
    }
    assertFalse(Files.exists(clip.resolve("old.txt")));
    List<Frame> frames = frames(clip);
    assertEquals(2, frames.size());
    assertArrayEquals(photo.rgb(), frames.get(0).image().rgb());
    assertEquals(1 / 12.5, frames.get(1).timestampSeconds(), 1e-12);
    ClipInfo info = Clips.probe(clip);
    assertEquals(ClipInfo.Kind.FRAME_FOLDER, info.kind());
    assertEquals(12.5, info.frameRateHz());
    assertEquals(2, info.estimatedFrames());
    assertEquals(Optional.of(MARK), ClipMarks.read(clip));
  }

  @Test
  void abortingLeavesNothing() throws IOException {
    FrameFolderWriter writer =
        FrameFolderWriter.create(folder.resolve("clip"), "jpg", 25, ClipMark.none());
    writer.write(Image.black(4, 4));
    writer.abort();
    writer.close();
    try (var left = Files.list(folder)) {
      assertEquals(0, left.count());
    }
    FrameFolderWriter empty =
        FrameFolderWriter.create(folder.resolve("clip"), "jpg", 25, ClipMark.none());
    assertTrue(Failures.ofOutput(empty::close).contains("no frame"));
  }

  @Test
  void aBadFrameIsNamedAfterTheGoodOnesWereGiven() throws IOException {
    Stills.writePng(folder.resolve("1.png"), Image.black(4, 4));
    Files.writeString(folder.resolve("2.png"), "not a picture at all");
    List<Frame> read = new ArrayList<>();
    assertTrue(Failures.ofInput(() -> read(folder, read)).contains("2.png"));
    assertEquals(1, read.size());
    Stills.writePng(folder.resolve("2.png"), Image.black(5, 4));
    assertTrue(Failures.ofInput(() -> read(folder, read)).contains("one size"));
  }

  @Test
  void aCollectionOfPhotosIsNoClip() {
    assertTrue(FrameFolder.isNumberedThrough(List.of("f1", "f2", "f4")));
    assertTrue(FrameFolder.isNumberedThrough(List.of("0005", "0010", "0015", "0020")));
    assertTrue(FrameFolder.isNumberedThrough(List.of("S010_004_00000001", "S010_004_00000002")));
    assertFalse(FrameFolder.isNumberedThrough(List.of("anna", "bert")));
    assertFalse(FrameFolder.isNumberedThrough(List.of("d0", "d18", "d19", "d20", "d9")));
    assertFalse(FrameFolder.isNumberedThrough(List.of("a1", "b2")));
    assertFalse(FrameFolder.isNumberedThrough(List.of("1", "2000")));
  }

  @Test
  void aBrokenSidecarIsNamed() throws IOException {
    Stills.writePng(folder.resolve("1.png"), Image.black(4, 4));
    Files.writeString(folder.resolve(FrameFolder.SIDECAR), "{\"frame_rate_hz\": ");
    assertTrue(Failures.ofInput(() -> Clips.open(folder)).contains("argen.json"));
  }

  private static List<Frame> frames(Path clip) {
    List<Frame> frames = new ArrayList<>();
    read(clip, frames);
    return frames;
  }

  private static void read(Path clip, List<Frame> into) {
    try (ClipReader reader = Clips.open(clip)) {
      for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
        into.add(frame);
      }
    }
  }
}
