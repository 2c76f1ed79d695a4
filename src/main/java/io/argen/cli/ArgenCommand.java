package io.argen.cli;

import io.argen.run.Provenance;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root of the command line. */
@Command(
    name = "argen",
    mixinStandardHelpOptions = true,
    versionProvider = ArgenCommand.Version.class,
    synopsisSubcommandLabel = "<verb>",
    commandListHeading = "%nVerbs:%n",
    optionListHeading = "%nOptions:%n",
    description = "%nGives a long-tailed set of facial-expression clips the expressions it lacks.",
    footer = {
      "%nExamples:",
      "  ./argen demo                               the main job on built-in sample data",
      "  ./argen augment faces --out balanced       fill the scarce classes of a data set",
      "  ./argen analyze clip.mp4 --out analysis    mesh, pose and Action Units of each frame",
      "  ./argen augment --help                     what a verb takes, with an example",
      "%nResults go to stdout, progress to stderr. Exit codes: 0 done, 1 failed, 2 wrong use or unusable",
      "input, 3 done but some items were skipped or fell short (1 with --strict)."
    },
    subcommands = {
      DemoCommand.class,
      AnalyzeCommand.class,
      AnimateCommand.class,
      ReenactCommand.class,
      DescribeCommand.class,
      AskCommand.class,
      AugmentCommand.class,
      CheckCommand.class,
      ExportCommand.class,
      FitCommand.class,
      TrainCommand.class,
      RecognizeCommand.class,
      EvaluateCommand.class,
      ReportCommand.class,
      DoctorCommand.class
    })
final class ArgenCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  /** The version in the jar's manifest, and Java's. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {Provenance.generatorName(), "Java " + Runtime.version()};
    }
  }

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(),
        "expected a verb, one of " + String.join(", ", spec.subcommands().keySet()));
  }
}
