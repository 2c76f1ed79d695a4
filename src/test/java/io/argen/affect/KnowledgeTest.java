package io.argen.affect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.facs.ActionUnit;
import io.argen.facs.Emotion;
import io.argen.run.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KnowledgeTest {
  @Test
  void theOwnKnowledgeIsSoundAndCoversEveryUnitAndEmotion() {
    Knowledge knowledge = Knowledge.builtIn();
    for (ActionUnit unit : ActionUnit.values()) {
      assertFalse(knowledge.of(Kind.APPEARANCE, unit).isEmpty(), unit.name());
      assertTrue(knowledge.of(Kind.WORDING, unit).size() >= 4, unit.name());
    }
    for (Emotion emotion : Emotion.values()) {
      assertFalse(knowledge.of(Kind.PROTOTYPE, emotion).isEmpty(), emotion.name());
    }
  }

  @Test
  void threeHundredPassagesAreKnowledgeAndNotWordings() {
    long known =
        Knowledge.builtIn().passages().stream().filter(p -> p.kind() != Kind.WORDING).count();
    assertTrue(known >= 300, known + " passages");
  }

  @Test
  void brokenAndDuplicateEntriesAreAllNamedAtOnce(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("a.jsonl"),
        """
        {"id":"mine.1","kind":"note","emotions":["fera"],"text":"x","source":"me"}
        not json
        {"id":"mine.2","kind":"notes","text":"x","source":"me"}

        {"id":"mine.3","kind":"note","action_units":[99],"text":"x","source":"me"}
        {"id":"mine.4","kind":"note","text":"x"}
        {"id":"au12.appearance","kind":"note","text":"x","source":"me"}
        {"id":"mine.5","kind":"note","txt":"x","text":"y","source":"me"}
        {"id":"mine.6","kind":"wording","action_units":[12],"text":"the jaw {adv} drops","source":"me"}
        """);
    Files.writeString(folder.resolve("b.jsonl"), "{\"id\":\"q\",\"kind\":\"note\"}\n[1]\n");
    Files.write(folder.resolve("c.jsonl"), "\u00e9".getBytes(StandardCharsets.ISO_8859_1));
    String message =
        String.valueOf(
            assertThrows(InputException.class, () -> Knowledge.builtIn().with(folder))
                .getMessage());
    for (String part :
        new String[] {
          "a.jsonl:1: unknown emotion \"fera\"; did you mean \"fear\"?",
          "a.jsonl:2: is no JSON",
          "a.jsonl:3: unknown kind \"notes\"; did you mean \"note\"?",
          "a.jsonl:5: unknown action unit 99",
          "a.jsonl:6: \"source\" must be given",
          "a.jsonl:7: id \"au12.appearance\" is taken",
          "a.jsonl:8: unknown key \"txt\"; did you mean \"text\"?",
          "a.jsonl:9: the wording reads as [AU26]",
          "b.jsonl:1: \"text\" must be given",
          "b.jsonl:2: expected one JSON object",
          "c.jsonl: is not UTF-8"
        }) {
      assertTrue(message.contains(part), part + "\nnot in\n" + message);
    }
  }

  @Test
  void aUsersPassagesAreAdded(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("mine.jsonl"),
        "{\"id\":\"mine.smile\",\"kind\":\"note\",\"action_units\":[12],\"text\":\"Ours smile"
            + " shyly.\",\"source\":\"our lab\"}\n");
    Knowledge knowledge = Knowledge.builtIn().with(folder);
    assertEquals("our lab", knowledge.get("mine.smile").orElseThrow().source());
    assertTrue(knowledge.of(Kind.NOTE, ActionUnit.AU12).size() == 1);
  }
}
