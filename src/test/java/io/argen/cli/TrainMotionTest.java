package io.argen.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.argen.motion.learn.MotionModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrainMotionTest {
  private static final List<String> TINY =
      List.of(
          "train",
          "motion",
          "--config=configs/motion-s.yaml",
          "--width=32",
          "--layers=1",
          "--tokens=32",
          "--descriptions=8",
          "--batch=4",
          "--warm-up=2",
          "--checkpoint-every=5");

  private static Shell train(Path out, int updates) {
    List<String> arguments = new ArrayList<>(TINY);
    arguments.addAll(List.of("--updates=" + updates, "--out=" + out, "--json"));
    return Shell.argen(arguments.toArray(new String[0]));
  }

  @Test
  void aKilledRunGoesOnAndEndsWithTheSameBits(@TempDir Path folder) throws Exception {
    int updates = 400;
    Path whole = folder.resolve("whole");
    assertEquals(ExitCode.DONE, train(whole, updates).exit());

    Path killed = folder.resolve("killed");
    Process process = start(killed, updates, folder.resolve("log"));
    try {
      while (process.isAlive() && !Files.exists(killed.resolve("state.safetensors"))) {
        Thread.sleep(5);
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertTrue(
        Files.exists(killed.resolve("state.safetensors")), Files.readString(folder.resolve("log")));

    Shell rest = train(killed, updates);
    assertEquals(ExitCode.DONE, rest.exit(), rest.err());
    assertEquals(
        -1,
        Files.mismatch(whole.resolve("model.safetensors"), killed.resolve("model.safetensors")));
  }

  @Test
  void aRunThatIsToldToStopEndsWithoutACrash(@TempDir Path folder) throws Exception {
    Path out = folder.resolve("out");
    Path log = folder.resolve("log");
    Process process = start(out, 100_000, log);
    try {
      while (process.isAlive() && !Files.exists(out.resolve("state.safetensors"))) {
        Thread.sleep(5);
      }
      process.destroy();
      assertTrue(process.waitFor(20, TimeUnit.SECONDS), "still running");
    } finally {
      process.destroyForcibly().waitFor();
    }
    // 128 + SIGTERM; a crash would be SIGSEGV's or SIGABRT's.
    assertEquals(143, process.exitValue(), Files.readString(log));
  }

  private static Process start(Path out, int updates, Path log) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xss8m",
                "-cp",
                System.getProperty("java.class.path", ""),
                Main.class.getName()));
    command.addAll(TINY);
    command.addAll(List.of("--updates=" + updates, "--out=" + out));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  @Test
  void theModelItsCurveAndItsNotesAreWritten(@TempDir Path out) throws IOException {
    Shell shell = train(out, 6);
    assertEquals(ExitCode.DONE, shell.exit(), shell.err());
    JsonNode document = shell.document();
    assertEquals("argen/train-motion/1", document.get("schema").asText());
    assertEquals(6, document.get("updates").asInt());
    MotionModel model = MotionModel.read(out.resolve("model.safetensors"));
    assertEquals("6", model.notes().get("updates"));
    assertTrue(
        model.notes().getOrDefault("corpus", "").contains(document.get("corpus_sha256").asText()));
    // What a continued run compares must not depend on the process.
    assertEquals(new TreeMap<>(model.notes()).toString(), model.notes().toString());
    assertTrue(Files.size(out.resolve("loss.png")) > 1000);
  }

  @Test
  void anotherConfigurationDoesNotGoOn(@TempDir Path out) {
    assertEquals(ExitCode.DONE, train(out, 2).exit());
    Shell other = train(out, 3);
    assertEquals(ExitCode.USAGE, other.exit());
    assertTrue(other.err().contains("another configuration"), other.err());
  }

  @Test
  void theShippedModelShowsWhatIsDescribed() throws IOException {
    Shell shell = Shell.argen("evaluate", "diffusion", "--descriptions=12", "--takes=2", "--json");
    assertEquals(ExitCode.DONE, shell.exit(), shell.err());
    JsonNode drawn = shell.document().at("/rows/1/report");
    // The full measure is in docs/diffusion.md; this holds a floor on a small draw.
    assertTrue(drawn.get("pooled_concordance").asDouble() > 0.75, shell.out());
    assertTrue(drawn.get("not_asked").asDouble() < 0.3, shell.out());
  }

  @Test
  void aPromptNeedsTheTrainedModel(@TempDir Path folder) {
    Shell shell =
        Shell.argen(
            "animate",
            "nobody.jpg",
            "--prompt=Strong jaw drop.",
            "--motion=dynamics",
            "--out=" + folder.resolve("a.mp4"));
    assertEquals(ExitCode.USAGE, shell.exit());
    assertTrue(shell.err().contains("--motion diffusion"), shell.err());
  }
}
