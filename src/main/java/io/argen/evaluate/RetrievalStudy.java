package io.argen.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import io.argen.affect.Knowledge;
import io.argen.affect.Retriever;
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
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * How well the knowledge base answers {@code affect/questions.jsonl}: questions with graded
 * passages, one half for tuning, one for reporting. The weights of its fusion are fitted on others,
 * {@code affect/practice.jsonl}.
 */
public final class RetrievalStudy {
  static final int CUT = 5;

  /** How deep one would have to read to find nearly all. */
  private static final int DEEP = 20;

  /** From this grade on a passage answers the question; below it only helps. */
  private static final int ANSWERS = 2;

  /**
   * A question.
   *
   * @param set {@code tuning}, {@code reporting} or {@code practice}
   * @param relevant passage to grade, 1 to 3
   * @param hard passages that look right and are not
   */
  public record Question(
      String id, String set, String text, Map<String, Integer> relevant, List<String> hard) {
    public Question {
      relevant = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(relevant));
      hard = List.copyOf(hard);
    }
  }

  /**
   * What a mode reaches on a half.
   *
   * @param answers5 recall@5 of passages of grade 2 and 3 only
   * @param recall20 recall@20 over min(5, relevant): what the best order of the first 20 would make
   *     of recall@5
   */
  public record Row(
      String set,
      String mode,
      int questions,
      Figure ndcg5,
      Figure recall5,
      Figure answers5,
      Figure recall20) {}

  /**
   * The document {@code argen/evaluate_retrieval/1}.
   *
   * @param openSeconds to open the index; the text encoder is loaded later, when it is needed
   * @param openCpuSeconds processor time of the same, all threads of this process
   */
  public record Report(String schema, double openSeconds, double openCpuSeconds, List<Row> rows) {
    public Report {
      rows = List.copyOf(rows);
    }
  }

  /** Asks the questions of the sets named ({@link Question#set}) in every mode. */
  public static Report run(List<String> halves) {
    List<Question> questions = new ArrayList<>(questions());
    questions.addAll(practice());
    Knowledge knowledge = Knowledge.builtIn();
    long start = System.nanoTime();
    long startCpu = CpuTime.nanos();
    try (Retriever retriever = new Retriever(knowledge)) {
      double seconds = (System.nanoTime() - start) / 1e9;
      double cpuSeconds = (CpuTime.nanos() - startCpu) / 1e9;
      List<Row> rows = new ArrayList<>();
      for (String set : halves) {
        for (Retriever.Mode mode : Retriever.Mode.values()) {
          rows.add(row(set, mode, questions, retriever));
        }
      }
      return new Report("argen/evaluate_retrieval/1", seconds, cpuSeconds, rows);
    }
  }

  private static Row row(
      String set, Retriever.Mode mode, List<Question> questions, Retriever retriever) {
    List<Question> half = questions.stream().filter(q -> q.set().equals(set)).toList();
    double[][] figures = new double[4][half.size()];
    for (int i = 0; i < half.size(); i++) {
      Question question = half.get(i);
      List<String> ids =
          retriever.search(question.text(), Retriever.Filter.NONE, DEEP, mode).stream()
              .map(h -> h.passage().id())
              .toList();
      figures[0][i] = ndcg(question, ids);
      figures[1][i] = recall(question, ids, CUT, 1);
      figures[2][i] = recall(question, ids, CUT, ANSWERS);
      figures[3][i] = recall(question, ids, DEEP, 1);
    }
    return new Row(
        set,
        mode.name().toLowerCase(Locale.ROOT),
        half.size(),
        figure(figures[0]),
        figure(figures[1]),
        figure(figures[2]),
        figure(figures[3]));
  }

  /** Mean over questions with its 95 % bootstrap interval. */
  public record Figure(double mean, double low, double high) {
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%.3f [%.3f, %.3f]", mean, low, high);
    }
  }

  private RetrievalStudy() {}

  /** All questions of both halves. */
  public static List<Question> questions() {
    return questions("/affect/questions.jsonl");
  }

  /** What the fusion's weights are fitted on. */
  public static List<Question> practice() {
    return questions("/affect/practice.jsonl");
  }

  private static List<Question> questions(String resource) {
    List<Question> questions = new ArrayList<>();
    try (InputStream in = RetrievalStudy.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new ArgenException(resource + " is not on the class path");
      }
      for (String line :
          new String(in.readAllBytes(), StandardCharsets.UTF_8).strip().split("\n", -1)) {
        JsonNode node = Json.tree(line);
        Map<String, Integer> relevant = new LinkedHashMap<>();
        node.get("relevant")
            .fields()
            .forEachRemaining(e -> relevant.put(e.getKey(), e.getValue().asInt()));
        List<String> hard = new ArrayList<>();
        node.path("hard_negatives").forEach(h -> hard.add(h.asText()));
        questions.add(
            new Question(
                node.get("id").asText(),
                node.get("set").asText(),
                node.get("question").asText(),
                relevant,
                hard));
      }
    } catch (IOException e) {
      throw new ArgenException(resource + " cannot be read", e);
    }
    return questions;
  }

  /** Normalised discounted cumulative gain at 5, gains 2^grade - 1. */
  public static double ndcg(Question question, List<String> ids) {
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

  /**
   * Passages of a grade or better among the first, over the most there could be among 5; at most 1,
   * and 1 where none is of that grade.
   */
  public static double recall(Question question, List<String> ids, int first, int grade) {
    Map<String, Integer> relevant = question.relevant();
    long all = relevant.values().stream().filter(g -> g >= grade).count();
    long found =
        ids.stream().limit(first).filter(i -> relevant.getOrDefault(i, 0) >= grade).count();
    return all == 0 ? 1 : Math.min(1, found / (double) Math.min(CUT, all));
  }

  /** The mean with the percentiles of 2,000 resamples. */
  public static Figure figure(double[] values) {
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
