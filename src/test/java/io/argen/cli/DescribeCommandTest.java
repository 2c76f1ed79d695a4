package io.argen.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
