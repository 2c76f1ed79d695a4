package io.argen.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.clip.Image;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PictureSimilarityTest {
  private static final int SIZE = 64;

  @Test
  void aPictureIsItself() {
    Image a = noise(1);
    assertEquals(1, PictureSimilarity.ssim(a, a.copy(), everywhere()), 1e-9);
    assertEquals(100, PictureSimilarity.psnr(a, a.copy(), everywhere()), 1e-9);
  }

  @Test
  void flatPicturesDifferByTheirLightAlone() {
    Image a = flat(100);
    Image b = flat(120);
    double c1 = 6.5025;
    double expected = (2 * 100 * 120 + c1) / (100 * 100 + 120 * 120 + c1);
    assertEquals(expected, PictureSimilarity.ssim(a, b, everywhere()), 1e-6);
    assertEquals(
        10 * Math.log10(255.0 * 255 / 400), PictureSimilarity.psnr(a, b, everywhere()), 1e-6);
  }

  @Test
  void strangersAreUnlikeAndWhatLiesOutsideCountsNothing() {
    Image a = noise(1);
    Image b = noise(2);
    assertTrue(PictureSimilarity.ssim(a, b, everywhere()) < 0.1);
    boolean[] top = new boolean[SIZE * SIZE];
    Arrays.fill(top, 0, SIZE * SIZE / 4, true);
    Image c = a.copy();
    Arrays.fill(c.rgb(), c.rgb().length / 2, c.rgb().length, (byte) 0);
    assertEquals(1, PictureSimilarity.ssim(a, c, top), 1e-9);
    assertTrue(PictureSimilarity.ssim(a, c, everywhere()) < 0.7);
  }

  @Test
  void aPolygonHoldsItsInside() {
    boolean[] in = PictureSimilarity.inside(10, 10, new double[] {2, 2, 8, 2, 8, 6, 2, 6});
    int count = 0;
    for (boolean b : in) {
      count += b ? 1 : 0;
    }
    assertEquals(24, count);
    assertTrue(in[3 * 10 + 4]);
    assertFalse(in[7 * 10 + 4]);
  }

  @Test
  void barsCompareWithTheStillFrame() {
    ReenactmentReport report =
        ReenactmentReport.of(
            List.of(
                new ReenactmentReport.Row("c", ReenactmentStudy.STILL, 5, 0.8, 25, 0.10, 0),
                new ReenactmentReport.Row("c", ReenactmentStudy.RESIDUAL, 5, 0.85, 27, 0.06, 0)));
    assertTrue(report.bars().get(0).ssimMet());
    assertFalse(report.bars().get(0).landmarkMet());
    assertTrue(report.markdown().contains("| c | 5 | 0.800 / 25.0 / 0.1000 |"));
  }

  private static boolean[] everywhere() {
    boolean[] all = new boolean[SIZE * SIZE];
    Arrays.fill(all, true);
    return all;
  }

  private static Image flat(int level) {
    Image image = Image.black(SIZE, SIZE);
    Arrays.fill(image.rgb(), (byte) level);
    return image;
  }

  private static Image noise(long seed) {
    Image image = Image.black(SIZE, SIZE);
    new Random(seed).nextBytes(image.rgb());
    return image;
  }
}
