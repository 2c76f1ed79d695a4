package io.argen.clip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.run.Seeds;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Scaling and cropping as algebra. */
final class ImagesTest {
  @Test
  void theSameSizeIsTheSamePicture() {
    Image photo = TestPictures.photo(31, 17, 0);
    assertArrayEquals(photo.rgb(), Images.resize(photo, 31, 17).rgb());
    assertArrayEquals(photo.rgb(), Images.crop(photo, 0, 0, 31, 17, 31, 17).rgb());
  }

  @Test
  void plainColourStaysPlainAtEverySizeAndPlace() {
    Image plain = new Image(5, 4, filled(60, (byte) 137));
    RandomGenerator random = Seeds.generator(3);
    for (int i = 0; i < 200; i++) {
      double x = random.nextDouble(-20, 20);
      double y = random.nextDouble(-20, 20);
      double w = random.nextDouble(0.1, 40);
      double h = random.nextDouble(0.1, 40);
      int outW = random.nextInt(1, 30);
      int outH = random.nextInt(1, 30);
      Image crop = Images.crop(plain, x, y, w, h, outW, outH);
      assertArrayEquals(filled(outW * outH * 3, (byte) 137), crop.rgb());
    }
  }

  @Test
  void shrinkingByAWholeFactorIsTheMeanOfBlocks() {
    Image photo = TestPictures.photo(48, 36, 0);
    Image small = Images.resize(photo, 16, 12);
    for (int y = 0; y < 12; y++) {
      for (int x = 0; x < 16; x++) {
        double sum = 0;
        for (int k = 0; k < 9; k++) {
          sum += photo.rgb()[((3 * y + k / 3) * 48 + 3 * x + k % 3) * 3] & 0xFF;
        }
        assertEquals(sum / 9, small.rgb()[(y * 16 + x) * 3] & 0xFF, 0.51);
      }
    }
  }

  @Test
  void growingReproducesARamp() {
    Image ramp = Image.black(32, 3);
    for (int i = 0; i < 32 * 3; i++) {
      java.util.Arrays.fill(ramp.rgb(), i * 3, i * 3 + 3, (byte) (40 + 4 * (i % 32)));
    }
    Image large = Images.resize(ramp, 128, 12);
    for (int x = 8; x < 120; x++) {
      double expected = 40 + 4 * ((x + 0.5) / 4 - 0.5);
      assertEquals(expected, large.rgb()[(5 * 128 + x) * 3] & 0xFF, 0.51);
    }
  }

  @Test
  void wholePixelCropsAreExactAndOutsideRepeatsTheEdge() {
    Image photo = TestPictures.photo(20, 15, 0);
    Image crop = Images.crop(photo, -3, 2, 10, 18, 10, 18);
    for (int y = 0; y < 18; y++) {
      for (int x = 0; x < 10; x++) {
        int fromX = Math.max(0, x - 3);
        int fromY = Math.min(14, y + 2);
        assertEquals(photo.rgb()[(fromY * 20 + fromX) * 3 + 1], crop.rgb()[(y * 10 + x) * 3 + 1]);
      }
    }
  }

  @Test
  void psnrFollowsItsDefinition() {
    Image a = new Image(2, 2, filled(12, (byte) 100));
    Image b = new Image(2, 2, filled(12, (byte) 110));
    assertEquals(10 * Math.log10(255 * 255 / 100.0), Images.psnrLuma(a, b), 1e-9);
    assertEquals(Double.POSITIVE_INFINITY, Images.psnrLuma(a, a.copy()));
    assertThrows(IllegalArgumentException.class, () -> Images.psnrLuma(a, Image.black(3, 2)));
  }

  @Test
  void greyHasThreeEqualChannelsAndStaysGrey() {
    Image grey = Images.grey(TestPictures.photo(20, 15, 0));
    assertTrue(Images.looksGrey(grey));
    assertArrayEquals(grey.rgb(), Images.grey(grey).rgb());
  }

  @Test
  void emptyCropsAreRefused() {
    Image image = Image.black(4, 4);
    assertThrows(IllegalArgumentException.class, () -> Images.crop(image, 0, 0, 0, 4, 4, 4));
    assertThrows(IllegalArgumentException.class, () -> Images.resize(image, 0, 4));
    assertThrows(
        IllegalArgumentException.class, () -> Images.crop(image, 0, 0, Double.NaN, 4, 4, 4));
  }

  private static byte[] filled(int length, byte value) {
    byte[] bytes = new byte[length];
    java.util.Arrays.fill(bytes, value);
    return bytes;
  }
}
