package io.argen.cli;

import io.argen.evaluate.RetrievalStudy;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How well the knowledge base answers questions. */
@Command(
    name = "retrieval",
    description = {
      "%nAsks the knowledge base 94 questions with graded answers, by words, by meaning and by both",
      "fused: nDCG@5 and recall@5 with 95 %% bootstrap intervals, the tuning and the reporting half",
      "apart; recall@20 is what the best order of the first 20 would make of recall@5. How clean a hold-out the reporting half is: see docs/asi.md."
    },
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footer = {"%nExample:", "  ./argen evaluate retrieval"})
final class EvaluateRetrievalCommand implements Callable<Integer> {
  @Accepts(
      words = {"both", "tuning", "reporting", "practice"},
      numbers = false)
  @Option(
      names = "--half",
      paramLabel = "both|tuning|reporting|practice",
      defaultValue = "both",
      description =
          "Which half: change nothing after a look at the reporting one; or the practice questions,"
              + " on which weights were fitted. Default: ${DEFAULT-VALUE}.")
  private String half = "both";

  @Mixin private final CommonOptions common = new CommonOptions();

  private final Console console;

  EvaluateRetrievalCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    RetrievalStudy.Report report =
        RetrievalStudy.run(half.equals("both") ? List.of("tuning", "reporting") : List.of(half));
    if (common.json) {
      console.document(report);
      return ExitCode.DONE;
    }
    console
        .out()
        .printf(
            Locale.ROOT,
            "index opened in %.2f s (%.2f s of processor time)%n",
            report.openSeconds(),
            report.openCpuSeconds());
    for (RetrievalStudy.Row row : report.rows()) {
      console
          .out()
          .printf(
              Locale.ROOT,
              "%-9s %-7s %d questions: nDCG@5 %s, recall@5 %s (grades 2 and 3: %.3f), recall@20 %.3f%n",
              row.set(),
              row.mode(),
              row.questions(),
              row.ndcg5(),
              row.recall5(),
              row.answers5().mean(),
              row.recall20().mean());
    }
    return ExitCode.DONE;
  }
}
