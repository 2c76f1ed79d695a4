package io.argen.augment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where synthetic clips take their look from. */
final class LooksTest {
  /** A clip that does not tell its rate, as wide as its person's number says. */
  private static ClipLook folderOf(String text, ClipLook look) {
    int person = text.charAt(text.indexOf(" p") + 2) - '0';
    return new ClipLook(
        look.container(),
        128 + 16 * person,
        128,
        6,
        25,
        false,
        look.phase(),
        0.5,
        0.5,
        0.5,
        0,
        look.traces());
  }

  @Test
  void aClipLooksLikeOthersOfItsOwnPerson(@TempDir Path folder) throws IOException {
    SmallWorld world = SmallWorld.longTail(folder);
    FakeStudio studio = new FakeStudio();
    studio.dressed = LooksTest::folderOf;
    run(world, studio);
    assertFalse(studio.orders.isEmpty());
    for (FaceStudio.ClipOrder order : studio.orders) {
      String subject = String.valueOf(order.item().subject());
      int person = subject.charAt(1) - '0';
      assertEquals(128 + 16 * person, order.item().look().width(), order.item().toString());
    }
  }

  @Test
  void foldersWithoutARateMoveAsFastAsTheirExpressionsRise(@TempDir Path folder)
      throws IOException {
    for (Map.Entry<Double, Double> rise : Map.of(2.5, 10.0, 0.0, 25.0).entrySet()) {
      SmallWorld world = SmallWorld.longTail(folder.resolve(rise.getKey().toString()));
      FakeStudio studio = new FakeStudio();
      studio.dressed = LooksTest::folderOf;
      studio.riseFrames = rise.getKey();
      run(world, studio);
      for (FaceStudio.ClipOrder order : studio.orders) {
        assertEquals(rise.getValue(), order.item().look().motionRateHz());
        assertEquals(25, order.item().look().frameRateHz());
      }
    }
  }

  @Test
  void aKnownRateStays(@TempDir Path folder) throws IOException {
    SmallWorld world = SmallWorld.longTail(folder);
    FakeStudio studio = new FakeStudio();
    studio.riseFrames = 2.5;
    run(world, studio);
    for (FaceStudio.ClipOrder order : studio.orders) {
      assertEquals(25, order.item().look().motionRateHz());
    }
  }

  private static void run(SmallWorld world, FakeStudio studio) {
    world.run(world.options(), studio);
  }
}
