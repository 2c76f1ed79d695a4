package io.argen.cli;

import io.argen.affect.Kind;
import io.argen.affect.Retriever;
import io.argen.facs.ActionUnit;
import io.argen.facs.Emotion;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the knowledge base says to a question. */
@Command(
    name = "ask",
    description = {
      "%nAsks the knowledge base about faces, Action Units and expressions, in any words: the passages",
      "that answer best, each with its source and why it was found."
    },
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footer = {
      "%nExamples:",
      "  ./argen ask \"crow's feet\"",
      "  ./argen ask \"how long does a real smile last\" --kind time --limit 3",
      "  ./argen ask \"what hides under a beard\" --au 17 --knowledge our-notes --json",
      "%nIt searches by words and by meaning, on this machine; nothing is sent anywhere."
    })
final class AskCommand implements Callable<Integer> {
  /** Longer ones have more words than a search takes. */
  private static final int MAX_LETTERS = 1000;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Parameters(paramLabel = "QUESTION", arity = "1..*", description = "Words or a sentence.")
  private List<String> question = new ArrayList<>();

  @Accepts(min = 1, max = 100)
  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "5",
      description = "How many passages. Default: ${DEFAULT-VALUE}.")
  private int limit;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      split = ",",
      converter = KindConverter.class,
      description =
          "Only passages of these kinds: muscle, appearance, degrees, co_occurrence, confusion,"
              + " prototype, compound, time, intensity, contradiction, caution, head_gaze, exemplar,"
              + " note.")
  private List<Kind> kinds = new ArrayList<>();

  @Option(
      names = "--emotion",
      paramLabel = "E",
      split = ",",
      description = "Only passages that speak of one of these emotions.")
  private List<Emotion> emotions = new ArrayList<>();

  @Option(
      names = "--au",
      paramLabel = "N",
      split = ",",
      description = "Only passages that speak of one of these Action Units, as in 6,12.")
  private List<Integer> numbers = new ArrayList<>();

  @Mixin private final KnowledgeChoice choice = new KnowledgeChoice();
  @Mixin private final CommonOptions common = new CommonOptions();

  private final Console console;

  AskCommand(Console console) {
    this.console = console;
  }

  /** A passage, and why it was found. */
  record Answer(DescriptionPrinter.Evidence passage, Near why) {}

  /** The document {@code argen/ask/1}. */
  record Document(String schema, String question, List<Answer> answers) {}

  @Override
  public Integer call() {
    String words = String.join(" ", question).strip();
    if (words.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "the question is empty");
    }
    if (words.length() > MAX_LETTERS) {
      throw new ParameterException(
          spec.commandLine(),
          "the question has " + words.length() + " letters; ask in at most " + MAX_LETTERS);
    }
    try (Retriever retriever = new Retriever(choice.knowledge())) {
      Retriever.Filter filter =
          new Retriever.Filter(Set.copyOf(kinds), Set.copyOf(emotions), units());
      tell(
          new Document(
              "argen/ask/1",
              words,
              retriever.search(words, filter, limit).stream()
                  .map(hit -> new Answer(DescriptionPrinter.evidence(hit.passage()), Near.of(hit)))
                  .toList()));
    }
    return ExitCode.DONE;
  }

  private Set<ActionUnit> units() {
    Set<ActionUnit> units = EnumSet.noneOf(ActionUnit.class);
    for (int number : numbers) {
      units.add(
          ActionUnit.ofNumber(number)
              .orElseThrow(
                  () ->
                      new ParameterException(
                          spec.commandLine(),
                          "--au " + number + " is no Action Unit that ARGen has")));
    }
    return units;
  }

  private void tell(Document document) {
    if (common.json) {
      console.document(document);
      return;
    }
    if (document.answers().isEmpty()) {
      console.err().println("argen: no passage passes --kind, --emotion and --au together");
    }
    for (Answer answer : document.answers()) {
      console.out().println(answer.passage().id() + ": " + answer.passage().quoted());
      console.out().println("    " + answer.why().why());
    }
  }
}
