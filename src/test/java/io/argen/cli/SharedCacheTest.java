package io.argen.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.augment.SampleData;
import io.argen.run.CacheFiles;
import io.argen.run.CodeVersion;
import io.argen.run.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One cache for all verbs, which its user can bound, turn off and clear. */
final class SharedCacheTest {
  private static final List<String> ENTRIES = List.of("clip.csv", "clip.safetensors");

  @Test
  void oneVerbUsesWhatAnotherMeasured(@TempDir Path folder) throws IOException {
    Places places = places(folder);
    Path data = folder.resolve("set");
    Path set = Files.createDirectories(data.resolve("fear"));
    Files.write(set.resolve("clip.jpg"), SampleData.people().get(0).jpeg());
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    Path third = folder.resolve("third");
    run(places, "analyze", set.toString(), "--out", first.toString());
    List<Path> held = entries(places);
    assertEquals(2, held.size(), "the analysis, and what a check needs: " + held);
    run(places, "check", data.toString());
    assertEquals(held, entries(places), "the check found all it needs");
    // Without nets nothing can be looked at: all that follows comes from the cache.
    Places blind = new Places(places.home(), folder.resolve("no models"), places.cache());
    run(blind, "check", data.toString());
    String evaluated = run(places, "evaluate", "generation", data.toString(), "--json");
    List<Path> more = entries(places);
    assertEquals(held.size() + 1, more.size());
    assertEquals(evaluated, run(blind, "evaluate", "generation", data.toString(), "--json"));
    assertEquals(
        evaluated, run(places, "evaluate", "generation", data.toString(), "--json", "--no-cache"));
    run(places, "analyze", set.toString(), "--out", second.toString());
    run(places, "analyze", set.toString(), "--out", third.toString(), "--no-cache");
    assertEquals(more, entries(places));
    for (String name : ENTRIES) {
      assertEquals(-1, Files.mismatch(first.resolve(name), second.resolve(name)), name);
      assertEquals(-1, Files.mismatch(first.resolve(name), third.resolve(name)), name);
    }
    String doctor = run(places, "doctor");
    assertTrue(doctor.contains(SharedCache.folder(places).toString()), doctor);
    assertTrue(doctor.contains("--clear-cache"), doctor);
    run(places, "doctor", "--clear-cache");
    assertFalse(Files.exists(SharedCache.folder(places)));
  }

  @Test
  void itsSizeIsTheUsersToChoose() {
    assertEquals(0, SharedCache.mostBytes("off"));
    assertEquals(500L << 20, SharedCache.mostBytes("500M"));
    assertEquals(8L << 30, SharedCache.mostBytes("8gb"));
    for (String wrong : List.of("much", "-1G", "5", "5T", "1.5G")) {
      InputException e =
          assertThrows(InputException.class, () -> SharedCache.mostBytes(wrong), wrong);
      assertTrue(String.valueOf(e.getMessage()).contains("off"), e.toString());
    }
  }

  @Test
  void whatOtherCodeMeasuredHasAnotherVersion() {
    String face = CodeVersion.of(List.of("face"));
    assertEquals(face, CodeVersion.of(List.of("face")));
    assertNotEquals(face, CodeVersion.of(List.of("face", "motion")));
  }

  private static Places places(Path folder) {
    Places usual = Shell.PLACES;
    return new Places(usual.home(), usual.models(), folder.resolve("home cache"));
  }

  private static String run(Places places, String... words) {
    Shell shell = Shell.argen(places, words);
    assertEquals(ExitCode.DONE, shell.exit(), shell.out() + shell.err());
    return shell.out();
  }

  private static List<Path> entries(Places places) throws IOException {
    return CacheFiles.of(SharedCache.folder(places)).files().stream()
        .map(CacheFiles.Entry::path)
        .sorted()
        .toList();
  }
}
