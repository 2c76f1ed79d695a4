package io.argen.cli;

import io.argen.config.ConfigException;
import io.argen.facs.Emotion;
import io.argen.run.InputException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Entry point: parses, runs a verb, and turns what went wrong into a message and an exit code. */
public final class Main {
  private Main() {}

  /** Runs a verb and ends the process with its exit code. */
  public static void main(String[] args) {
    Console console = Console.ofSystem();
    AtomicBoolean finished = new AtomicBoolean();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  if (!finished.get()) {
                    console.interrupted();
                  }
                }));
    int code = run(console, Places.ofSystem(), args);
    finished.set(true);
    System.exit(code);
  }

  /** Runs a verb; never throws. */
  static int run(Console console, Places places, String... args) {
    CommandLine commandLine = commandLine(console, places);
    Failures failures = new Failures(console, args);
    try {
      Optional<ConfigDefaults> defaults = ConfigDefaults.in(args, commandLine.getCommandSpec());
      defaults.ifPresent(commandLine::setDefaultValueProvider);
      commandLine.setParameterExceptionHandler((wrong, typed) -> failures.ofUse(wrong));
      commandLine.setExecutionExceptionHandler((failure, verb, parsed) -> failures.of(failure));
      return commandLine.execute(args);
    } catch (InputException | ConfigException unusable) {
      return failures.of(unusable);
    } catch (OutOfMemoryError | LinkageError error) {
      return failures.of(error);
    }
  }

  /** The verbs, wired; for {@link #run} and for tests of the help texts. */
  static CommandLine commandLine(Console console, Places places) {
    CommandLine commandLine = new CommandLine(ArgenCommand.class, new VerbFactory(console, places));
    commandLine.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
    commandLine.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setUsageHelpWidth(100);
    commandLine.registerConverter(Emotion.class, new EmotionConverter());
    commandLine.setExecutionStrategy(Main::checkAndRun);
    return commandLine;
  }

  private static int checkAndRun(ParseResult parsed) {
    if (CommandLine.executeHelpRequest(parsed) != null) {
      return ExitCode.DONE;
    }
    OptionTypes.check(parsed);
    return new CommandLine.RunLast().execute(parsed);
  }
}
