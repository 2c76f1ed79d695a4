package io.argen.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunFolderTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);

  private Path out;

  @BeforeEach
  void outputFolder(@TempDir Path folder) {
    out = folder.resolve("aus gabe ü");
  }

  @Test
  void theSameRunIsContinued() {
    try (RunFolder run = RunFolder.open(out, NOON)) {
      assertFalse(begin(run, 7, "data"));
    }
    try (RunFolder run = RunFolder.open(out, NOON)) {
      assertTrue(begin(run, 7, "data"));
      assertEquals("2026-01-01T12:00:00Z", run.header().provenance().startedAt());
    }
  }

  @Test
  void anotherRunsOutputIsRefusedWithEveryDifferenceAndACure() {
    try (RunFolder run = RunFolder.open(out, NOON)) {
      begin(run, 7, "data");
    }
    try (RunFolder run = RunFolder.open(out, NOON)) {
      InputException e = assertThrows(InputException.class, () -> begin(run, 8, "other data"));
      assertTrue(e.toString().contains("--seed was 7, now 8"), e.toString());
      assertTrue(e.toString().contains("input data have changed"), e.toString());
      assertTrue(e.toString().contains("another --out"), e.toString());
    }
  }

  @Test
  void aChangedSettingIsNamed() {
    RunDefinition ten = new RunDefinition("augment", 1, "d", new TreeMap<>(Map.of("target", "10")));
    RunDefinition all = new RunDefinition("augment", 1, "d", new TreeMap<>());
    assertEquals("[--target was unset, now 10]", ten.differencesFrom(all).toString());
    assertEquals("[]", ten.differencesFrom(ten).toString());
  }

  @Test
  void aFolderOfSomethingElseIsRefused() throws IOException {
    Files.createDirectories(out);
    Files.writeString(out.resolve("thesis.tex"), "precious");
    InputException e = assertThrows(InputException.class, () -> RunFolder.open(out, NOON));
    assertTrue(e.toString().contains("new or empty"), e.toString());
    assertFalse(Files.exists(out.resolve(".argen")));
  }

  @Test
  void aFileIsRefused() throws IOException {
    Files.writeString(out, "x");
    assertThrows(InputException.class, () -> RunFolder.open(out, NOON));
  }

  @Test
  void twoRunsAtOnceAreRefused() {
    try (RunFolder first = RunFolder.open(out, NOON)) {
      InputException e = assertThrows(InputException.class, () -> RunFolder.open(out, NOON));
      assertTrue(e.toString().contains("another run is writing here"), e.toString());
      assertTrue(Files.exists(first.hidden().resolve("lock")));
    }
    RunFolder.open(out, NOON).close();
  }

  @Test
  void whatACrashLeftUnfinishedIsSweptOnRestart() throws IOException {
    Path half = out.resolve("train/synthetic/x.mp4" + AtomicFiles.TEMP_SUFFIX);
    Path whole = out.resolve("train/synthetic/y.mp4");
    try (RunFolder run = RunFolder.open(out, NOON)) {
      begin(run, 1, "d");
      Files.createDirectories(half.resolveSibling("."));
      Files.writeString(half, "half");
      Files.writeString(whole, "whole");
      Files.createDirectories(run.temp().resolve("a/b"));
      Files.writeString(run.temp().resolve("a/b/c"), "half");
    }
    try (RunFolder run = RunFolder.open(out, NOON)) {
      assertFalse(Files.exists(half));
      assertFalse(Files.exists(run.temp()));
      assertTrue(Files.exists(whole));
    }
  }

  @Test
  void theLogCarriesTheTime() throws IOException {
    try (RunFolder run = RunFolder.open(out, NOON)) {
      run.log("hello");
      assertEquals(
          "2026-01-01T12:00:00Z hello\n", Files.readString(run.hidden().resolve("log.txt")));
    }
  }

  private static boolean begin(RunFolder run, long seed, String data) {
    return run.begin(
        new RunDefinition("augment", seed, data, new TreeMap<>(Map.of("target", "balance"))),
        Provenance.now(seed, data, Map.of(), NOON));
  }
}
