package io.argen.clip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.run.InputException;
import io.argen.run.Seeds;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Videos that others wrote: containers, rotation, variable rates, and files that are broken. */
final class ClipFormsTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  static Stream<TestVideos.Form> forms() {
    return TestVideos.all().stream();
  }

  @ParameterizedTest
  @MethodSource("forms")
  void everyContainerGivesItsFramesInOrder(TestVideos.Form form) throws Exception {
    Image colours = TestPictures.quarters(160, 120);
    Path file = folder.resolve("clip." + form);
    TestVideos.write(file, form, List.of(colours, colours, colours, colours, colours));
    assertTrue(Clips.isClip(file));
    List<Frame> frames = frames(file);
    assertEquals(5, frames.size());
    for (Frame frame : frames) {
      assertEquals(frame.index() / 10.0, frame.timestampSeconds(), 2e-3);
      assertEquals("RGBW", TestPictures.layout(frame.image()));
      assertEquals(160, frame.image().width());
    }
    ClipInfo info = Clips.probe(file);
    assertEquals(
        form.equals(TestVideos.GIF) ? ClipInfo.Kind.GIF : ClipInfo.Kind.VIDEO, info.kind());
    assertEquals(10, info.frameRateHz(), 0.1);
  }

  @ParameterizedTest
  @MethodSource("forms")
  void aCutVideoGivesWhatIsThereAndThenSaysSo(TestVideos.Form form) throws Exception {
    Path whole = folder.resolve("whole." + form);
    TestVideos.write(whole, form, TestVideos.moving(96, 80, 12));
    assertEquals(12, frames(whole).size());
    byte[] bytes = Files.readAllBytes(whole);
    for (double share : new double[] {0.97, 0.6, 0.3}) {
      Path cut = folder.resolve("cut." + form);
      Files.write(cut, Arrays.copyOf(bytes, (int) (bytes.length * share)));
      List<Frame> read = new ArrayList<>();
      String message = Failures.ofInput(() -> read(cut, read));
      assertTrue(message.startsWith(cut + ": "), message);
      assertTrue(message.contains("cut off") && message.contains("fetch it again"), message);
      assertTrue(read.size() <= 12);
    }
  }

  @Test
  void ourOwnClipCutInTheMiddleGivesItsFirstFrames() throws Exception {
    Path whole = folder.resolve("whole.mp4");
    try (VideoWriter writer = VideoWriter.create(whole, 96, 80, 25, ClipMark.none())) {
      TestVideos.moving(96, 80, 12).forEach(writer::write);
    }
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = Files.write(folder.resolve("cut.mp4"), Arrays.copyOf(bytes, bytes.length * 6 / 10));
    List<Frame> read = new ArrayList<>();
    assertThrows(InputException.class, () -> read(cut, read));
    assertTrue(read.size() > 2 && read.size() < 12, "frames read: " + read.size());
  }

  @Test
  void zeroesInTheMiddleEndInFramesOrInAMessageButNeverInACrash() throws Exception {
    for (TestVideos.Form form : TestVideos.all()) {
      Path file = folder.resolve("hurt." + form);
      TestVideos.write(file, form, TestVideos.moving(96, 80, 12));
      byte[] bytes = Files.readAllBytes(file);
      Arrays.fill(bytes, bytes.length / 3, bytes.length * 2 / 3, (byte) 0);
      Files.write(file, bytes);
      List<Frame> read = new ArrayList<>();
      String message = "";
      try {
        read(file, read);
      } catch (InputException e) {
        message = String.valueOf(e.getMessage());
      }
      assertTrue(message.isEmpty() || message.startsWith(file.toString()), message);
      assertTrue(read.size() <= 12);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0, 0, 1, RGBW",
    "0, 1, -1, 0, BRWG",
    "-1, 0, 0, -1, WBGR",
    "0, -1, 1, 0, GWRB",
    "-1, 0, 0, 1, GRWB",
    "0, 1, 1, 0, RBGW"
  })
  void theDisplayMatrixTurnsThePicture(int a, int b, int c, int d, String expected)
      throws Exception {
    Path file = folder.resolve("turned.mp4");
    try (VideoWriter writer = VideoWriter.create(file, 64, 32, 25, ClipMark.none())) {
      writer.write(TestPictures.quarters(64, 32));
    }
    byte[] bytes = Files.readAllBytes(file);
    int head = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("tkhd");
    ByteBuffer matrix = ByteBuffer.wrap(bytes, head + 44, 36);
    int one = 1 << 16;
    assertEquals(one, matrix.duplicate().getInt(), "the matrix of the track head starts here");
    for (int value : new int[] {a * one, b * one, 0, c * one, d * one, 0, 0, 0, 1 << 30}) {
      matrix.putInt(value);
    }
    Files.write(file, bytes);
    Image image = frames(file).get(0).image();
    assertEquals(expected, TestPictures.layout(image));
    assertEquals(a == 0 ? 32 : 64, image.width());
    assertEquals(a == 0 ? 64 : 32, image.height());
    assertEquals(image.width(), Clips.probe(file).width());
  }

  @Test
  void variableRatesKeepTheirTimes() throws Exception {
    Path file = folder.resolve("variable.mkv");
    double[] times = {0.5, 0.533, 0.633, 1.633, 1.65};
    Image colours = TestPictures.quarters(64, 48);
    TestVideos.writeTimed(file, TestVideos.MKV, colours, times);
    List<Frame> frames = frames(file);
    assertEquals(times.length, frames.size());
    assertEquals(4 / 1.15, Clips.probe(file).frameRateHz(), 0.1);
    for (Frame frame : frames) {
      assertEquals(times[frame.index()] - times[0], frame.timestampSeconds(), 2e-3);
    }
  }

  @Test
  void pixelsThatAreNotSquareAreMadeSquare() throws Exception {
    Path file = folder.resolve("wide.mp4");
    Image colours = TestPictures.quarters(80, 60);
    TestVideos.write(
        file, TestVideos.MP4, List.of(colours, colours), recorder -> recorder.setAspectRatio(2));
    Image image = frames(file).get(0).image();
    assertEquals(160, image.width());
    assertEquals(60, image.height());
    assertEquals("RGBW", TestPictures.layout(image));
  }

  @Test
  void greyIsToldFromColour() throws Exception {
    Image grey = Images.grey(TestPictures.photo(96, 80, 0));
    Path greyFile = TestVideos.write(folder.resolve("g.mp4"), TestVideos.MP4, List.of(grey));
    assertTrue(Clips.probe(greyFile).grey());
    Path colour = folder.resolve("colour.mp4");
    TestVideos.write(colour, TestVideos.MP4, TestVideos.moving(96, 80, 1));
    assertFalse(Clips.probe(colour).grey());
  }

  @Test
  void whatIsNoClipIsRefusedByNameWithACure() throws Exception {
    assertTrue(Failures.ofInput(() -> Clips.open(folder.resolve("gone.mp4"))).contains("exist"));
    Path empty = Files.createFile(folder.resolve("empty.mp4"));
    assertTrue(Failures.ofInput(() -> Clips.open(empty)).contains("0 bytes"));
    Path text = Files.writeString(folder.resolve("text.mp4"), "#EXTM3U\nfile:///etc/passwd\n");
    assertTrue(Failures.ofInput(() -> Clips.open(text)).contains("known format"));
    Path none = Files.createDirectory(folder.resolve("none"));
    assertTrue(Failures.ofInput(() -> Clips.open(none)).contains("no pictures"));
    for (Path file : List.of(empty, text, none)) {
      assertTrue(Clips.problem(file).isPresent());
    }
    Path noise = folder.resolve("noise.mp4");
    byte[] bytes = new byte[5000];
    Seeds.generator(1).nextBytes(bytes);
    ByteBuffer.wrap(bytes).putInt(24).put("ftypisom".getBytes(StandardCharsets.UTF_8));
    Files.write(noise, bytes);
    assertTrue(Failures.ofInput(() -> Clips.open(noise)).contains("damaged"));
  }

  @Test
  void pathsMayHoldSpacesUmlautsAndEmoji() throws Exception {
    Path odd = Files.createDirectories(folder.resolve("ein Ordner: größe 😀 #1 %20"));
    Path file = odd.resolve("clip ä:b?.mp4");
    try (VideoWriter writer = VideoWriter.create(file, 32, 32, 25, ClipMark.none())) {
      writer.write(TestPictures.quarters(32, 32));
    }
    assertEquals("RGBW", TestPictures.layout(frames(file).get(0).image()));
    Path still = odd.resolve("still ä.png");
    Stills.writePng(still, TestPictures.quarters(32, 32));
    assertEquals("RGBW", TestPictures.layout(frames(still).get(0).image()));
  }

  private static List<Frame> frames(Path file) {
    List<Frame> frames = new ArrayList<>();
    read(file, frames);
    return frames;
  }

  private static void read(Path file, List<Frame> into) {
    try (ClipReader reader = Clips.open(file)) {
      for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
        into.add(frame);
      }
    }
  }
}
