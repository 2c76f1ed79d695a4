package io.argen.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DescribeCommandTest {
  @Test
  void describesWithEvidenceAndSaysWhy() throws Exception {
    Shell shell =
        Shell.argen("describe", "--emotion", "fear", "--seed", "3", "--explain", "--json");
    assertEquals(0, shell.exit(), shell.err());
    JsonNode document = shell.document();
    assertTrue(document.get("text").asText().contains("fear"));
    assertTrue(document.get("alignment").asDouble() > 0.9);
    assertFalse(document.get("evidence").isEmpty());
    assertEquals(5, document.get("nearest").size());
  }

  @Test
  void wrongUseIsNamed(@TempDir Path folder) throws Exception {
    assertEquals(2, Shell.argen("describe").exit());
    Shell unknown = Shell.argen("describe", "--emotion", "fera");
    assertEquals(2, unknown.exit());
    assertTrue(unknown.err().contains("did you mean 'fear'?"), unknown.err());
    Files.writeString(folder.resolve("a.jsonl"), "nonsense\n");
    Shell broken = Shell.argen("describe", "--emotion", "fear", "--knowledge", folder.toString());
    assertEquals(2, broken.exit());
    assertTrue(broken.err().contains("a.jsonl:1"), broken.err());
  }

  @Test
  void aTableIsChosenAndItsRowIsCited() throws Exception {
    JsonNode emfacs =
        Shell.argen("describe", "--emotion", "disgust", "--prototypes", "emfacs-17", "--json")
            .document();
    assertEquals(
        java.util.Set.of("AU09", "AU15", "AU17"), units(emfacs), emfacs.get("text").asText());
    assertTrue(emfacs.get("evidence").toString().contains("proto.disgust.emfacs-17"));
    JsonNode du =
        Shell.argen("describe", "--emotion", "happiness", "--prototypes", "du", "--json")
            .document();
    assertTrue(units(du).containsAll(List.of("AU12", "AU25")), du.get("text").asText());
    assertEquals(2, Shell.argen("describe", "--emotion", "fear", "--prototypes", "du2").exit());
  }

  @Test
  void compoundsAreKnownByNameAndCautionsByFace() throws Exception {
    JsonNode both =
        Shell.argen("describe", "--compound", "happily-surprised", "--face", "glasses", "--json")
            .document();
    assertTrue(
        both.get("text").asText().toLowerCase(java.util.Locale.ROOT).contains("happy surprise"),
        both.toString());
    assertTrue(units(both).containsAll(List.of("AU01", "AU02", "AU12", "AU25")));
    assertTrue(both.get("evidence").toString().contains("compound.happily-surprised"));
    assertTrue(both.get("evidence").toString().contains("caution.glasses"));
    assertTrue(both.get("negative_prompt").asText().contains("bent glasses"));
    Shell typo = Shell.argen("describe", "--compound", "happily-surprized");
    assertEquals(2, typo.exit());
    assertTrue(typo.err().contains("did you mean 'happily-surprised'?"), typo.err());
    assertEquals(2, Shell.argen("describe", "--emotion", "fear", "--face", "hat").exit());
  }

  /** Units by name, sides together. */
  private static java.util.Set<String> units(JsonNode document) {
    java.util.Set<String> units = new java.util.TreeSet<>();
    document
        .get("action_units")
        .fieldNames()
        .forEachRemaining(name -> units.add(name.substring(0, 4)));
    return units;
  }
}
