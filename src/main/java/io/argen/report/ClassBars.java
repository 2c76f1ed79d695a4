package io.argen.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Class counts before and after as bars, the largest class first. */
final class ClassBars {
  private static final int MAX_ROWS = 60;

  private ClassBars() {}

  /** One split; {@code shortfall} says which classes still lack clips. */
  static Page.Bars of(
      String split,
      SortedMap<String, Integer> before,
      SortedMap<String, Integer> after,
      SortedMap<String, Integer> shortfall) {
    List<String> labels = new ArrayList<>(new TreeSet<>(after.keySet()));
    for (String label : before.keySet()) {
      if (!after.containsKey(label)) {
        labels.add(label);
      }
    }
    labels.sort(
        Comparator.comparingInt((String label) -> -before.getOrDefault(label, 0))
            .thenComparing(Comparator.naturalOrder()));
    int most = 1;
    for (String label : labels) {
      most = Math.max(most, Math.max(before.getOrDefault(label, 0), after.getOrDefault(label, 0)));
    }
    List<Page.Bar> rows = new ArrayList<>();
    for (String label : labels.subList(0, Math.min(MAX_ROWS, labels.size()))) {
      int was = before.getOrDefault(label, 0);
      int is = after.getOrDefault(label, was);
      int added = Math.max(0, is - was);
      int lacking = shortfall.getOrDefault(label, 0);
      rows.add(
          new Page.Bar(
              Text.label(label),
              Text.count(was),
              added == 0 ? "" : "+" + Text.count(added),
              Text.count(is),
              Text.number(100.0 * Math.min(was, is) / most, 2),
              Text.number(100.0 * added / most, 2),
              lacking > 0 ? Text.count(lacking) + " short of the target" : ""));
    }
    int more = labels.size() - rows.size();
    return new Page.Bars(
        split, rows, more > 0 ? Text.count(more) + " smaller classes are not shown." : "");
  }

  /** A split's counts out of a JSON document. */
  static SortedMap<String, Integer> counts(JsonNode labels) {
    SortedMap<String, Integer> counts = new TreeMap<>();
    labels
        .fields()
        .forEachRemaining(entry -> counts.put(entry.getKey(), entry.getValue().asInt(0)));
    return counts;
  }

  /** Split to label to clips out of a JSON document. */
  static SortedMap<String, SortedMap<String, Integer>> splits(JsonNode splits) {
    SortedMap<String, SortedMap<String, Integer>> counts = new TreeMap<>();
    splits.fields().forEachRemaining(entry -> counts.put(entry.getKey(), counts(entry.getValue())));
    return counts;
  }

  static int sum(SortedMap<String, SortedMap<String, Integer>> splits) {
    int sum = 0;
    for (SortedMap<String, Integer> labels : splits.values()) {
      sum += labels.values().stream().mapToInt(Integer::intValue).sum();
    }
    return sum;
  }
}
