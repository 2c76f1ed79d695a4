package io.argen.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Training; what is trained is a word of its own. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(motion | recognizer)",
    description = "%nTrains a model.",
    commandListHeading = "%nWhat can be trained:%n",
    optionListHeading = "%nOptions:%n",
    footer = {"%nExample:", "  ./argen train motion --config configs/motion-s.yaml --out motion-s"},
    subcommands = {TrainMotionCommand.class, TrainRecognizerCommand.class})
final class TrainCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "expected what to train: motion or recognizer");
  }
}
