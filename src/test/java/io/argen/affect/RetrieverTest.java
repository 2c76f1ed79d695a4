package io.argen.affect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.evaluate.RetrievalStudy;
import io.argen.facs.ActionUnit;
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
    encoder = new TextEncoder();
    retriever = new Retriever(Knowledge.builtIn(), encoder);
  }

  @AfterAll
  static void close() {
    retriever.close();
    encoder.close();
  }

  @Test
  void theVectorsOfAllOwnPassagesComeWithIt() {
    PassageVectors vectors = PassageVectors.load();
    PassageAnalysis analysis = new PassageAnalysis();
    for (Passage passage : Knowledge.builtIn().passages()) {
      assertTrue(
          passage.kind() == Kind.WORDING || vectors.knows(analysis.embedded(passage)),
          passage.id() + ": run MakeVectors");
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

  @Test
  void whatIsAskedInItsOwnWordsComesFirst() {
    for (Passage passage : Knowledge.builtIn().passages()) {
      if (passage.kind() != Kind.WORDING) {
        List<Retriever.Hit> hits =
            retriever.search(passage.text(), Retriever.Filter.NONE, 5, Retriever.Mode.FUSED);
        assertTrue(
            hits.stream().anyMatch(h -> h.passage().equals(passage)), () -> passage + "\n" + hits);
      }
    }
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

  /** The figures are printed by {@code evaluate retrieval}; the bars are not reached. */
  @Test
  void answersTheReportingQuestionsAsWellAsItDid() {
    for (Retriever.Mode mode : Retriever.Mode.values()) {
      List<Double> ndcg = new ArrayList<>();
      List<Double> recall = new ArrayList<>();
      for (RetrievalStudy.Question question : RetrievalStudy.questions()) {
        if (question.set().equals("reporting")) {
          List<String> ids =
              retriever.search(question.text(), Retriever.Filter.NONE, 5, mode).stream()
                  .map(h -> h.passage().id())
                  .toList();
          ndcg.add(RetrievalStudy.ndcg(question, ids));
          recall.add(RetrievalStudy.recall(question, ids));
        }
      }
      String figures =
          mode
              + ": nDCG@5 "
              + RetrievalStudy.figure(ndcg.stream().mapToDouble(x -> x).toArray())
              + ", recall@5 "
              + RetrievalStudy.figure(recall.stream().mapToDouble(x -> x).toArray());
      double least = mode == Retriever.Mode.FUSED ? 0.2 : 0;
      assertTrue(ndcg.stream().mapToDouble(x -> x).average().orElseThrow() >= least, figures);
    }
  }
}
