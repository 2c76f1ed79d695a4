package io.argen.affect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class FusionTest {
  private static final Fusion.Weights WEIGHTS = new Fusion.Weights(0.5, 0.35, 0.45, 0.3);
  private static final References NONE = new References();

  private static Optional<String> noTopic(String id) {
    return Optional.empty();
  }

  private static References links(String... froms) {
    References references = new References();
    for (String from : froms) {
      references.add(
          new Passage(
              from.substring(0, 1),
              Kind.NOTE,
              List.of(),
              List.of(),
              "x",
              "x",
              Basis.OWN,
              List.of(),
              List.of(from.substring(1).split(",")),
              null));
    }
    return references;
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
      String id, Function<String, Optional<String>> topic, References references) {
    return fusion().best(Retriever.Mode.FUSED, topic, references, WEIGHTS).stream()
        .filter(e -> e.getKey().equals(id))
        .mapToDouble(e -> e.getValue().score())
        .sum();
  }

  @Test
  void eachListAloneKeepsItsOrder() {
    assertEquals(
        List.of("b", "d", "a", "c"),
        ids(fusion().best(Retriever.Mode.WORDS, FusionTest::noTopic, NONE, WEIGHTS)));
    assertEquals(
        "a",
        fusion().best(Retriever.Mode.MEANING, FusionTest::noTopic, NONE, WEIGHTS).get(0).getKey());
  }

  /**
   * By hand: cosines .9 .8 .3 and .3 for d, which is in no list of meaning (mean .575, deviation
   * .2773); BM25 0 9 0 1 (mean 2.5, deviation 3.7749).
   */
  @Test
  void standardScoresAreAdded() {
    List<Map.Entry<String, Fusion.Found>> best =
        fusion().best(Retriever.Mode.FUSED, FusionTest::noTopic, NONE, WEIGHTS);
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
        score("c", FusionTest::noTopic, NONE) + 0.35 * score("a", FusionTest::noTopic, NONE),
        score("c", shared, NONE),
        1e-12);
    assertEquals(
        score("a", FusionTest::noTopic, NONE) + 0.35 * score("c", FusionTest::noTopic, NONE),
        score("a", shared, NONE),
        1e-12);
    assertEquals(score("b", FusionTest::noTopic, NONE), score("b", shared, NONE), 1e-12);
    assertTrue(score("c", shared, NONE) > score("c", FusionTest::noTopic, NONE));
  }

  @Test
  void aPassageGainsFromTheBestItIsLinkedWith() {
    double c = score("c", FusionTest::noTopic, NONE);
    double b = score("b", FusionTest::noTopic, NONE);
    double a = score("a", FusionTest::noTopic, NONE);
    assertTrue(b > a && a > c);
    assertEquals(c + 0.45 * b, score("c", FusionTest::noTopic, links("ca,b,gone", "dc")), 1e-12);
    assertEquals(
        c + 0.45 * b + 0.3 * a, score("c", FusionTest::noTopic, links("ca,b", "ac")), 1e-12);
    assertEquals(b + 0.45 * c, score("b", FusionTest::noTopic, links("cb")), 1e-12);
    assertEquals(a, score("a", FusionTest::noTopic, links("cb")), 1e-12);
  }

  @Test
  void oneHitOrNoneIsNoTrouble() {
    Fusion one = new Fusion();
    one.addMeaning("a", 0.5);
    assertEquals(
        0,
        one.best(Retriever.Mode.FUSED, id -> Optional.of("x"), NONE, WEIGHTS)
            .get(0)
            .getValue()
            .score());
    assertEquals(
        List.of(), new Fusion().best(Retriever.Mode.FUSED, FusionTest::noTopic, NONE, WEIGHTS));
  }
}
