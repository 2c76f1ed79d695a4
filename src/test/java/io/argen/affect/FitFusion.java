package io.argen.affect;

import io.argen.evaluate.RetrievalStudy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Prints what {@link Fusion.Weights} make of the practice questions, best last: the mean of nDCG@5
 * and recall@5, and how the tuning questions fare with the same.
 */
final class FitFusion {
  private static final double[] WORDS = {0.3, 0.4, 0.5, 0.6};
  private static final double[] TOPICS = {0.15, 0.25, 0.35, 0.45};
  private static final double[] REFERENCES = {0, 0.3, 0.45, 0.6};
  private static final double[] MUTUALS = {0, 0.2, 0.35, 0.5};

  private FitFusion() {}

  private record Asked(RetrievalStudy.Question question, Fusion found) {}

  private record Figures(double ndcg5, double recall5) {}

  private record Tried(Fusion.Weights weights, Figures practice, Figures tuning) {
    double goal() {
      return practice.ndcg5() + practice.recall5();
    }
  }

  public static void main(String[] args) {
    try (Retriever retriever = new Retriever(Knowledge.builtIn())) {
      List<Asked> practice = asked(retriever, RetrievalStudy.practice());
      List<Asked> tuning =
          asked(
              retriever,
              RetrievalStudy.questions().stream().filter(q -> q.set().equals("tuning")).toList());
      List<Tried> tried = new ArrayList<>();
      for (double words : WORDS) {
        for (double topic : TOPICS) {
          for (double reference : REFERENCES) {
            for (double mutual : MUTUALS) {
              Fusion.Weights weights = new Fusion.Weights(words, topic, reference, mutual);
              tried.add(
                  new Tried(
                      weights,
                      figures(retriever, practice, weights),
                      figures(retriever, tuning, weights)));
            }
          }
        }
      }
      tried.sort(Comparator.comparingDouble(Tried::goal));
      for (Tried one : tried) {
        System.out.printf(
            Locale.ROOT,
            "%s practice %.3f %.3f tuning %.3f %.3f%n",
            one.weights(),
            one.practice().ndcg5(),
            one.practice().recall5(),
            one.tuning().ndcg5(),
            one.tuning().recall5());
      }
    }
  }

  private static List<Asked> asked(Retriever retriever, List<RetrievalStudy.Question> questions) {
    return questions.stream()
        .map(
            q ->
                new Asked(
                    q, retriever.found(q.text(), Retriever.Filter.NONE, Retriever.Mode.FUSED)))
        .toList();
  }

  private static Figures figures(Retriever retriever, List<Asked> asked, Fusion.Weights weights) {
    double ndcg = 0;
    double recall = 0;
    for (Asked one : asked) {
      List<String> ids =
          retriever.best(one.found(), Retriever.Mode.FUSED, weights).stream()
              .limit(5)
              .map(Map.Entry::getKey)
              .toList();
      ndcg += RetrievalStudy.ndcg(one.question(), ids) / asked.size();
      recall += RetrievalStudy.recall(one.question(), ids, 5, 1) / asked.size();
    }
    return new Figures(ndcg, recall);
  }
}
