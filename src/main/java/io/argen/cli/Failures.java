package io.argen.cli;

import io.argen.config.ConfigException;
import io.argen.config.Spelling;
import io.argen.run.ArgenException;
import io.argen.run.InputException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into one message on stderr, and an exit code. */
final class Failures {
  private final Console console;
  private final List<String> args;

  Failures(Console console, String... args) {
    this.console = console;
    this.args = List.of(args);
  }

  /** Wrong use: an unknown verb or option, a value out of range. */
  int ofUse(ParameterException wrong) {
    CommandLine verb = wrong.getCommandLine();
    String message =
        wrong instanceof UnmatchedArgumentException unmatched
            ? unmatched(unmatched.getUnmatched().get(0), verb.getCommandSpec())
            : String.valueOf(wrong.getMessage());
    String name = verb.getCommandSpec().qualifiedName();
    tell(message + "\nTry: " + name.replaceFirst("^argen", "./argen") + " --help", ExitCode.USAGE);
    return ExitCode.USAGE;
  }

  /** A verb that could not do its work. */
  int of(Throwable failure) {
    boolean input = failure instanceof InputException || failure instanceof ConfigException;
    int code = input ? ExitCode.USAGE : ExitCode.FAILED;
    tell(message(failure), code);
    if (args.contains("--verbose")) {
      failure.printStackTrace(console.err());
    }
    return code;
  }

  private static String message(Throwable failure) {
    String text = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    if (failure instanceof ArgenException || failure instanceof ConfigException) {
      return text;
    }
    if (failure instanceof UncheckedIOException io && io.getCause() != null) {
      return text + " (" + io.getCause() + ")";
    }
    if (failure instanceof OutOfMemoryError) {
      return "out of memory with a heap of "
          + (Runtime.getRuntime().maxMemory() >> 20)
          + " MB; run again with more, for instance ARGEN_HEAP=4g, or with fewer --jobs";
    }
    if (failure instanceof LinkageError) {
      return "a library cannot be loaded (" + failure + "); run ./argen doctor";
    }
    return "a bug, please report it: " + failure + "; --verbose shows where it happened";
  }

  /** With {@code --json} the failure is the one document. */
  private void tell(String message, int code) {
    console.err().println("argen: " + message);
    if (args.contains("--json")) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("schema", "argen/error/1");
      document.put("exit_code", code);
      document.put("error", message.lines().findFirst().orElse(""));
      console.document(document);
    }
  }

  private static String unmatched(String word, CommandSpec verb) {
    boolean option = word.startsWith("-");
    List<String> known =
        option
            ? verb.options().stream().flatMap(o -> Arrays.stream(o.names())).toList()
            : List.copyOf(verb.subcommands().keySet());
    String kind =
        option ? "unknown option " : known.isEmpty() ? "unexpected word " : "unknown verb ";
    Optional<String> meant = Spelling.nearest(option ? word.replaceFirst("=.*", "") : word, known);
    return kind
        + word
        + meant
            .map(name -> "; did you mean " + name + "?")
            .orElse(option || known.isEmpty() ? "" : "; known: " + String.join(", ", known));
  }
}
