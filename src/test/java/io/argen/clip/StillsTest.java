package io.argen.clip;

import static org.bytedeco.opencv.global.opencv_core.CV_16UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_16UC3;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC4;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.run.ArgenException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.indexer.UByteIndexer;
import org.bytedeco.javacpp.indexer.UShortIndexer;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Photos of every kind come out upright, opaque, 8-bit RGB, or are refused in words. */
final class StillsTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void pngIsExactAndJpegIsClose() {
    Image photo = TestPictures.photo(97, 61, 0);
    Path png = folder.resolve("deep/er/a.png");
    Stills.writePng(png, photo);
    assertArrayEquals(photo.rgb(), Stills.read(png).rgb());
    Path jpeg = folder.resolve("a.jpg");
    Stills.writeJpeg(jpeg, photo, 95);
    assertTrue(Images.psnrLuma(photo, Stills.read(jpeg)) > 38);
    assertArrayEquals(Stills.jpeg(photo, 80), Stills.jpeg(photo, 80));
    assertThrows(IllegalArgumentException.class, () -> Stills.jpeg(photo, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "1, RGBW", "2, GRWB", "3, WBGR", "4, BWRG", "5, RBGW", "6, BRWG", "7, WGBR", "8, GWRB"
  })
  void exifOrientationIsHonoured(int orientation, String expected) throws IOException {
    byte[] plain = Stills.jpeg(TestPictures.quarters(64, 32), 95);
    Path file = Files.write(folder.resolve("turned.jpg"), withExif(plain, orientation));
    Image image = Stills.read(file);
    assertEquals(expected, TestPictures.layout(image));
    assertEquals(orientation > 4 ? 32 : 64, image.width());
  }

  @ParameterizedTest
  @ValueSource(strings = {".png", ".bmp", ".webp", ".tiff", ".jpg"})
  void everyFormatIsRead(String extension) {
    Path file = encode("a" + extension, quartersMat());
    assertTrue(Clips.isClip(file));
    assertEquals("RGBW", TestPictures.layout(Stills.read(file)));
    try (ClipReader reader = Clips.open(file)) {
      assertEquals(ClipInfo.Kind.STILL, reader.info().kind());
      assertEquals(0, reader.info().frameRateHz());
      Frame frame = reader.next();
      assertTrue(frame != null && frame.timestampSeconds() == 0);
      assertEquals(null, reader.next());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {".png", ".webp", ".tiff"})
  void transparencyShowsMidGrey(String extension) {
    try (Mat mat = new Mat(2, 3, CV_8UC4, new Scalar(0, 0, 200, 255));
        UByteIndexer pixels = mat.createIndexer()) {
      pixels.put(0, 1, 3, 0);
      pixels.put(0, 2, 3, 128);
      Image image = Stills.read(encode("alpha" + extension, mat));
      int tolerance = extension.equals(".webp") ? 6 : 0;
      assertPixel(image, 0, tolerance, 200, 0, 0);
      assertPixel(image, 1, tolerance, 128, 128, 128);
      assertPixel(image, 2, tolerance, 164, 64, 64);
    }
  }

  @Test
  void greyAndSixteenBitBecomeEightBitColour() {
    try (Mat grey = new Mat(2, 2, CV_8UC1, new Scalar(77));
        Mat deep = new Mat(2, 2, CV_16UC3);
        Mat deepGrey = new Mat(2, 2, CV_16UC1, new Scalar(0x4D4D));
        UShortIndexer pixels = deep.createIndexer()) {
      for (int i = 0; i < 4; i++) {
        pixels.put(i / 2, i % 2, 0, 0);
        pixels.put(i / 2, i % 2, 1, 0x8080);
        pixels.put(i / 2, i % 2, 2, 0xFFFF);
      }
      assertPixel(Stills.read(encode("grey.png", grey)), 3, 0, 77, 77, 77);
      assertPixel(Stills.read(encode("deepgrey.png", deepGrey)), 3, 0, 77, 77, 77);
      assertPixel(Stills.read(encode("deep.png", deep)), 3, 0, 255, 128, 0);
      assertPixel(Stills.read(encode("deep.tiff", deep)), 3, 0, 255, 128, 0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {".png", ".bmp", ".webp", ".jpg"})
  void aCutPictureIsRefused(String extension) throws IOException {
    Path file = encode("whole" + extension, quartersMat());
    byte[] bytes = Files.readAllBytes(file);
    for (double share : new double[] {0.99, 0.5}) {
      Path cut = folder.resolve("cut" + extension);
      Files.write(cut, Arrays.copyOf(bytes, (int) (bytes.length * share)));
      String message = Failures.ofInput(() -> Stills.read(cut));
      assertTrue(message.startsWith(cut + ": is cut off"), message);
    }
  }

  @Test
  void whatIsNoPictureOrTooLargeIsRefusedWithACure() throws IOException {
    Path text = Files.writeString(folder.resolve("text.png"), "no picture, only words");
    assertTrue(Failures.ofInput(() -> Stills.read(text)).contains("convert it to PNG or JPEG"));
    Path empty = Files.createFile(folder.resolve("empty.png"));
    assertTrue(Failures.ofInput(() -> Stills.read(empty)).contains("0 bytes"));
    Path huge = Files.write(folder.resolve("huge.png"), pngClaiming(20_000, 20_000));
    assertTrue(Failures.ofInput(() -> Stills.read(huge)).contains("100 megapixels"));
    byte[] hurt = Stills.png(TestPictures.photo(64, 64, 0));
    Arrays.fill(hurt, hurt.length / 2, hurt.length / 2 + 200, (byte) 7);
    Path damaged = Files.write(folder.resolve("hurt.png"), hurt);
    assertTrue(Failures.ofInput(() -> Stills.read(damaged)).startsWith(damaged.toString()));
    Path place = Files.writeString(folder.resolve("file"), "x").resolve("below.png");
    assertThrows(ArgenException.class, () -> Stills.writePng(place, Image.black(2, 2)));
  }

  @Test
  void theSmallestAndAnEightThousandPictureAreRead() {
    for (int size : new int[] {1, 20, 8000}) {
      try (Mat mat = new Mat(size, size, CV_8UC1, new Scalar(9))) {
        assertEquals(size, Stills.read(encode("sized.bmp", mat)).width());
      }
    }
  }

  private static void assertPixel(Image image, int index, int tolerance, int... rgb) {
    for (int c = 0; c < 3; c++) {
      assertEquals(rgb[c], image.rgb()[index * 3 + c] & 0xFF, tolerance, "channel " + c);
    }
  }

  private static Mat quartersMat() {
    Image image = TestPictures.quarters(64, 48);
    Mat mat = new Mat(48, 64, CV_8UC3);
    byte[] bgr = new byte[image.rgb().length];
    for (int i = 0; i < bgr.length; i += 3) {
      bgr[i] = image.rgb()[i + 2];
      bgr[i + 1] = image.rgb()[i + 1];
      bgr[i + 2] = image.rgb()[i];
    }
    mat.data().put(bgr);
    return mat;
  }

  private Path encode(String name, Mat mat) {
    try (BytePointer out = new BytePointer()) {
      opencv_imgcodecs.imencode(name.substring(name.indexOf('.')), mat, out);
      byte[] bytes = new byte[(int) out.limit()];
      out.get(bytes);
      return Files.write(folder.resolve(name), bytes);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Puts an APP1 segment with the orientation tag behind the start of image. */
  private static byte[] withExif(byte[] jpeg, int orientation) {
    byte[] segment =
        ByteBuffer.allocate(4 + 6 + 8 + 2 + 12 + 4)
            .putShort((short) 0xFFE1)
            .putShort((short) (2 + 6 + 8 + 2 + 12 + 4))
            .put(new byte[] {'E', 'x', 'i', 'f', 0, 0})
            .put(new byte[] {'M', 'M', 0, 42, 0, 0, 0, 8})
            .putShort((short) 1)
            .putShort((short) 0x0112)
            .putShort((short) 3)
            .putInt(1)
            .putShort((short) orientation)
            .putShort((short) 0)
            .putInt(0)
            .array();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    out.writeBytes(segment);
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }

  private static byte[] pngClaiming(int width, int height) {
    byte[] png = Stills.png(Image.black(1, 1));
    ByteBuffer data = ByteBuffer.wrap(png).putInt(16, width).putInt(20, height);
    CRC32 check = new CRC32();
    check.update(png, 12, 17);
    data.putInt(29, (int) check.getValue());
    return png;
  }

  @Test
  void hiddenFilesAreNoClips() {
    for (String name : List.of(".a.mp4", "._b.jpg", "c.txt", "mp4", ".png")) {
      assertTrue(!Clips.isClip(folder.resolve(name)), name);
    }
  }
}
