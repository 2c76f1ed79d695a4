package io.argen.affect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class FusionTest {
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

  private static double score(String id, Function<String, Optional<String>> topic) {
    return fusion().best(Retriever.Mode.FUSED, topic).stream()
        .filter(e -> e.getKey().equals(id))
        .mapToDouble(e -> e.getValue().score())
        .sum();
  }

  @Test
  void eachListAloneKeepsItsOrder() {
    assertEquals(
        List.of("b", "d", "a", "c"),
        ids(fusion().best(Retriever.Mode.WORDS, id -> Optional.empty())));
    assertEquals(
        "a", fusion().best(Retriever.Mode.MEANING, id -> Optional.empty()).get(0).getKey());
  }

  /**
   * By hand: cosines .9 .8 .3 and .3 for d, which is in no list of meaning (mean .575, deviation
   * .2773); BM25 0 9 0 1 (mean 2.5, deviation 3.7749).
   */
  @Test
  void standardScoresAreAdded() {
    List<Map.Entry<String, Fusion.Found>> best =
        fusion().best(Retriever.Mode.FUSED, id -> Optional.empty());
    assertEquals(List.of("b", "a", "d", "c"), ids(best));
    assertEquals(0.225 / 0.27726 + 0.5 * 6.5 / 3.77492, best.get(0).getValue().score(), 1e-4);
    assertEquals(0.325 / 0.27726 - 0.5 * 2.5 / 3.77492, best.get(1).getValue().score(), 1e-4);
    assertEquals(2, best.get(0).getValue().meaningRank());
    assertEquals(0, best.get(2).getValue().meaningRank());
  }

  @Test
  void aPassageGainsFromTheOthersOfItsTopic() {
    Function<String, Optional<String>> none = id -> Optional.empty();
    Function<String, Optional<String>> shared =
        id -> Optional.of(id.equals("a") || id.equals("c") ? "x" : id);
    assertEquals(score("c", none) + 0.35 * score("a", none), score("c", shared), 1e-12);
    assertEquals(score("a", none) + 0.35 * score("c", none), score("a", shared), 1e-12);
    assertEquals(score("b", none), score("b", shared), 1e-12);
    assertTrue(score("c", shared) > score("c", none));
  }

  @Test
  void oneHitOrNoneIsNoTrouble() {
    Fusion one = new Fusion();
    one.addMeaning("a", 0.5);
    assertEquals(
        0, one.best(Retriever.Mode.FUSED, id -> Optional.of("x")).get(0).getValue().score());
    assertEquals(List.of(), new Fusion().best(Retriever.Mode.FUSED, id -> Optional.empty()));
  }
}
