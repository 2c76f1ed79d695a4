package io.argen.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;

/** The tables of a run: checks, rejects, skipped inputs, times, provenance. */
final class RunTables {
  static final int MAX_ROWS = 100;
  private static final int MAX_COLUMNS = 10;

  private RunTables() {}

  static List<Page.Table> of(ItemSurvey survey, JsonNode result, JsonNode run) {
    List<Page.Table> tables = new ArrayList<>();
    addExpressions(tables, survey.topByLabel());
    tables.add(rejects(survey));
    tables.add(skipped(result.path("skipped")));
    if (result.path("left_alone").size() > 0) {
      tables.add(leftAlone(result.path("left_alone")));
    }
    if (result.path("descriptions").path("by").size() > 0) {
      tables.add(descriptions(result.path("descriptions")));
    }
    tables.add(times(result.path("seconds")));
    tables.add(provenance(run));
    return tables;
  }

  private static void addExpressions(
      List<Page.Table> tables, SortedMap<String, SortedMap<String, Integer>> topByLabel) {
    if (topByLabel.isEmpty()) {
      return;
    }
    TreeSet<String> seen = new TreeSet<>();
    topByLabel.values().forEach(row -> seen.addAll(row.keySet()));
    List<String> tops = new ArrayList<>(seen).subList(0, Math.min(MAX_COLUMNS, seen.size()));
    List<String> heads = new ArrayList<>(List.of("asked class"));
    List<Boolean> numbers = new ArrayList<>(List.of(false));
    for (String top : tops) {
      heads.add(Text.label(top));
      numbers.add(true);
    }
    List<List<String>> rows = new ArrayList<>();
    topByLabel.forEach(
        (label, row) -> {
          List<String> cells = new ArrayList<>(List.of(Text.label(label)));
          for (String top : tops) {
            int n = row.getOrDefault(top, 0);
            cells.add(n == 0 ? "·" : Text.count(n));
          }
          rows.add(cells);
        });
    tables.add(
        table(
            "expressions",
            "What the expression net sees",
            "Clips kept, by the class that was asked and by the net's first choice. The net is weak on"
                + " fear and disgust and decides only where it contradicts a label strongly.",
            heads,
            numbers,
            rows));
  }

  private static Page.Table rejects(ItemSurvey survey) {
    List<Map.Entry<String, ItemSurvey.Reason>> reasons =
        new ArrayList<>(survey.reasons().entrySet());
    reasons.sort(
        Comparator.comparingInt(
                (Map.Entry<String, ItemSurvey.Reason> entry) -> -entry.getValue().count())
            .thenComparing(Map.Entry::getKey));
    List<List<String>> rows = new ArrayList<>();
    for (Map.Entry<String, ItemSurvey.Reason> entry : reasons) {
      String reason = entry.getKey().isEmpty() ? "no reason given" : entry.getKey();
      rows.add(
          List.of(
              Text.sentence(reason),
              Text.count(entry.getValue().count()),
              labels(entry.getValue().labels()),
              Text.sentence(entry.getValue().example())));
    }
    return table(
        "rejects",
        "Given up",
        survey.rejected() == 0
            ? "No clip was given up."
            : Text.count(survey.rejected(), "clip")
                + " failed the check at every try; numbers that differ are shown as …",
        List.of("reason", "clips", "classes", "for instance"),
        List.of(false, true, false, false),
        rows);
  }

  private static String labels(SortedMap<String, Integer> counts) {
    List<String> parts = new ArrayList<>();
    counts.forEach((label, n) -> parts.add(Text.label(label) + " " + n));
    int shown = Math.min(MAX_COLUMNS, parts.size());
    String more = shown < parts.size() ? " and " + (parts.size() - shown) + " more" : "";
    return String.join(", ", parts.subList(0, shown)) + more;
  }

  static Page.Table skipped(JsonNode skipped) {
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode entry : skipped) {
      if (rows.size() <= MAX_ROWS) {
        rows.add(
            List.of(
                Text.sentence(Text.at(entry, "path")), Text.sentence(Text.at(entry, "reason"))));
      }
    }
    int more = skipped.size() - MAX_ROWS;
    return new Page.Table(
        "skipped",
        "Skipped inputs",
        skipped.isEmpty() ? "No input was skipped." : "Files and persons that were not used.",
        List.of("input", "reason"),
        List.of(false, false),
        rows.subList(0, Math.min(MAX_ROWS, rows.size())),
        more > 0 ? Text.count(more) + " more are in .argen/result.json." : "");
  }

  private static Page.Table leftAlone(JsonNode labels) {
    List<List<String>> rows = new ArrayList<>();
    ClassBars.counts(labels)
        .forEach((label, n) -> rows.add(List.of(Text.label(label), Text.count(n))));
    return table(
        "left-alone",
        "Classes left alone",
        "ARGen does not know what these classes look like; --prototype teaches it.",
        List.of("class", "clips lacking"),
        List.of(false, true),
        rows);
  }

  /** Who described the clips, and what a model cost. */
  private static Page.Table descriptions(JsonNode written) {
    List<List<String>> rows = new ArrayList<>();
    ClassBars.counts(written.path("by"))
        .forEach((writer, n) -> add(rows, "by " + writer, Text.count(n)));
    JsonNode vlm = written.path("vlm");
    for (String key :
        List.of(
            "calls",
            "failed",
            "cached",
            "repairs",
            "input_tokens",
            "output_tokens",
            "by_model",
            "by_composer")) {
      if (vlm.has(key)) {
        add(rows, "this start: " + key.replace('_', ' '), vlm.path(key).asText());
      }
    }
    vlm.path("reasons")
        .fields()
        .forEachRemaining(
            reason ->
                add(rows, "composed instead: " + reason.getKey(), reason.getValue().asText()));
    return table(
        "descriptions",
        "Descriptions",
        vlm.has("calls")
            ? "Who described the clips, and the calls and tokens of the model in the last start."
            : "Who described the clips; no model was asked.",
        List.of("what", "value"),
        List.of(false, true),
        rows);
  }

  static Page.Table times(JsonNode seconds) {
    List<List<String>> rows = new ArrayList<>();
    seconds
        .fields()
        .forEachRemaining(
            stage ->
                rows.add(
                    List.of(
                        Text.label(stage.getKey()),
                        Text.seconds(stage.getValue().asDouble(Double.NaN)))));
    return table(
        "times",
        "Times",
        rows.isEmpty() ? "No times were written." : "Wall-clock time by stage, of the last start.",
        List.of("stage", "time"),
        List.of(false, true),
        rows);
  }

  /** What made the results: definition and provenance of {@code run.json}. */
  static Page.Table provenance(JsonNode run) {
    JsonNode provenance = run.path("provenance");
    List<List<String>> rows = new ArrayList<>();
    add(rows, "made by", Text.at(provenance, "generator"));
    add(rows, "verb", Text.at(run.path("definition"), "verb"));
    add(rows, "started", Text.at(provenance, "started_at"));
    add(rows, "seed", Text.at(provenance, "seed"));
    add(rows, "data SHA-256", Text.at(provenance, "data_hash"));
    add(rows, "machine", Text.at(provenance, "machine"));
    add(rows, "Java", Text.at(provenance, "java"));
    addAll(rows, "model ", provenance.path("model_hashes"));
    addAll(rows, "--", run.path("definition").path("settings"));
    return table(
        "provenance",
        "Provenance",
        rows.isEmpty() ? "run.json says nothing." : "What is needed to make the same again.",
        List.of("what", "value"),
        List.of(false, false),
        rows);
  }

  private static void addAll(List<List<String>> rows, String prefix, JsonNode values) {
    values
        .fields()
        .forEachRemaining(entry -> add(rows, prefix + entry.getKey(), entry.getValue().asText()));
  }

  private static void add(List<List<String>> rows, String name, String value) {
    if (!value.isEmpty()) {
      rows.add(List.of(Text.label(name), Text.sentence(value)));
    }
  }

  /** A table of at most {@value #MAX_ROWS} rows that says how many it leaves out. */
  static Page.Table table(
      String id,
      String title,
      String caption,
      List<String> heads,
      List<Boolean> numbers,
      List<List<String>> rows) {
    int shown = Math.min(MAX_ROWS, rows.size());
    String more =
        shown < rows.size() ? Text.count(rows.size() - shown) + " more are not shown." : "";
    return new Page.Table(id, title, caption, heads, numbers, rows.subList(0, shown), more);
  }
}
