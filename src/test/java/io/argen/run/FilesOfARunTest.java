package io.argen.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FilesOfARunTest {
  record Line(String name, int value) {}

  private Path folder;

  @BeforeEach
  void inAFolder(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void seedsDependOnEveryNameAndOnNothingElse() {
    assertEquals(Seeds.derive(1, "item", "fear", "3"), Seeds.derive(1, "item", "fear", "3"));
    assertNotEquals(Seeds.derive(1, "item", "fear", "3"), Seeds.derive(2, "item", "fear", "3"));
    assertNotEquals(Seeds.derive(1, "ab", "c"), Seeds.derive(1, "a", "bc"));
    RandomGenerator one = Seeds.generator(5);
    RandomGenerator two = Seeds.generator(5);
    for (int i = 0; i < 100; i++) {
      assertEquals(one.nextLong(), two.nextLong());
    }
  }

  @Test
  void aFileThatFailsHalfwayLeavesTheOldOneInPlace() throws IOException {
    Path file = folder.resolve("metadata.jsonl");
    AtomicFiles.write(file, "old");
    ArgenException e =
        assertThrows(
            ArgenException.class,
            () ->
                AtomicFiles.write(
                    file,
                    out -> {
                      out.write("new");
                      throw new IOException("No space left on device");
                    }));
    assertEquals("old", Files.readString(file));
    assertTrue(e.toString().contains("metadata.jsonl"), e.toString());
    assertTrue(e.toString().contains("No space left"), e.toString());
    assertFalse(Files.exists(AtomicFiles.tempFor(file)));
  }

  @Test
  void aJournalSurvivesATornLastLine() throws IOException {
    Path file = folder.resolve("items.jsonl");
    try (Journal journal = Journal.open(file)) {
      journal.append(new Line("a", 1));
    }
    Files.writeString(file, "{\"name\":\"b\",\"va", StandardOpenOption.APPEND);
    try (Journal journal = Journal.open(file)) {
      journal.append(new Line("c", 3));
    }
    assertEquals(List.of(new Line("a", 1), new Line("c", 3)), Json.readLines(file, Line.class));
  }

  @Test
  void contentHashesFollowTheContent() throws IOException {
    Path clip = folder.resolve("a.mp4");
    Files.writeString(clip, "one");
    Path cache = folder.resolve("hashes.jsonl");
    String before;
    try (ContentHashes hashes = new ContentHashes(cache)) {
      before = hashes.of(clip);
      assertEquals(before, hashes.of(clip));
    }
    assertEquals(1, Files.readAllLines(cache).size());
    Files.writeString(clip, "two!");
    Files.setLastModifiedTime(clip, FileTime.fromMillis(1));
    try (ContentHashes hashes = new ContentHashes(cache)) {
      assertNotEquals(before, hashes.of(clip));
    }
  }

  @Test
  void aFolderOfFramesHashesItsNamesToo() throws IOException {
    Path one = Files.createDirectories(folder.resolve("one"));
    Path two = Files.createDirectories(folder.resolve("two"));
    Files.writeString(one.resolve("001.png"), "x");
    Files.writeString(two.resolve("002.png"), "x");
    assertNotEquals(Digests.ofContent(one), Digests.ofContent(two));
  }

  @Test
  void tooSmallADiskIsNamedWithBothFigures() {
    ArgenException e =
        assertThrows(ArgenException.class, () -> DiskSpace.require(folder, Long.MAX_VALUE));
    assertTrue(e.toString().contains("GB are free"), e.toString());
    DiskSpace.require(folder.resolve("not/yet/there"), 1);
  }

  @Test
  void stagesAddUp() {
    long[] now = {0};
    StageTimes times = new StageTimes(() -> now[0]);
    for (int i = 0; i < 2; i++) {
      StageTimes.Stage stage = times.enter("render");
      now[0] += 1_500_000_000L;
      stage.close();
    }
    assertEquals(Map.of("render", 3.0), times.seconds());
  }
}
