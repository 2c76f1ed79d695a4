package io.argen.report;

import io.argen.evaluate.metric.Estimate;
import io.argen.evaluate.study.StudyReport;
import io.argen.run.AtomicFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A study for people: {@code STUDY.md} with its tables, and two pictures. */
public final class StudyPage {
  public static final String NAME = "STUDY.md";

  private StudyPage() {}

  /** Writes the page and its pictures into the study's folder. */
  public static void write(Path out, StudyReport report) {
    StudyCharts.uar(out.resolve("uar.png"), report);
    StudyCharts.recall(out.resolve("recall.png"), report);
    List<String> lines = new ArrayList<>();
    lines.add("# Does augmentation help here?");
    lines.add("");
    Estimate first = report.arms().get(0).uar();
    lines.add(
        words(
            "%s (layout %s), %s folds: %d; trainings of each arm in each fold: %d, of %d updates"
                + " each, of the %s recogniser. Test clips: %s; %d clips show no face and are left"
                + " out. Intervals: 95 %%, bootstrap over %d %s. p: paired permutation test over"
                + " the same, in brackets after Holm's correction.",
            report.data(),
            report.layout(),
            report.split().equals("dealt") ? "people dealt into" : "published",
            report.folds(),
            report.seeds(),
            report.updates(),
            report.recognizer(),
            report.clips(),
            report.withoutFace(),
            first.groups(),
            first.over()));
    if (first.over().equals("clips")) {
      lines.add("");
      lines.add(
          "Not every clip names its person: clips are taken as independent, which they are not, so"
              + " intervals are too narrow.");
    }
    lines.add("");
    lines.addAll(markdown(table(report)));
    lines.add("");
    lines.add("![UAR of every arm](uar.png)");
    lines.add("");
    lines.add("## Recall of each class");
    lines.add("");
    lines.addAll(markdown(recalls(report)));
    lines.add("");
    lines.add("![recall](recall.png)");
    if (!report.pools().isEmpty()) {
      lines.add("");
      lines.add("## Synthetic clips");
      lines.add("");
      lines.add(
          words(
              "A fold's mean: clips made, clips given up, and what share of them a recogniser that"
                  + " learned from real clips alone (%s) takes for their label.",
              report.pools().get(0).judge()));
      lines.add("");
      lines.addAll(markdown(pools(report)));
    }
    lines.add("");
    AtomicFiles.write(out.resolve(NAME), String.join("\n", lines));
  }

  /** The main table, its columns aligned. */
  public static List<String> table(StudyReport report) {
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("arm", "UAR", "WAR", "F1", "seeds sd", "ECE"));
    head.add("clips real+synthetic");
    List<String> references =
        report.arms().stream()
            .flatMap(arm -> arm.against().keySet().stream())
            .distinct()
            .sorted()
            .toList();
    references.forEach(reference -> head.add("UAR less " + reference));
    rows.add(head);
    for (StudyReport.ArmResult arm : report.arms()) {
      List<String> row = new ArrayList<>();
      row.add(arm.name());
      row.add(range(arm.uar().value(), arm.uar().low(), arm.uar().high()));
      row.add(range(arm.war().value(), arm.war().low(), arm.war().high()));
      row.add(words("%.3f", arm.macroF1().value()));
      row.add(words("%.3f", arm.seedSpread()));
      row.add(words("%.3f", arm.calibrationError()));
      row.add(words("%.0f+%.0f", arm.real(), arm.synthetic()));
      for (String reference : references) {
        StudyReport.@Nullable Contrast c = arm.against().get(reference);
        row.add(
            c == null
                ? "-"
                : words(
                    "%+.3f (%.3f to %.3f), p %.3f (%.3f)",
                    c.difference(), c.low(), c.high(), c.p(), c.pHolm()));
      }
      rows.add(row);
    }
    return aligned(rows);
  }

  private static List<String> recalls(StudyReport report) {
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>();
    head.add("arm");
    report.labels().forEach(l -> head.add(l + " (" + report.clips().getOrDefault(l, 0) + ")"));
    rows.add(head);
    for (StudyReport.ArmResult arm : report.arms()) {
      List<String> row = new ArrayList<>();
      row.add(arm.name());
      for (String label : report.labels()) {
        StudyReport.@Nullable Recall r = arm.recall().get(label);
        row.add(
            r == null || r.clips() == 0
                ? "-"
                : r.low() == null || r.high() == null
                    ? words("%.2f", r.value())
                    : words("%.2f (%.2f-%.2f)", r.value(), r.low(), r.high()));
      }
      rows.add(row);
    }
    return aligned(rows);
  }

  private static List<String> pools(StudyReport report) {
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("origin"));
    head.addAll(report.labels());
    head.add("given up");
    rows.add(head);
    for (StudyReport.PoolResult pool : report.pools()) {
      List<String> row = new ArrayList<>(List.of(pool.name()));
      for (String label : report.labels()) {
        Double right = pool.recall().get(label);
        row.add(
            words("%.0f", pool.made().getOrDefault(label, 0.0))
                + (right == null ? "" : words(", %.2f", right)));
      }
      row.add(words("%.0f", pool.rejected()));
      rows.add(row);
    }
    return aligned(rows);
  }

  private static String range(double value, double low, double high) {
    return words("%.3f (%.3f-%.3f)", value, low, high);
  }

  private static String words(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private static List<String> aligned(List<List<String>> rows) {
    int columns = rows.get(0).size();
    int[] width = new int[columns];
    for (List<String> row : rows) {
      for (int k = 0; k < columns; k++) {
        width[k] = Math.max(width[k], row.get(k).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int k = 0; k < columns; k++) {
        line.append(k == 0 ? "" : " | ").append(row.get(k));
        line.append(" ".repeat(width[k] - row.get(k).length()));
      }
      lines.add(line.toString());
    }
    return lines;
  }

  private static List<String> markdown(List<String> lines) {
    List<String> all = new ArrayList<>();
    for (String line : lines) {
      all.add("| " + line + " |");
      if (all.size() == 1) {
        all.add(
            java.util.Arrays.stream(line.split("\\|"))
                .map(cell -> "---")
                .collect(Collectors.joining("|", "|", "|")));
      }
    }
    return all;
  }
}
