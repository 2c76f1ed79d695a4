package io.argen.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures of faces go with the run that cut them out. */
final class RunPicturesTest {
  @Test
  void nothingIsLeftOfARunAndNothingIsTakenFromAnother(@TempDir Path folder) throws IOException {
    Places usual = Shell.PLACES;
    Places places = new Places(usual.home(), usual.models(), folder.resolve("cache"));
    Path root = RunPictures.root(places);
    RunPictures first = RunPictures.open(places);
    Files.writeString(first.folder().resolve("face.jpg"), "a face");
    // What earlier versions kept for ever, and what a killed run left.
    Files.writeString(root.resolve("old.json.jpg"), "a face");
    Files.createDirectory(root.resolve("run-killed"));
    Files.createFile(root.resolve("run-killed.lock"));
    Files.writeString(root.resolve("run-killed").resolve("face.jpg"), "a face");
    try (RunPictures second = RunPictures.open(places)) {
      assertTrue(Files.exists(first.folder().resolve("face.jpg")), "still in use");
      assertEquals(4, entries(root).size(), "two folders and their locks: " + entries(root));
      SharedCache.clear(places);
      assertTrue(Files.exists(second.folder()));
      assertTrue(Files.exists(first.folder().resolve("face.jpg")), "still in use");
    }
    first.close();
    assertEquals(List.of(), entries(root));
    Files.writeString(root.resolve("old.json.jpg"), "a face");
    SharedCache.clear(places);
    assertFalse(Files.exists(root.resolve("old.json.jpg")));
  }

  private static List<Path> entries(Path root) throws IOException {
    try (Stream<Path> files = Files.list(root)) {
      return files.toList();
    }
  }
}
