package io.argen.clip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.run.ArgenException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written as MP4 comes back: pictures, times, sizes and marks. */
final class VideoRoundTripTest {
  private static final ClipMark MARK =
      new ClipMark("ARGen 0.1.0", -42, "Angst & <Wut>, sehr grün 😀", ClipMark.Method.TRAINED);

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void everyFrameOfAStillComesBackAtFortyDecibels() {
    Image photo = TestPictures.photo(256, 256, 0);
    Path file = write("still.mp4", 25, MARK, photo, photo, photo, photo);
    for (Frame frame : frames(file)) {
      double psnr = Images.psnrLuma(photo, frame.image());
      assertTrue(psnr >= 40, () -> "frame " + frame.index() + " has " + psnr + " dB");
    }
  }

  @Test
  void movingPicturesComeBackAtFortyDecibels() {
    Image[] photos = new Image[12];
    for (int i = 0; i < photos.length; i++) {
      photos[i] = TestPictures.photo(320, 240, 3 * i);
    }
    List<Frame> frames = frames(write("moving.mp4", 30, ClipMark.none(), photos));
    assertEquals(photos.length, frames.size());
    for (Frame frame : frames) {
      double psnr = Images.psnrLuma(photos[frame.index()], frame.image());
      assertTrue(psnr >= 40, () -> "frame " + frame.index() + " has " + psnr + " dB");
    }
  }

  @Test
  void coloursKeepMatrixAndRange() {
    for (int height : new int[] {96, 768}) {
      Image colours = TestPictures.quarters(128, height);
      Image read = frames(write("colours.mp4", 25, ClipMark.none(), colours)).get(0).image();
      for (double y : new double[] {0.25, 0.75}) {
        for (double x : new double[] {0.25, 0.75}) {
          int row = (int) (y * height);
          int column = (int) (x * 128);
          int at = (row * 128 + column) * 3;
          for (int c = 0; c < 3; c++) {
            assertEquals(colours.rgb()[at + c] & 0xFF, read.rgb()[at + c] & 0xFF, 4);
          }
        }
      }
    }
  }

  @Test
  void framesStandAtTheirTimes() {
    Image photo = TestPictures.photo(64, 48, 0);
    for (double rate : new double[] {7.5, 12, 25, 30000 / 1001.0, 60}) {
      List<Frame> frames = frames(write("rate.mp4", rate, ClipMark.none(), photo, photo, photo));
      assertEquals(3, frames.size());
      for (Frame frame : frames) {
        assertEquals(frame.index() / rate, frame.timestampSeconds(), 1e-3);
      }
      ClipInfo info = Clips.probe(folder.resolve("rate.mp4"));
      assertEquals(rate, info.frameRateHz(), 0.01);
      assertEquals(3, info.estimatedFrames());
      assertEquals(ClipInfo.Kind.VIDEO, info.kind());
    }
  }

  @Test
  void oddAndTinySizesComeBackAsTheyWere() {
    for (int[] size : new int[][] {{1, 1}, {7, 3}, {33, 64}, {65, 47}, {20, 20}, {255, 254}}) {
      Image photo = TestPictures.photo(size[0], size[1], 0);
      Image read = frames(write("odd.mp4", 25, ClipMark.none(), photo)).get(0).image();
      assertEquals(size[0], read.width());
      assertEquals(size[1], read.height());
      assertTrue(Images.psnrLuma(photo, read) > 37, size[0] + " x " + size[1]);
    }
  }

  @Test
  void sameFramesGiveSameBytes() throws IOException {
    Image[] photos = {
      TestPictures.photo(96, 96, 0), TestPictures.photo(96, 96, 2), TestPictures.photo(96, 96, 4)
    };
    Path a = write("a.mp4", 25, MARK, photos);
    Path b = write("b.mp4", 25, MARK, photos);
    assertArrayEquals(Files.readAllBytes(a), Files.readAllBytes(b));
  }

  @Test
  void aSyntheticClipSaysSoInTagsAndXmp() throws IOException {
    Path file = write("mark.mp4", 25, MARK, TestPictures.photo(64, 64, 0));
    assertEquals(Optional.of(MARK), ClipMarks.read(file));
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    int box = text.indexOf("uuid\u00BEz\u00CF\u00CB");
    assertTrue(box > text.indexOf("mdat"), "the XMP box follows the media");
    int length = new java.math.BigInteger(1, bytes(text.substring(box - 4, box))).intValueExact();
    assertEquals(text.length(), box - 4 + length, "the XMP box ends the file");
    String xmp = new String(bytes(text.substring(box + 20)), StandardCharsets.UTF_8);
    assertTrue(
        xmp.contains(
            "<Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/"
                + "compositeWithTrainedAlgorithmicMedia</Iptc4xmpExt:DigitalSourceType>"));
    assertTrue(xmp.contains("Angst &amp; &lt;Wut&gt;, sehr grün 😀"));
  }

  @Test
  void handMadeAndUnmarkedClipsAreTold() {
    Image photo = TestPictures.photo(64, 64, 0);
    ClipMark handMade = new ClipMark("ARGen", 1, "", ClipMark.Method.HAND_MADE);
    assertEquals(Optional.of(handMade), ClipMarks.read(write("h.mp4", 25, handMade, photo)));
    assertEquals(Optional.empty(), ClipMarks.read(write("n.mp4", 25, ClipMark.none(), photo)));
    assertEquals(
        "http://cv.iptc.org/newscodes/digitalsourcetype/compositeSynthetic",
        handMade.method().digitalSourceType());
  }

  @Test
  void theHeadStandsBeforeTheMedia() throws IOException {
    Path file = write("fast.mp4", 25, MARK, TestPictures.photo(64, 64, 0));
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    assertTrue(text.indexOf("moov") < text.indexOf("mdat"));
    assertFalse(text.contains("Lavf"), "no version of the muxer in the file");
  }

  @Test
  void nothingIsSeenBeforeTheClipIsClosed() throws IOException {
    Path file = folder.resolve("late.mp4");
    VideoWriter writer = VideoWriter.create(file, 64, 64, 25, MARK);
    writer.write(TestPictures.photo(64, 64, 0));
    assertFalse(Files.exists(file));
    writer.abort();
    writer.close();
    try (var left = Files.list(folder)) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void misuseIsRefusedInWords() {
    Path file = folder.resolve("bad.mp4");
    assertThrows(IllegalArgumentException.class, () -> VideoWriter.create(file, 64, 64, 0, MARK));
    assertTrue(
        Failures.ofOutput(() -> VideoWriter.create(file, 8000, 8000, 25, MARK)).contains("--size"));
    VideoWriter empty = VideoWriter.create(file, 64, 64, 25, MARK);
    assertTrue(Failures.ofOutput(empty::close).contains("no frame"));
    try (VideoWriter writer = VideoWriter.create(file, 64, 64, 25, MARK)) {
      Image other = Image.black(32, 32);
      assertThrows(IllegalArgumentException.class, () -> writer.write(other));
      writer.abort();
    }
    Path blocked = write("blocked.mp4", 25, MARK, Image.black(32, 32)).resolve("x.mp4");
    assertThrows(ArgenException.class, () -> VideoWriter.create(blocked, 32, 32, 25, MARK));
  }

  private Path write(String name, double rate, ClipMark mark, Image... images) {
    Path file = folder.resolve(name);
    try (VideoWriter writer =
        VideoWriter.create(file, images[0].width(), images[0].height(), rate, mark)) {
      for (Image image : images) {
        writer.write(image);
      }
    }
    return file;
  }

  private static List<Frame> frames(Path file) {
    List<Frame> frames = new ArrayList<>();
    try (ClipReader reader = Clips.open(file)) {
      for (Frame f = reader.next(); f != null; f = reader.next()) {
        frames.add(f);
      }
    }
    return frames;
  }

  private static byte[] bytes(String latin1) {
    return latin1.getBytes(StandardCharsets.ISO_8859_1);
  }
}
