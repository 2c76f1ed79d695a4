package io.argen.affect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class FusionTest {
  private static final Fusion.Weights WEIGHTS = new Fusion.Weights(0.5, 0.35, 0.45);

  private static Optional<String> noTopic(String id) {
    return Optional.empty();
  }

  private static Set<String> noLink(String id) {
    return Set.of();
  }

  private static List<String> ids(List<Map.Entry<String, Fusion.Found>> best) {
    return best.stream().map(Map.Entry::getKey).toList();
  }

  private static Fusion fusion() {
    Fusion fusion = new Fusion();
    fusion.addWord("b", 9);
    fusion.addWord("d", 1);
    fusion.addMeaning("a", 0.9);
    fusion.addMeaning("b", 0.8);
    fusion.addMeaning("c", 0.3);
    return fusion;
  }

  private static double score(
      String id,
      Function<String, Optional<String>> topic,
      Function<String, Set<String>> references) {
    return fusion().best(Retriever.Mode.FUSED, topic, references, WEIGHTS).stream()
        .filter(e -> e.getKey().equals(id))
        .mapToDouble(e -> e.getValue().score())
        .sum();
  }

  @Test
  void eachListAloneKeepsItsOrder() {
    assertEquals(
        List.of("b", "d", "a", "c"),
        ids(fusion().best(Retriever.Mode.WORDS, FusionTest::noTopic, FusionTest::noLink, WEIGHTS)));
    assertEquals(
        "a",
        fusion()
            .best(Retriever.Mode.MEANING, FusionTest::noTopic, FusionTest::noLink, WEIGHTS)
            .get(0)
            .getKey());
  }

  /**
   * By hand: cosines .9 .8 .3 and .3 for d, which is in no list of meaning (mean .575, deviation
   * .2773); BM25 0 9 0 1 (mean 2.5, deviation 3.7749).
   */
  @Test
  void standardScoresAreAdded() {
    List<Map.Entry<String, Fusion.Found>> best =
        fusion().best(Retriever.Mode.FUSED, FusionTest::noTopic, FusionTest::noLink, WEIGHTS);
    assertEquals(List.of("b", "a", "d", "c"), ids(best));
    assertEquals(0.225 / 0.27726 + 0.5 * 6.5 / 3.77492, best.get(0).getValue().score(), 1e-4);
    assertEquals(0.325 / 0.27726 - 0.5 * 2.5 / 3.77492, best.get(1).getValue().score(), 1e-4);
    assertEquals(2, best.get(0).getValue().meaningRank());
    assertEquals(0, best.get(2).getValue().meaningRank());
  }

  @Test
  void aPassageGainsFromTheOthersOfItsTopic() {
    Function<String, Optional<String>> shared =
        id -> Optional.of(id.equals("a") || id.equals("c") ? "x" : id);
    assertEquals(
        score("c", FusionTest::noTopic, FusionTest::noLink)
            + 0.35 * score("a", FusionTest::noTopic, FusionTest::noLink),
        score("c", shared, FusionTest::noLink),
        1e-12);
    assertEquals(
        score("a", FusionTest::noTopic, FusionTest::noLink)
            + 0.35 * score("c", FusionTest::noTopic, FusionTest::noLink),
        score("a", shared, FusionTest::noLink),
        1e-12);
    assertEquals(
        score("b", FusionTest::noTopic, FusionTest::noLink),
        score("b", shared, FusionTest::noLink),
        1e-12);
    assertTrue(
        score("c", shared, FusionTest::noLink)
            > score("c", FusionTest::noTopic, FusionTest::noLink));
  }

  @Test
  void aPassageGainsFromTheBestItIsLinkedWith() {
    Function<String, Set<String>> links =
        id -> id.equals("c") ? Set.of("a", "b", "gone") : Set.of();
    assertEquals(
        score("c", FusionTest::noTopic, FusionTest::noLink)
            + 0.45 * score("b", FusionTest::noTopic, FusionTest::noLink),
        score("c", FusionTest::noTopic, links),
        1e-12);
    assertEquals(
        score("b", FusionTest::noTopic, FusionTest::noLink),
        score("b", FusionTest::noTopic, links),
        1e-12);
  }

  @Test
  void oneHitOrNoneIsNoTrouble() {
    Fusion one = new Fusion();
    one.addMeaning("a", 0.5);
    assertEquals(
        0,
        one.best(Retriever.Mode.FUSED, id -> Optional.of("x"), FusionTest::noLink, WEIGHTS)
            .get(0)
            .getValue()
            .score());
    assertEquals(
        List.of(),
        new Fusion().best(Retriever.Mode.FUSED, FusionTest::noTopic, FusionTest::noLink, WEIGHTS));
  }
}
