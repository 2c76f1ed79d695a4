package io.argen.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.clip.ClipMark;
import io.argen.clip.FrameFolderWriter;
import io.argen.clip.Image;
import io.argen.facs.ActionUnits;
import io.argen.run.InputException;
import io.argen.run.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SetDistancesTest {
  /** Clips whose units scatter around a height, two people a class. */
  private static List<ClipTraits> clips(int n, double height, double scatter, long seed) {
    Random random = new Random(seed);
    List<ClipTraits> clips = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double[] units = new double[ActionUnits.CHANNELS];
      for (int k = 0; k < units.length; k++) {
        units[k] = Math.max(0, height + scatter * random.nextGaussian());
      }
      double[] expression = {random.nextDouble(), random.nextDouble()};
      double[] identity = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
      String person = "p" + i % 10;
      String origin = person + i % 20;
      clips.add(
          new ClipTraits(i % 2 == 0 ? "fear" : "sad", person, origin, units, expression, identity));
    }
    return clips;
  }

  private static SetDistances of(List<ClipTraits> made) {
    return SetDistances.of(made, clips(120, 2, 0.5, 1), clips(40, 2, 0.5, 2), 0);
  }

  private static double kid(SetDistances set) {
    SetDistances.Distance distance = Objects.requireNonNull(set.features().get("action_units"));
    return Objects.requireNonNull(distance.kid());
  }

  @Test
  void clipsOfTheSameKindAreNearAndCannotBeToldApart() {
    SetDistances same = of(clips(120, 2, 0.5, 3));
    SetDistances stronger = of(clips(120, 2.6, 0.5, 3));
    assertEquals(120, same.real());
    assertTrue(Math.abs(kid(same)) < kid(stronger) / 10, kid(same) + " " + kid(stronger));
    Separation even = Objects.requireNonNull(same.toldApart());
    assertEquals(0.5, even.auc(), 0.1, even.toString());
    assertTrue(Objects.requireNonNull(stronger.toldApart()).auc() > 0.95);
    assertEquals(1, Objects.requireNonNull(same.diversity()), 0.1);
    assertEquals(1, Objects.requireNonNull(same.acrossSeeds()), 0.1);
    assertNotNull(Objects.requireNonNull(same.features().get("action_units")).frechet());
  }

  @Test
  void clipsThatAreAllAlikeLackDiversityAndCopiesAreCounted() {
    assertEquals(0.5, Objects.requireNonNull(of(clips(60, 2, 0.25, 3)).diversity()), 0.05);
    List<ClipTraits> half = new ArrayList<>(clips(40, 2, 0.5, 2).subList(0, 30));
    half.addAll(clips(30, 2, 0.5, 7));
    assertEquals(0.5, Objects.requireNonNull(of(half).nearCopies()), 0.05);
    assertEquals(0, Objects.requireNonNull(of(clips(60, 2, 0.5, 3)).nearCopies()), 0.05);
  }

  @Test
  void fromTooFewClipsNothingIsSaid() {
    SetDistances few = of(clips(3, 2, 0.5, 3));
    assertNull(few.toldApart());
    assertNull(Objects.requireNonNull(few.features().get("action_units")).kid());
  }

  /** Frame folders of one grey. */
  private static List<Path> greys(Path folder, int... greys) {
    List<Path> clips = new ArrayList<>();
    for (int grey : greys) {
      Path clip = folder.resolve("g" + grey);
      byte[] rgb = new byte[3 * 8 * 8];
      Arrays.fill(rgb, (byte) grey);
      FrameFolderWriter writer = FrameFolderWriter.create(clip, "png", 25, ClipMark.none());
      for (int t = 0; t < 3; t++) {
        writer.write(new Image(8, 8, rgb));
      }
      writer.close();
      clips.add(clip);
    }
    return clips;
  }

  @Test
  void fvdIsTheFrechetDistanceOfWhatTheFileGives(@TempDir Path folder) throws Exception {
    Path file =
        Path.of(Objects.requireNonNull(SetDistancesTest.class.getResource("tiny-i3d.pt")).toURI());
    List<Path> made = greys(folder.resolve("made"), 60, 70, 80);
    List<Path> real = greys(folder.resolve("real"), 160, 170, 180);
    FrechetVideo fvd = FrechetVideo.of(file, made, real, 2, Progress.NONE);
    // All four numbers are the grey, -1 to 1; the spreads are alike, so only the means count.
    double gap = 100 / 127.5;
    // Scaling up may be off by one grey.
    assertEquals(4 * gap * gap, fvd.value(), 0.03);
    assertTrue(fvd.few());
    assertEquals(4, fvd.features());
    assertTrue(fvd.protocol().contains("16 frames"), fvd.protocol());
    assertThrows(
        InputException.class, () -> FrechetVideo.of(made.get(0), made, real, 1, Progress.NONE));
    assertThrows(
        InputException.class,
        () -> FrechetVideo.of(made.get(0).resolve("argen.json"), made, real, 1, Progress.NONE));
  }
}
