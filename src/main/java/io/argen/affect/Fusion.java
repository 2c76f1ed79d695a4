package io.argen.affect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One list of what was found by words and by meaning.
 *
 * <p>Both scores are standardised over all that was found (mean 0, deviation 1; Montague & Aslam
 * 2001) and added. Then each passage gains from how well the others of its topic did, on the mean:
 * who asks for one aspect of a movement or an emotion is mostly served by another, too (score
 * regularisation, Diaz 2005). And from the best of those that refer to it or that it refers to: its
 * authors say that they answer the same questions.
 */
final class Fusion {
  /**
   * How much counts beside meaning, which counts 1.
   *
   * @param words standard score of BM25
   * @param topic of the mean of the others of a topic
   * @param reference of the best passage it is linked with
   * @param mutual of the best of those of them that refer to it as it refers to them
   */
  record Weights(double words, double topic, double reference, double mutual) {
    /** Fitted on practice questions, by {@code FitFusion} of the test tree. */
    static final Weights STANDARD = new Weights(0.4, 0.25, 0.45, 0.35);
  }

  /** What each list says of a passage; ranks from 1, 0 if it is not in that list. */
  static final class Found {
    private int wordRank;
    private int meaningRank;
    private double bm25;
    private double cosine;
    private double score;
    private @Nullable String via;

    int wordRank() {
      return wordRank;
    }

    int meaningRank() {
      return meaningRank;
    }

    double cosine() {
      return cosine;
    }

    double score() {
      return score;
    }

    /** Of those it is linked with, the one that answers best. */
    Optional<String> via() {
      return Optional.ofNullable(via);
    }
  }

  private final Map<String, Found> found = new LinkedHashMap<>();
  private int words;
  private int meanings;
  private double leastCosine;

  /** The next best by words. */
  void addWord(String id, double bm25) {
    Found hit = found.computeIfAbsent(id, i -> new Found());
    hit.wordRank = ++words;
    hit.bm25 = bm25;
  }

  /** The next best by meaning. */
  void addMeaning(String id, double cosine) {
    Found hit = found.computeIfAbsent(id, i -> new Found());
    hit.meaningRank = ++meanings;
    hit.cosine = cosine;
    leastCosine = cosine;
  }

  /**
   * Best first, then by id.
   *
   * @param mode if it names one list, that list's own scores count
   * @param topic of a passage, if it has one
   * @param references between passages
   */
  List<Map.Entry<String, Found>> best(
      Retriever.Mode mode,
      Function<String, Optional<String>> topic,
      References references,
      Weights weights) {
    found.values().forEach(hit -> hit.score = 0);
    switch (mode) {
      case WORDS -> found.values().forEach(hit -> hit.score = hit.bm25);
      case MEANING -> found.values().forEach(hit -> hit.score = hit.cosine);
      case FUSED -> {
        addStandardised(hit -> hit.meaningRank == 0 ? leastCosine : hit.cosine, 1);
        addStandardised(hit -> hit.bm25, weights.words());
        Map<String, Double> shares = referred(references, weights);
        addTopics(topic, weights.topic());
        found.forEach((id, hit) -> hit.score += shares.getOrDefault(id, 0.0));
      }
    }
    return found.entrySet().stream()
        .sorted(
            Comparator.comparingDouble((Map.Entry<String, Found> e) -> -e.getValue().score)
                .thenComparing(Map.Entry::getKey))
        .toList();
  }

  private void addStandardised(ToDoubleFunction<Found> value, double weight) {
    double mean = found.values().stream().mapToDouble(value).average().orElse(0);
    double square = 0;
    for (Found hit : found.values()) {
      square += Math.pow(value.applyAsDouble(hit) - mean, 2);
    }
    double deviation = Math.sqrt(square / Math.max(1, found.size()));
    if (deviation < 1e-9) {
      return; // All alike: this list prefers none.
    }
    for (Found hit : found.values()) {
      hit.score += weight * (value.applyAsDouble(hit) - mean) / deviation;
    }
  }

  /** What each gains from the best passages that it is linked with. */
  private Map<String, Double> referred(References references, Weights weights) {
    Map<String, Double> shares = new HashMap<>();
    found.forEach(
        (id, hit) -> {
          Set<String> linked = references.linked(id);
          hit.via = best(linked.stream()).orElse(null);
          Optional<String> mutual =
              best(linked.stream().filter(other -> references.mutual(id, other)));
          shares.put(
              id,
              weights.reference() * (hit.via == null ? 0 : score(hit.via))
                  + weights.mutual() * mutual.map(this::score).orElse(0.0));
        });
    return shares;
  }

  private Optional<String> best(Stream<String> ids) {
    return ids.filter(found::containsKey).max(Comparator.comparingDouble(this::score));
  }

  private double score(String id) {
    Found hit = found.get(id);
    return hit == null ? Double.NEGATIVE_INFINITY : hit.score;
  }

  private void addTopics(Function<String, Optional<String>> topic, double weight) {
    Map<String, List<Found>> topics = new LinkedHashMap<>();
    found.forEach(
        (id, hit) ->
            topic
                .apply(id)
                .ifPresent(t -> topics.computeIfAbsent(t, x -> new ArrayList<>()).add(hit)));
    for (List<Found> hits : topics.values()) {
      double sum = hits.stream().mapToDouble(Found::score).sum();
      int others = hits.size() - 1;
      if (others > 0) {
        for (Found hit : hits) {
          // Of the others: its own score, not yet changed, is taken out of the sum.
          hit.score += weight * (sum - hit.score) / others;
        }
      }
    }
  }
}
