package io.argen.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AskCommandTest {
  @Test
  void answersInAnyWordsAndSaysWhy() throws Exception {
    Shell shell = Shell.argen("ask", "crow's", "feet", "--limit", "3", "--json");
    assertEquals(0, shell.exit(), shell.err());
    JsonNode document = shell.document();
    assertEquals("crow's feet", document.get("question").asText());
    assertEquals(3, document.get("answers").size());
    JsonNode first = document.get("answers").get(0);
    assertTrue(first.get("passage").get("id").asText().startsWith("au06."), first.toString());
    assertEquals(1, first.get("why").get("meaning_rank").asInt());
    assertTrue(first.get("why").get("via").asText().startsWith("au06."), first.toString());
  }

  @Test
  void kindsUnitsAndEmotionsNarrowIt() throws Exception {
    Shell shell = Shell.argen("ask", "hidden mouth", "--kind", "caution", "--au", "17");
    assertEquals(0, shell.exit(), shell.err());
    assertTrue(shell.out().startsWith("caution."), shell.out());
    Shell none = Shell.argen("ask", "x", "--kind", "muscle", "--emotion", "fear");
    assertEquals(0, none.exit());
    assertTrue(none.err().contains("no passage passes"), none.err());
  }

  @Test
  void wrongUseIsNamed(@TempDir Path folder) throws Exception {
    assertEquals(2, Shell.argen("ask").exit());
    assertEquals(2, Shell.argen("ask", " ").exit());
    assertEquals(2, Shell.argen("ask", "why ".repeat(300)).exit());
    Shell kind = Shell.argen("ask", "x", "--kind", "tim");
    assertEquals(2, kind.exit());
    assertTrue(kind.err().contains("did you mean 'time'?"), kind.err());
    Shell unit = Shell.argen("ask", "x", "--au", "99");
    assertEquals(2, unit.exit());
    assertTrue(unit.err().contains("--au 99"), unit.err());
    Files.writeString(folder.resolve("a.jsonl"), "nonsense\n");
    Shell broken = Shell.argen("ask", "x", "--knowledge", folder.toString());
    assertEquals(2, broken.exit());
    assertTrue(broken.err().contains("a.jsonl:1"), broken.err());
  }
}
