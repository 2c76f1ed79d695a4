package io.argen.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.argen.augment.SampleData;
import io.argen.facs.ActionUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EvaluateMotionTest {
  @Test
  void oneFaceIsMovedMeasuredAndWrittenDown(@TempDir Path folder) throws IOException {
    Path photo = folder.resolve("photo.jpg");
    Files.write(photo, SampleData.people().get(0).jpeg());
    Path out = folder.resolve("out");
    Shell shell =
        Shell.argen(
            "evaluate",
            "motion",
            photo.toString(),
            "--mixtures=4",
            "--jobs=1",
            "--out=" + out,
            "--json");
    assertEquals(ExitCode.DONE, shell.exit(), shell.err());
    JsonNode document = shell.document();
    assertEquals("argen/evaluate-motion/1", document.get("schema").asText());
    assertEquals(4, document.get("mixtures").asInt());
    assertTrue(document.at("/cross_talk/AU12/AU12").asDouble() > 0.2, shell.out());
    assertEquals(
        1 + ActionUnit.values().length, Files.readAllLines(out.resolve("units.csv")).size());
    assertEquals(
        1 + ActionUnit.values().length, Files.readAllLines(out.resolve("cross-talk.csv")).size());
    assertTrue(Files.size(out.resolve("cross-talk.png")) > 1000);
  }

  @Test
  void aPhotoThatIsNotThereIsNamed(@TempDir Path folder) {
    Shell shell = Shell.argen("evaluate", "motion", folder.resolve("nobody.jpg").toString());
    assertEquals(ExitCode.USAGE, shell.exit());
    assertTrue(shell.err().contains("nobody.jpg"), shell.err());
  }
}
