package io.argen.affect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.facs.ActionUnit;
import io.argen.facs.Emotion;
import io.argen.run.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KnowledgeTest {
  @Test
  void theOwnKnowledgeIsSoundAndCoversEveryUnitAndEmotion() {
    Knowledge knowledge = Knowledge.read(true);
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
        {"id":"mine.7","kind":"note","text":"x","source":"me","basis":"rumour"}
        {"id":"mine.8","kind":"exemplar","text":"x","source":"me"}
        {"id":"mine.9","kind":"exemplar","text":"x","source":"me","measured":{"AU12_X":1,"AU12_L":9}}
        {"id":"mine.10","kind":"note","text":"x","source":"me","asked_as":"why"}
        {"id":"mine.11","kind":"note","text":"x","source":"me","see_also":["mine.11","mine.1","au12.apearance"]}
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
          "a.jsonl:9: unknown basis \"rumour\"",
          "a.jsonl:10: an exemplar needs \"measured\"",
          "a.jsonl:11: unknown channel \"AU12_X\"",
          "a.jsonl:11: \"measured\" of AU12_L must be from 0 to 5",
          "a.jsonl:12: \"asked_as\" must be a list",
          "a.jsonl:13: \"see_also\" names the passage itself",
          "a.jsonl:13: \"see_also\" names \"au12.apearance\", which no passage has as its id; did you"
              + " mean \"au12.appearance\"?",
          "a.jsonl:14: the wording reads as [AU26]",
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
    assertEquals(Basis.USER, knowledge.get("mine.smile").orElseThrow().basis());
    assertNotEquals(Knowledge.builtIn().fingerprint(), knowledge.fingerprint());
    assertEquals(knowledge.fingerprint(), Knowledge.builtIn().with(folder).fingerprint());
    assertTrue(knowledge.of(Kind.NOTE, ActionUnit.AU12).size() == 1);
  }

  @Test
  void tablesAndPassagesSayTheSameUnits() {
    Knowledge knowledge = Knowledge.builtIn();
    for (PrototypeTable table : PrototypeTable.values()) {
      for (Emotion emotion : Emotion.values()) {
        List<Passage> rows =
            knowledge.of(Kind.PROTOTYPE, emotion).stream().filter(table::has).toList();
        if (!table.parts(emotion).isEmpty()
            && !(table == PrototypeTable.DU && emotion == Emotion.CONTEMPT)) {
          assertEquals(1, rows.size(), table + " " + emotion);
          assertEquals(
              units(table.parts(emotion)),
              new HashSet<>(rows.get(0).actionUnits()),
              emotion.name());
          assertEquals(Basis.TABLE, rows.get(0).basis());
        }
      }
    }
    for (Compound compound : Compound.values()) {
      Passage passage = knowledge.get(compound.passage()).orElseThrow();
      assertEquals(units(compound.parts()), new HashSet<>(passage.actionUnits()), compound.key());
    }
  }

  private static Set<ActionUnit> units(List<PrototypeTable.Part> parts) {
    return parts.stream().map(PrototypeTable.Part::unit).collect(Collectors.toSet());
  }
}
