package io.argen.affect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.evaluate.RetrievalStudy;
import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Emotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RetrieverTest {
  private static TextEncoder encoder;
  private static Retriever retriever;

  @BeforeAll
  static void open() {
    encoder = new TextEncoder(Retriever.NET);
    retriever = new Retriever(Knowledge.builtIn(), encoder);
  }

  @AfterAll
  static void close() {
    retriever.close();
    encoder.close();
  }

  @Test
  void theIndexThatComesWithItIsOfThesePassages() {
    List<Passage> own =
        Knowledge.builtIn().passages().stream().filter(p -> p.kind() != Kind.WORDING).toList();
    assertTrue(OwnIndex.load(own, new PassageAnalysis()).isPresent(), "run MakeIndex");
    assertTrue(OwnIndex.load(own.subList(1, own.size()), new PassageAnalysis()).isEmpty());
  }

  /** Whoever wrote them had not seen the questions; this holds that they are not copied. */
  @Test
  void noQuestionIsAmongTheWordsPassagesAreAskedAs() {
    PassageAnalysis plain = new PassageAnalysis();
    Set<Set<String>> asked = new HashSet<>();
    for (Passage passage : Knowledge.builtIn().passages()) {
      passage.askedAs().forEach(text -> asked.add(plain.stems(text)));
      assertTrue(passage.kind() == Kind.WORDING || passage.askedAs().size() >= 5, passage.id());
    }
    for (RetrievalStudy.Question question : RetrievalStudy.questions()) {
      assertFalse(asked.contains(plain.stems(question.text())), question.id());
    }
  }

  @Test
  void questionsShareFewWordsWithTheirAnswers() {
    Knowledge knowledge = Knowledge.builtIn();
    PassageAnalysis plain = new PassageAnalysis();
    List<RetrievalStudy.Question> questions = RetrievalStudy.questions();
    assertTrue(questions.size() >= 80);
    double shared = 0;
    int pairs = 0;
    for (RetrievalStudy.Question question : questions) {
      for (String id : question.relevant().keySet()) {
        Set<String> both = new HashSet<>(plain.stems(question.text()));
        int all = both.size();
        both.retainAll(plain.stems(knowledge.get(id).orElseThrow().text()));
        shared += both.size() / (double) all;
        pairs++;
      }
      for (String id : question.hard()) {
        assertTrue(knowledge.get(id).isPresent() && !question.relevant().containsKey(id), id);
      }
    }
    assertTrue(shared / pairs <= 0.2, "they share " + shared / pairs);
  }

  /** Weights are fitted on other questions than they are measured by. */
  @Test
  void practiceQuestionsAreOthersAndNamePassages() {
    PassageAnalysis plain = new PassageAnalysis();
    Set<Set<String>> practised = new HashSet<>();
    for (RetrievalStudy.Question question : RetrievalStudy.practice()) {
      practised.add(plain.stems(question.text()));
      for (String id : question.relevant().keySet()) {
        assertTrue(Knowledge.builtIn().get(id).isPresent(), id);
      }
    }
    assertTrue(practised.size() >= 100);
    for (RetrievalStudy.Question question : RetrievalStudy.questions()) {
      assertFalse(practised.contains(plain.stems(question.text())), question.id());
    }
  }

  /** Hardly ever do five others answer to a passage's own words as well as it does. */
  @Test
  void whatIsAskedInItsOwnWordsIsFound() {
    List<String> missed = new ArrayList<>();
    int asked = 0;
    for (Passage passage : Knowledge.builtIn().passages()) {
      if (passage.kind() != Kind.WORDING) {
        asked++;
        if (retriever.search(passage.text(), Retriever.Filter.NONE, 5).stream()
            .noneMatch(h -> h.passage().equals(passage))) {
          missed.add(passage.id());
        }
      }
    }
    assertTrue(missed.size() <= asked / 100, missed.toString());
  }

  @Test
  void filtersKeepOnlyWhatTheyAskFor() {
    Retriever.Filter filter =
        new Retriever.Filter(Set.of(Kind.PROTOTYPE), Set.of(Emotion.FEAR), Set.of(ActionUnit.AU20));
    List<Retriever.Hit> hits = retriever.search("wide eyes", filter, 20);
    assertFalse(hits.isEmpty());
    for (Retriever.Hit hit : hits) {
      assertEquals(Kind.PROTOTYPE, hit.passage().kind());
      assertTrue(hit.passage().emotions().contains(Emotion.FEAR));
      assertTrue(hit.passage().actionUnits().contains(ActionUnit.AU20));
    }
  }

  @Test
  void everyHitSaysWhy() {
    List<Retriever.Hit> hits = retriever.search("dimple", Retriever.Filter.NONE, 5);
    for (Retriever.Hit hit : hits) {
      assertTrue(hit.wordRank() > 0 || hit.meaningRank() > 0);
      assertEquals(hit.wordRank() > 0, !hit.words().isEmpty());
    }
    assertEquals(hits, retriever.search("dimple", Retriever.Filter.NONE, 5));
    assertEquals(List.of(), retriever.search("", Retriever.Filter.NONE, 5, Retriever.Mode.WORDS));
  }

  @Test
  void aUsersPassageIsFoundToo(@TempDir Path folder) throws Exception {
    Files.writeString(
        folder.resolve("mine.jsonl"),
        "{\"id\":\"mine.1\",\"kind\":\"note\",\"text\":\"Our zebrafish lab films astronauts.\","
            + "\"source\":\"us\"}\n");
    try (Retriever mine = new Retriever(Knowledge.builtIn().with(folder), encoder)) {
      assertEquals(
          "mine.1",
          mine.search("astronauts on film", Retriever.Filter.NONE, 1).get(0).passage().id());
    }
  }

  /** {@code evaluate retrieval} prints the figures. */
  @Test
  void wordsAndMeaningTogetherAreNotBelowEither() {
    RetrievalStudy.Report report = RetrievalStudy.run(List.of("tuning"));
    double[] ndcg = report.rows().stream().mapToDouble(r -> r.ndcg5().mean()).toArray();
    assertEquals("fused", report.rows().get(2).mode());
    assertTrue(ndcg[2] >= ndcg[0] && ndcg[2] >= ndcg[1] && ndcg[2] >= 0.8, report.toString());
  }

  /** None of these words is in the vocabulary of the check. */
  @Test
  void whatTheVocabularyDoesNotKnowIsReadByRetrieval() {
    String text = "The eyes goggle like saucers, and the nose stays as it is.";
    ActionUnits plan = ActionUnits.neutral().with(ActionUnit.AU05, 3);
    assertEquals(List.of(), AlignmentCheck.standard().read(text).units());
    AlignmentCheck check = AlignmentCheck.over(retriever);
    assertEquals(List.of(ActionUnit.AU05), check.read(text, plan).units());
    assertEquals(List.of(), check.read(text, ActionUnits.neutral()).units());
    assertTrue(check.score(plan, text) > AlignmentCheck.standard().score(plan, text));
  }

  @Test
  void selectionNeedsNoEncoderAndPutsSharedWordsFirst() {
    try (Retriever words = new Retriever(Knowledge.builtIn())) {
      List<Passage> found =
          words.select("glasses frames lenses", Retriever.Filter.of(Kind.CAUTION), 40);
      assertEquals("caution.glasses", found.get(0).id());
      assertTrue(found.size() > 20 && found.stream().allMatch(p -> p.kind() == Kind.CAUTION));
    }
  }

  @Test
  void exemplarsAreFoundByTextAndByActionUnits(@TempDir Path folder) throws Exception {
    Files.writeString(
        folder.resolve("clips.jsonl"),
        """
        {"id":"exemplar.a","kind":"exemplar","emotions":["happiness"],"action_units":[12],"text":"Anna beams on a windy harbour.","source":"clip a","measured":{"AU12_L":4,"AU12_R":4}}
        {"id":"exemplar.b","kind":"exemplar","emotions":["sadness"],"action_units":[15],"text":"Ben droops on a bench.","source":"clip b","measured":{"AU15_L":3,"AU15_R":3}}
        """);
    try (Retriever mine = new Retriever(Knowledge.builtIn().with(folder), encoder)) {
      assertEquals(
          "exemplar.a",
          mine.search("windy harbour", Retriever.Filter.NONE, 1).get(0).passage().id());
      ActionUnits smile = ActionUnits.neutral().with(ActionUnit.AU12, 3);
      assertEquals("exemplar.a", mine.alike(smile, Set.of(), 1).get(0).id());
      assertEquals("exemplar.b", mine.alike(smile, Set.of(Emotion.SADNESS), 1).get(0).id());
      AffectPrompt prompt =
          new ComposedPromptWriter(new EvidenceFinder(mine, PrototypeTable.ARGEN))
              .write(PromptRequest.of(Emotion.HAPPINESS, smile, 1));
      assertTrue(prompt.evidence().contains("exemplar.a"), prompt.evidence().toString());
    }
  }
}
