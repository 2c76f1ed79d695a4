package io.argen.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Metrics; what is measured is a word of its own. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel =
        "(generation | study | traces | retrieval | descriptions | motion | diffusion | adaptation |"
            + " reenactment)",
    description = "%nMeasures results.",
    commandListHeading = "%nWhat can be evaluated:%n",
    optionListHeading = "%nOptions:%n",
    footer = {"%nExample:", "  ./argen evaluate generation balanced", "  ./argen evaluate motion"},
    subcommands = {
      EvaluateGenerationCommand.class,
      EvaluateStudyCommand.class,
      EvaluateTracesCommand.class,
      EvaluateRetrievalCommand.class,
      EvaluateDescriptionsCommand.class,
      EvaluateMotionCommand.class,
      EvaluateDiffusionCommand.class,
      EvaluateRealismCommand.class,
      EvaluateAdaptationCommand.class,
      EvaluateReenactmentCommand.class
    })
final class EvaluateCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(),
        "expected what to evaluate: generation, study, traces, retrieval, descriptions, motion,"
            + " diffusion, adaptation or reenactment");
  }
}
