package io.argen.clip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What storing leaves in pictures is read off them. */
final class TracesTest {
  @Test
  void whatACoderLeavesOutIsUnchangedAndNoiseIsNot(@TempDir Path folder) {
    List<Image> noisy = noisy(64, 64, 12, 2);
    assertTrue(Traces.unchanged(noisy) < 0.01);
    Path video = folder.resolve("coarse.mp4");
    try (VideoWriter writer =
        VideoWriter.create(
            video, 64, 64, 25, ClipMark.none(), new Coding(VideoCodec.H264, 34, 0))) {
      noisy.forEach(writer::write);
    }
    assertTrue(Traces.of(video).unchanged() > 0.5, Traces.of(video).toString());
  }

  @Test
  void aSingleFrameTellsNothingOfChange() {
    assertEquals(-1, Traces.unchanged(List.of(Image.black(16, 16))));
    assertEquals(1, Traces.unchanged(List.of(Image.black(16, 16), Image.black(16, 16))));
  }

  @Test
  void sharpnessIsTheMeanSquareOfTheLaplacian() {
    Image dot = Image.black(3, 3);
    for (int c = 0; c < 3; c++) {
      dot.rgb()[4 * 3 + c] = 10;
    }
    assertEquals(1600, Traces.sharpness(List.of(dot)), 1e-9);
  }

  @Test
  void sharpeningRaisesWhatItShould() {
    List<Image> pictures = noisy(32, 32, 1, 8);
    double before = Traces.sharpness(pictures);
    Image more = Images.sharpened(pictures.get(0), 0.1);
    Image less = Images.sharpened(pictures.get(0), -0.05);
    assertTrue(Traces.sharpness(List.of(more)) > 1.3 * before);
    assertTrue(Traces.sharpness(List.of(less)) < before);
    assertEquals(pictures.get(0), Images.sharpened(pictures.get(0), 0));
  }

  /** A still scene as a camera sees it: the same everywhere but for noise. */
  private static List<Image> noisy(int width, int height, int frames, int size) {
    Random random = new Random(1);
    List<Image> pictures = new ArrayList<>();
    for (int t = 0; t < frames; t++) {
      Image picture = Image.black(width, height);
      for (int i = 0; i < picture.rgb().length; i += 3) {
        byte value = (byte) (120 + Math.round(size * random.nextGaussian()));
        picture.rgb()[i] = value;
        picture.rgb()[i + 1] = value;
        picture.rgb()[i + 2] = value;
      }
      pictures.add(picture);
    }
    return pictures;
  }
}
