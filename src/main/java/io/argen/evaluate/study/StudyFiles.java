package io.argen.evaluate.study;

import io.argen.dataset.Sample;
import io.argen.run.AtomicFiles;
import io.argen.run.Json;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a study leaves: {@code result.json} and every answer in {@code predictions.csv}. */
final class StudyFiles {
  private StudyFiles() {}

  static void write(
      Study.Request request, List<String> labels, StudyReport report, Collection<Cell> cells) {
    AtomicFiles.write(request.out().resolve("result.json"), Json.pretty(report));
    Map<String, Sample> samples = new HashMap<>();
    request.folds().forEach(fold -> fold.test().forEach(s -> samples.put(s.id(), s)));
    AtomicFiles.write(
        request.out().resolve("predictions.csv"),
        out -> {
          out.write(
              "fold,seed,arm,clip,subject,truth,predicted,"
                  + labels.stream().map(l -> quoted("p_" + l)).collect(Collectors.joining(","))
                  + "\n");
          for (Cell cell : cells) {
            for (Cell.Answer answer : cell.answers()) {
              Sample sample = samples.get(answer.clip());
              if (sample != null) {
                out.write(cell.fold() + "," + cell.seed() + "," + quoted(cell.arm()) + ",");
                out.write(quoted(sample.id()) + "," + quoted(sample.subject().orElse("")) + ",");
                out.write(quoted(sample.label()) + "," + quoted(labels.get(answer.best())) + ",");
                out.write(
                    answer.p().stream().map(p -> p.toString()).collect(Collectors.joining(","))
                        + "\n");
              }
            }
          }
        });
  }

  private static String quoted(String text) {
    return text.matches("[^,\"\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
