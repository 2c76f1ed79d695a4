package io.argen.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.run.ArgenException;
import io.argen.run.InputException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Each kind of failure has its exit code, and a stack trace only when asked for. */
final class FailuresTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void badInputIsTwoAndNamesTheFile() {
    assertEquals(
        2, failures().of(new InputException(Path.of("x.mp4"), "is empty", "leave it out")));
    assertEquals("argen: x.mp4: is empty; leave it out\n", said());
  }

  @Test
  void otherFailuresAreOneWithoutATrace() {
    assertEquals(1, failures().of(new ArgenException("disk full")));
    assertFalse(said().contains("\tat "), said());
  }

  @Test
  void verboseShowsTheTrace() {
    assertEquals(1, failures("--verbose").of(new IllegalStateException("odd")));
    assertTrue(said().contains("\tat "), said());
  }

  @Test
  void outOfMemoryTellsHowToGiveMore() {
    assertEquals(1, failures().of(new OutOfMemoryError("Java heap space")));
    assertTrue(said().contains("ARGEN_HEAP"), said());
  }

  private Failures failures(String... args) {
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    return new Failures(new Console(stream, stream, false), args);
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
