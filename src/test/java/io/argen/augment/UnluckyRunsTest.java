package io.argen.augment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.argen.run.ContentCache;
import io.argen.run.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks that fill up, folders nobody may write to, clocks that jump. */
final class UnluckyRunsTest {
  @Test
  void aRunWhoseFilesCannotGrowNamesTheFileAndGoesOnWhenTheyCan(@TempDir Path folder)
      throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "limits are set by bash");
    SmallWorld world = SmallWorld.longTail(folder);
    Path whole = world.fresh();
    world.run(world.options(whole, 2), failing());
    Path out = world.fresh();
    int stopped = 0;
    for (int kilobytes : List.of(1, 3, 6, 12)) {
      Process process = MortalRun.startLimited(kilobytes, folder, out);
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        stopped++;
        assertTrue(said.contains(out + "/"), said);
      }
    }
    assertTrue(stopped >= 2, "stopped " + stopped + " times");
    world.run(world.options(out, 2), failing());
    assertEquals(world.snapshot(whole), world.snapshot(out));
  }

  @Test
  void anOutputThatNobodyMayMakeIsNamedWithTheCure(@TempDir Path folder) throws IOException {
    assumeTrue(Files.isDirectory(Path.of("/proc/self")), "not even root may write to /proc");
    SmallWorld world = SmallWorld.longTail(folder);
    Path out = Path.of("/proc/balanced");
    RuntimeException e =
        assertThrows(RuntimeException.class, () -> world.run(world.options(out, 1), failing()));
    assertTrue(String.valueOf(e.getMessage()).contains("/proc/balanced"), e.toString());
  }

  @Test
  void aClockThatJumpsChangesNothingButTimes(@TempDir Path folder) throws IOException {
    SmallWorld world = SmallWorld.longTail(folder);
    Path calm = world.fresh();
    world.run(world.options(calm, 2), failing());
    Path out = world.fresh();
    AugmentResult result =
        Augmenter.run(
            world.options(out, 2),
            world.dataset(),
            failing(),
            ContentCache.none(),
            Progress.NONE,
            new Jumping());
    assertTrue(result.seconds().values().stream().allMatch(s -> s >= 0), result.toString());
    assertEquals(withoutHeader(world.snapshot(calm)), withoutHeader(world.snapshot(out)));
  }

  private static Map<String, String> withoutHeader(Map<String, String> files) {
    files.remove(".argen/run.json");
    return files;
  }

  private static FakeStudio failing() {
    FakeStudio studio = new FakeStudio();
    studio.failPercent = 40;
    return studio;
  }

  private static final class Jumping extends Clock {
    private final AtomicInteger calls = new AtomicInteger();

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochSecond(calls.getAndIncrement() % 2 == 0 ? 2_000_000_000L : 1000);
    }
  }
}
