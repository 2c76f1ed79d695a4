package io.argen.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One pass over the items of a run: holds a few of each class and sums of all, so that its size
 * does not grow with the run.
 */
final class ItemSurvey {
  private static final int MAX_CLASSES = 400;
  private static final int MAX_REASONS = 400;

  private final int perClass;
  private final SortedMap<String, TreeSet<Item>> chosen = new TreeMap<>();
  private final SortedMap<String, Integer> kept = new TreeMap<>();
  private final SortedMap<String, SortedMap<String, Integer>> topByLabel = new TreeMap<>();
  private final SortedMap<String, Reason> reasons = new TreeMap<>();
  private final ScoreTally identity = new ScoreTally();
  private final ScoreTally agreement = new ScoreTally();
  private final ScoreTally expression = new ScoreTally();
  private final Set<String> seen = new HashSet<>();
  private int rejected;
  private int retried;

  /** Clips refused for one reason. */
  static final class Reason {
    private int count;
    private final SortedMap<String, Integer> labels = new TreeMap<>();
    private String example = "";

    int count() {
      return count;
    }

    SortedMap<String, Integer> labels() {
      return labels;
    }

    /** The reason of one of them as it was given, with its id. */
    String example() {
      return example;
    }
  }

  /** Keeps at most {@code perClass} items of each class. */
  ItemSurvey(int perClass) {
    this.perClass = perClass;
  }

  /** Adds a line of {@code items.jsonl}. */
  void add(JsonNode line) {
    Item item = Item.of(line);
    if (!seen.add((item.kept() ? "k" : "r") + item.id())) {
      return;
    }
    if (!item.kept()) {
      reject(item);
      return;
    }
    kept.merge(item.label(), 1, Integer::sum);
    retried += item.attempts() > 1 ? 1 : 0;
    identity.add(item.identity());
    agreement.add(item.agreement());
    expression.add(item.expression());
    if (!item.expressionTop().isEmpty()
        && (topByLabel.containsKey(item.label()) || topByLabel.size() < MAX_CLASSES)) {
      topByLabel
          .computeIfAbsent(item.label(), key -> new TreeMap<>())
          .merge(item.expressionTop(), 1, Integer::sum);
    }
    if (chosen.containsKey(item.label()) || chosen.size() < MAX_CLASSES) {
      TreeSet<Item> best =
          chosen.computeIfAbsent(
              item.label(),
              key -> new TreeSet<>(Comparator.comparing(Item::rank).thenComparing(Item::id)));
      best.add(item);
      if (best.size() > perClass) {
        best.pollLast();
      }
    }
  }

  /** Adds a line of {@code rejects.jsonl}, unless {@code items.jsonl} had it. */
  void addReject(JsonNode line) {
    Item item = Item.of(line);
    if (seen.add("r" + item.id())) {
      reject(item);
    }
  }

  private void reject(Item item) {
    rejected++;
    // Measured values differ from clip to clip; without them equal reasons are equal.
    String key = Text.sentence(item.reason().replaceAll("-?\\d+(\\.\\d+)?", "…"));
    if (!reasons.containsKey(key) && reasons.size() >= MAX_REASONS) {
      key = "other reasons";
    }
    Reason reason = reasons.computeIfAbsent(key, k -> new Reason());
    reason.count++;
    if (reason.labels.containsKey(item.label()) || reason.labels.size() < MAX_CLASSES) {
      reason.labels.merge(item.label(), 1, Integer::sum);
    }
    String example = item.reason() + " (" + item.id() + ")";
    if (reason.example.isEmpty() || example.compareTo(reason.example) < 0) {
      reason.example = example;
    }
  }

  /** Label to the items to look at, in the order of their rank. */
  SortedMap<String, List<Item>> chosen() {
    SortedMap<String, List<Item>> lists = new TreeMap<>();
    chosen.forEach((label, items) -> lists.put(label, new ArrayList<>(items)));
    return lists;
  }

  /** Label to the number of clips kept. */
  SortedMap<String, Integer> kept() {
    return kept;
  }

  int keptInAll() {
    return kept.values().stream().mapToInt(Integer::intValue).sum();
  }

  int rejected() {
    return rejected;
  }

  /** How many of the kept clips took more than one try. */
  int retried() {
    return retried;
  }

  SortedMap<String, Reason> reasons() {
    return reasons;
  }

  /** Label to the expression net's first choice to clips. */
  SortedMap<String, SortedMap<String, Integer>> topByLabel() {
    return topByLabel;
  }

  ScoreTally identity() {
    return identity;
  }

  ScoreTally agreement() {
    return agreement;
  }

  ScoreTally expression() {
    return expression;
  }
}
