package io.argen.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.cli.ClipFinder.Found;
import io.argen.run.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClipFinderTest {
  private Path folder = Path.of("");

  @BeforeEach
  void makeAFolder(@TempDir Path temp) {
    folder = temp;
  }

  @Test
  void findsClipsAtAnyDepthInTheOrderOfTheirNames() throws IOException {
    touch("b/two.mp4", "a/deep/one.webm", "notes.txt", ".hidden/x.mp4", "c.gif");
    assertEquals(List.of("a__deep__one", "b__two", "c"), ids(find(List.of(folder))));
  }

  @Test
  void namesThatWouldCollideGetADistinctEnd() throws IOException {
    touch("x.mp4", "x.avi", "sub/X.mp4", "sub2/x.mp4");
    List<Found> found =
        find(
            List.of(
                folder.resolve("x.mp4"),
                folder.resolve("x.avi"),
                folder.resolve("sub/X.mp4"),
                folder.resolve("sub2")));
    Set<String> distinct = new HashSet<>();
    ids(found).forEach(id -> distinct.add(id.toLowerCase(Locale.ROOT)));
    assertEquals(4, distinct.size(), ids(found)::toString);
    assertTrue(
        ids(found).stream().allMatch(id -> id.matches("[xX]-[0-9a-f]{8}")), ids(found)::toString);
  }

  @Test
  void whatIsNamedTwiceIsTakenOnce() throws IOException {
    touch("x.mp4");
    Path roundabout = folder.resolve(".").resolve("x.mp4");
    assertEquals(1, find(List.of(folder.resolve("x.mp4"), roundabout, folder)).size());
  }

  @Test
  void aFileIsTakenAsItIsWhateverItsName() throws IOException {
    touch("clip.dat");
    assertEquals(List.of("clip.dat"), ids(find(List.of(folder.resolve("clip.dat")))));
  }

  @Test
  void whatIsNotThereIsNamed() {
    Path nowhere = folder.resolve("nowhere.mp4");
    InputException e = assertThrows(InputException.class, () -> find(List.of(nowhere)));
    assertTrue(e.toString().contains("nowhere.mp4"), e.toString());
  }

  @Test
  void aFolderWithoutClipsIsNamed() throws IOException {
    touch("notes.txt");
    InputException e = assertThrows(InputException.class, () -> find(List.of(folder)));
    assertTrue(e.toString().contains("holds no clip"), e.toString());
  }

  @Test
  void theResultsOfAnEarlierRunAreNoClips() throws IOException {
    touch("x.mp4", "out/x_overlay.mp4");
    assertEquals(List.of("x"), ids(find(List.of(folder))));
  }

  private List<Found> find(List<Path> paths) {
    return ClipFinder.find(paths, folder.resolve("out"));
  }

  private void touch(String... names) throws IOException {
    for (String name : names) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.createFile(file);
    }
  }

  private static List<String> ids(List<Found> found) {
    return found.stream().map(Found::id).toList();
  }
}
