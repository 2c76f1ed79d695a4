package io.argen.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.clip.Image;
import io.argen.clip.Stills;
import io.argen.facs.Emotion;
import io.argen.run.ContentHashes;
import io.argen.run.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Corpora as they are found in the wild, tidy and otherwise. */
final class DatasetTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path root;

  @Test
  void classFoldersGiveTheirNamesAsLabels() {
    clips("fear/a.png", "fear/b.png", "happy/c.png", "Anger/deep/er/d.png");
    Dataset set = Dataset.read(root);
    assertEquals("folders", set.layout());
    assertEquals(Map.of("fear", 2, "happy", 1, "Anger", 1), set.counts("train"));
    assertEquals(Map.of("fear", 0, "happy", 0, "Anger", 0), set.counts("test"));
    assertEquals(Optional.of("happy"), set.labelOf(Emotion.HAPPINESS));
    assertEquals(Optional.empty(), set.labelOf(Emotion.SADNESS));
    assertTrue(set.warnings().get(0).contains("no splits"));
    assertTrue(set.samples().stream().allMatch(Sample::consent));
  }

  @Test
  void splitFoldersMayBeSpeltInSeveralWays() {
    clips("train/fear/a.png", "validation/fear/b.png", "Test/sad/c.png", "other/sad/d.png");
    Dataset set = Dataset.read(root);
    assertEquals(Map.of("fear", 1, "sad", 0), set.counts("train"));
    assertEquals(Map.of("fear", 1, "sad", 0), set.counts("val"));
    assertEquals(Map.of("fear", 0, "sad", 1), set.counts("test"));
    assertTrue(String.join("\n", set.warnings()).contains("other"));
  }

  @Test
  void aFolderOfNumberedPicturesIsOneClipButNeverAClassFolder() {
    clips("fear/clip/f_9.png", "fear/clip/f_10.png", "fear/clip/f_12.png", "fear/people/ann.png");
    clips("sad/0001.png", "sad/0002.png", "fear/people/bob.png");
    Dataset set = Dataset.read(root);
    assertEquals(Map.of("fear", 3, "sad", 2), set.counts("train"));
    assertTrue(ids(set).contains("fear__clip"));
  }

  @Test
  void badFilesAreNamedAndTheRestIsRead() throws IOException {
    clips("fear/good.png");
    text("fear/empty.mp4", "");
    text("fear/text.mp4", "this is no video");
    text("fear/notes.txt", "seen");
    Files.createDirectories(root.resolve("sad"));
    Files.createSymbolicLink(root.resolve("fear/gone.mp4"), root.resolve("nowhere.mp4"));
    Dataset set = Dataset.read(root);
    assertEquals(List.of("fear__good"), List.copyOf(ids(set)));
    Map<String, String> skipped =
        set.skipped().stream().collect(Collectors.toMap(Skip::path, Skip::reason));
    assertEquals(Set.of("fear/empty.mp4", "fear/text.mp4", "fear/gone.mp4"), skipped.keySet());
    assertTrue(String.valueOf(skipped.get("fear/empty.mp4")).contains("0 bytes"));
    assertTrue(String.valueOf(skipped.get("fear/gone.mp4")).contains("missing"));
    String warnings = String.join("\n", set.warnings());
    assertTrue(warnings.contains("1 files of other kinds (.txt)"));
    assertTrue(warnings.contains("class folder sad holds no clip"));
  }

  @Test
  void linksInACircleEnd() throws IOException {
    clips("fear/a.png", "sad/b.png");
    Files.createSymbolicLink(root.resolve("fear/round"), root.resolve("fear"));
    Files.createSymbolicLink(root.resolve("sad/up"), root);
    Dataset set = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Dataset.read(root));
    assertTrue(set.samples().size() >= 2);
    assertTrue(set.skipped().stream().anyMatch(skip -> skip.path().equals("fear/round")));
  }

  @Test
  void idsAreUniqueAndSafe() {
    clips("fear/x.png", "fear/x.bmp", "fear/X.png", "fear/größe 😀.png", "fear/a b.png");
    clips("fear/a_b.png");
    Set<String> ids = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    ids.addAll(ids(Dataset.read(root)));
    assertEquals(6, ids.size());
    assertTrue(ids.stream().allMatch(id -> id.matches("[A-Za-z0-9._-]+")), ids::toString);
  }

  @Test
  void unknownLabelsAreKeptAndTheNearestEmotionIsNamed() {
    clips("hapiness/a.png", "calm/b.png", "fear/c.png");
    Dataset set = Dataset.read(root);
    assertEquals(3, set.samples().size());
    assertTrue(
        set.samples().stream()
            .filter(sample -> sample.label().equals("hapiness"))
            .allMatch(sample -> sample.emotion().isEmpty()));
    String warnings = String.join("\n", set.warnings());
    assertTrue(warnings.contains("'hapiness' (1 clips)"));
    assertTrue(warnings.contains("did you mean happiness?"));
    assertTrue(warnings.contains("'calm'"));
  }

  @Test
  void whatIsNoDataSetIsRefusedWithTheCure() throws IOException {
    assertTrue(message(root.resolve("missing")).contains("does not exist"));
    assertTrue(message(root).contains("class folders"));
    clips("a.png");
    assertTrue(message(root.resolve("a.png")).contains("is a file"));
    assertTrue(message(root).contains("folders named by emotion"));
    text("fear/x.mp4", "no video");
    assertTrue(message(root).contains("no usable clip"));
    InputException layout =
        assertThrows(InputException.class, () -> Dataset.read(root, ReadOptions.layout("folder")));
    assertTrue(String.valueOf(layout.getMessage()).contains("did you mean folders?"));
  }

  @Test
  void theContentHashFollowsBytesAndLabelsButNotThePlace(@TempDir Path cache) throws IOException {
    clips("one/fear/a.png", "one/sad/b.png", "two/fear/a.png", "two/sad/b.png");
    try (ContentHashes hashes = new ContentHashes(cache.resolve("hashes"))) {
      String one = Dataset.read(root.resolve("one")).contentHash(hashes);
      assertEquals(one, Dataset.read(root.resolve("two")).contentHash(hashes));
      Files.move(root.resolve("two/sad"), root.resolve("two/anger"));
      assertNotEquals(one, Dataset.read(root.resolve("two")).contentHash(hashes));
      Stills.writePng(root.resolve("one/sad/b.png"), Image.black(5, 5));
      assertNotEquals(one, Dataset.read(root.resolve("one")).contentHash(hashes));
    }
  }

  @Test
  void readingChangesNothing() throws IOException {
    clips("fear/a.png");
    byte[] before = Files.readAllBytes(root.resolve("fear/a.png"));
    Dataset.read(root);
    assertFalse(Files.exists(root.resolve(".argen")));
    assertEquals(
        new String(before, StandardCharsets.ISO_8859_1),
        Files.readString(root.resolve("fear/a.png"), StandardCharsets.ISO_8859_1));
  }

  private static String message(Path folder) {
    return String.valueOf(
        assertThrows(InputException.class, () -> Dataset.read(folder)).getMessage());
  }

  private static Set<String> ids(Dataset set) {
    return set.samples().stream().map(Sample::id).collect(Collectors.toCollection(TreeSet::new));
  }

  private void clips(String... names) {
    for (String name : names) {
      Stills.writePng(root.resolve(name), Image.black(4, 4));
    }
  }

  private void text(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }
}
