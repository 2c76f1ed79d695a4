package io.argen.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Learning without labels; what is fitted is a word of its own. */
@Command(
    name = "fit",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(motion | estimator)",
    description = "%nFits ARGen to data without labels.",
    commandListHeading = "%nWhat can be fitted:%n",
    optionListHeading = "%nOptions:%n",
    footer = {"%nExample:", "  ./argen fit motion recordings --out basis.safetensors"},
    subcommands = {FitMotionCommand.class, FitEstimatorCommand.class})
final class FitCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "expected what to fit: motion or estimator");
  }
}
