package io.argen.affect;

import com.fasterxml.jackson.databind.JsonNode;
import io.argen.run.ArgenException;
import io.argen.run.Json;
import io.argen.run.Seeds;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The questions, and how well they are answered. */
final class RetrievalStudy {
  static final int CUT = 5;

  record Question(
      String id, String set, String text, Map<String, Integer> relevant, List<String> hard) {}

  /** Mean over questions with its 95 % bootstrap interval. */
  record Figure(double mean, double low, double high) {
    @Override
    public String toString() {
      return String.format(java.util.Locale.ROOT, "%.3f [%.3f, %.3f]", mean, low, high);
    }
  }

  private RetrievalStudy() {}

  static List<Question> questions() {
    List<Question> questions = new ArrayList<>();
    try (InputStream in = RetrievalStudy.class.getResourceAsStream("/affect/questions.jsonl")) {
      if (in == null) {
        throw new ArgenException("affect/questions.jsonl is not among the test resources");
      }
      for (String line :
          new String(in.readAllBytes(), StandardCharsets.UTF_8).strip().split("\n", -1)) {
        JsonNode node = Json.tree(line);
        Map<String, Integer> relevant = new LinkedHashMap<>();
        node.get("relevant")
            .fields()
            .forEachRemaining(e -> relevant.put(e.getKey(), e.getValue().asInt()));
        List<String> hard = new ArrayList<>();
        node.get("hard_negatives").forEach(h -> hard.add(h.asText()));
        questions.add(
            new Question(
                node.get("id").asText(),
                node.get("set").asText(),
                node.get("question").asText(),
                relevant,
                hard));
      }
    } catch (IOException e) {
      throw new ArgenException("affect/questions.jsonl cannot be read", e);
    }
    return questions;
  }

  /** Normalised discounted cumulative gain at 5, gains 2^grade - 1. */
  static double ndcg(Question question, List<String> ids) {
    double gain = 0;
    for (int i = 0; i < Math.min(CUT, ids.size()); i++) {
      gain += gain(question.relevant().getOrDefault(ids.get(i), 0), i);
    }
    double best = 0;
    int[] grades =
        question.relevant().values().stream().mapToInt(Integer::intValue).sorted().toArray();
    for (int i = 0; i < Math.min(CUT, grades.length); i++) {
      best += gain(grades[grades.length - 1 - i], i);
    }
    return gain / best;
  }

  private static double gain(int grade, int place) {
    return (Math.pow(2, grade) - 1) / (Math.log(place + 2) / Math.log(2));
  }

  /** Relevant passages among the first 5, over the most there could be. */
  static double recall(Question question, List<String> ids) {
    long found = ids.stream().limit(CUT).filter(question.relevant()::containsKey).count();
    return found / (double) Math.min(CUT, question.relevant().size());
  }

  static Figure figure(double[] values) {
    RandomGenerator random = Seeds.generator(1);
    double[] means = new double[2000];
    for (int b = 0; b < means.length; b++) {
      double sum = 0;
      for (int i = 0; i < values.length; i++) {
        sum += values[random.nextInt(values.length)];
      }
      means[b] = sum / values.length;
    }
    Arrays.sort(means);
    return new Figure(Arrays.stream(values).average().orElseThrow(), means[50], means[1949]);
  }
}
