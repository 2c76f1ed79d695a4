package io.argen.motion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.clip.Image;
import io.argen.clip.Stills;
import io.argen.face.FaceObservation;
import io.argen.face.FaceObserver;
import io.argen.face.TestNets;
import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Emotion;
import io.argen.motion.skin.RigidThings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

final class GlassesTest {
  private static final Path SAMPLE = Path.of("src/main/resources/io/argen/sample");
  private static final int SIZE = 256;

  @Test
  void onlyTheSamplePersonWithGlassesHasGlasses() {
    TreeSet<String> found = new TreeSet<>();
    for (int p = 1; p <= 12; p++) {
      String name = String.format(java.util.Locale.ROOT, "p%02d", p);
      if (find(crop(SAMPLE.resolve(name + ".jpg"))).isPresent()) {
        found.add(name);
      }
    }
    assertEquals(new TreeSet<>(List.of("p09")), found);
  }

  @Test
  void realGlassesAreFoundAndBareFacesHaveNone() {
    String shared = System.getenv("ARGEN_SHARED");
    Assumptions.assumeTrue(shared != null, "ARGEN_SHARED is not set: no real faces");
    for (String name : List.of("d0", "d9", "d18", "d19", "d20")) {
      FaceCrop crop = crop(Path.of(shared, "faces", "photos", "neutral_" + name + ".jpg"));
      boolean wears = name.equals("d9") || name.equals("d19");
      assertEquals(wears, find(crop).isPresent(), name);
    }
  }

  @Test
  void takenOffAndPutBackTheyGiveThePhoto() {
    FaceCrop crop = crop(SAMPLE.resolve("p09.jpg"));
    RigidThings glasses = find(crop).orElseThrow();
    Image out = glasses.skin().copy();
    assertTrue(different(out, crop.image()) > 500, "nothing was taken off");
    glasses.draw(out, new double[] {1, 0, 0, 0, 1, 0});
    assertArrayEquals(crop.image().rgb(), out.rgb());
  }

  @Test
  void raisedBrowsAndCheeksDoNotBendThem() {
    FaceCrop crop = crop(SAMPLE.resolve("p09.jpg"));
    FaceRenderer renderer =
        new FaceRenderer(TestNets.canonical(), ActionUnitBasis.anatomical(TestNets.canonical()));
    FaceRenderer.Session session = renderer.prepare(crop.image(), crop.face());
    Image out = Image.black(SIZE, SIZE);
    for (Emotion emotion : Emotion.values()) {
      session.render(MotionFrame.of(EmotionPrototypes.typical(emotion, 1)), out);
      int seen = 0;
      for (int i = 0; i < SIZE * SIZE; i++) {
        // The frame is nearly black, and nothing else below the eyes is.
        int y = i / SIZE;
        boolean below = y > crop.face().mesh().y(145) + 3 && y < crop.face().mesh().y(50);
        if (below && dark(crop.image(), i)) {
          seen++;
          assertTrue(
              (out.rgb()[i * 3 + 1] & 0xff) < 105,
              emotion + " bends the frame at " + i % SIZE + " " + y);
        }
      }
      assertTrue(seen > 40, "only " + seen + " pixels of frame looked at");
    }
  }

  @Test
  void theyGoWhereTheHeadGoes() {
    double[] back = new double[6];
    RigidThings.affine(new double[] {3, 1, 0, 0, 4, 1, 1, 0, 3, 2, 0, 1}, back);
    assertArrayEquals(new double[] {1, 0, -3, 0, 1, -1}, back, 1e-12);
    FaceCrop crop = crop(SAMPLE.resolve("p09.jpg"));
    RigidThings glasses = find(crop).orElseThrow();
    Image out = glasses.skin().copy();
    glasses.draw(out, back);
    int together = 0;
    int dark = 0;
    for (int y = 1; y < SIZE - 1; y++) {
      for (int x = 0; x < SIZE - 3; x++) {
        int i = y * SIZE + x;
        if (dark(crop.image(), i) && different(crop.image(), glasses.skin(), i)) {
          dark++;
          together += dark(out, i + SIZE + 3) ? 1 : 0;
        }
      }
    }
    assertTrue(together > 0.9 * dark, together + " of " + dark);
  }

  @Test
  void eyesMoveBehindThem() {
    FaceCrop crop = crop(SAMPLE.resolve("p09.jpg"));
    FaceRenderer renderer =
        new FaceRenderer(TestNets.canonical(), ActionUnitBasis.anatomical(TestNets.canonical()));
    Image out = Image.black(SIZE, SIZE);
    renderer
        .prepare(crop.image(), crop.face())
        .render(MotionFrame.of(ActionUnits.neutral().with(ActionUnit.AU45, 5)), out);
    assertTrue(different(out, crop.image()) > 60, "the eyes have not closed");
  }

  private static boolean dark(Image image, int i) {
    return (image.rgb()[i * 3 + 1] & 0xff) < 75;
  }

  private static boolean different(Image a, Image b, int i) {
    return Math.abs((a.rgb()[i * 3 + 1] & 0xff) - (b.rgb()[i * 3 + 1] & 0xff)) > 25;
  }

  private static int different(Image a, Image b) {
    int count = 0;
    for (int i = 0; i < SIZE * SIZE; i++) {
      count += different(a, b, i) ? 1 : 0;
    }
    return count;
  }

  private static Optional<RigidThings> find(FaceCrop crop) {
    return RigidThings.find(crop.image(), crop.face().mesh(), crop.face().pose());
  }

  private static FaceCrop crop(Path file) {
    Image photo = Stills.read(file);
    FaceObservation face = new FaceObserver(TestNets.nets(), false).largest(photo).orElseThrow();
    return FaceCrop.square(photo, face, SIZE, TestNets.canonical());
  }
}
