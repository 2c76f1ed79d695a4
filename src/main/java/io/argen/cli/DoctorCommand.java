package io.argen.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is installed and what is missing. */
@Command(
    name = "doctor",
    description = "%nSays what is installed and what is missing; exit 1 if something needed is.",
    optionListHeading = "%nOptions:%n",
    footer = {"%nExamples:", "  ./argen doctor", "  ./argen doctor --clear-cache"})
final class DoctorCommand implements Callable<Integer> {
  @Option(
      names = "--clear-cache",
      description =
          "First forget all that verbs measured of clips: faces as numbers, and the clips' paths.")
  private boolean clearCache;

  @Mixin private final CommonOptions common = new CommonOptions();

  private final Console console;
  private final Places places;

  DoctorCommand(Console console, Places places) {
    this.console = console;
    this.places = places;
  }

  /** The document {@code argen/doctor/1}. */
  record Document(String schema, boolean ok, List<Check> checks) {}

  @Override
  public Integer call() {
    if (clearCache) {
      SharedCache.clear(places);
    }
    List<Check> checks = new Checkup(places).checks();
    boolean ok = checks.stream().noneMatch(check -> check.status() == Check.Status.MISSING);
    if (common.json) {
      console.document(new Document("argen/doctor/1", ok, checks));
    } else {
      print(checks, ok);
    }
    return ok ? ExitCode.DONE : ExitCode.FAILED;
  }

  private void print(List<Check> checks, boolean ok) {
    PrintStream out = console.out();
    int width = checks.stream().mapToInt(check -> check.name().length()).max().orElse(0);
    for (Check check : checks) {
      String status = check.status().name().toLowerCase(Locale.ROOT);
      out.println(
          String.format(
              Locale.ROOT, "%-8s %-" + width + "s  %s", status, check.name(), check.found()));
      if (check.cure() != null) {
        out.println(" ".repeat(width + 11) + "-> " + check.cure());
      }
    }
    out.println(ok ? "Everything needed is here." : "Something needed is missing.");
  }
}
