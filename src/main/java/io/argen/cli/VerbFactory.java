package io.argen.cli;

import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the verbs and hands them what they work with; the one place where things are wired. */
final class VerbFactory implements IFactory {
  private final Console console;
  private final Places places;

  VerbFactory(Console console, Places places) {
    this.console = console;
    this.places = places;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    if (type == DoctorCommand.class) {
      return type.cast(new DoctorCommand(console, places));
    }
    if (type == DemoCommand.class) {
      return type.cast(new DemoCommand(console, places));
    }
    if (type == AnalyzeCommand.class) {
      return type.cast(new AnalyzeCommand(console, places));
    }
    if (type == AnimateCommand.class) {
      return type.cast(new AnimateCommand(console, places));
    }
    if (type == AskCommand.class) {
      return type.cast(new AskCommand(console));
    }
    if (type == DescribeCommand.class) {
      return type.cast(new DescribeCommand(console, places));
    }
    if (type == AugmentCommand.class) {
      return type.cast(new AugmentCommand(console, places));
    }
    if (type == CheckCommand.class) {
      return type.cast(new CheckCommand(console, places));
    }
    if (type == ExportCommand.class) {
      return type.cast(new ExportCommand(console));
    }
    if (type == EvaluateGenerationCommand.class) {
      return type.cast(new EvaluateGenerationCommand(console, places));
    }
    if (type == EvaluateTracesCommand.class) {
      return type.cast(new EvaluateTracesCommand(console));
    }
    if (type == EvaluateRetrievalCommand.class) {
      return type.cast(new EvaluateRetrievalCommand(console));
    }
    if (type == EvaluateDescriptionsCommand.class) {
      return type.cast(new EvaluateDescriptionsCommand(console));
    }
    if (type == EvaluateStudyCommand.class) {
      return type.cast(new EvaluateStudyCommand(console, places));
    }
    if (type == EvaluateMotionCommand.class) {
      return type.cast(new EvaluateMotionCommand(console, places));
    }
    if (type == EvaluateDiffusionCommand.class) {
      return type.cast(new EvaluateDiffusionCommand(console, places));
    }
    if (type == EvaluateRealismCommand.class) {
      return type.cast(new EvaluateRealismCommand(console, places));
    }
    if (type == EvaluateAdaptationCommand.class) {
      return type.cast(new EvaluateAdaptationCommand(console));
    }
    if (type == TrainMotionCommand.class) {
      return type.cast(new TrainMotionCommand(console, places));
    }
    if (type == EvaluateReenactmentCommand.class) {
      return type.cast(new EvaluateReenactmentCommand(console, places));
    }
    if (type == ReenactCommand.class) {
      return type.cast(new ReenactCommand(console, places));
    }
    if (type == FitEstimatorCommand.class) {
      return type.cast(new FitEstimatorCommand(console, places));
    }
    if (type == FitMotionCommand.class) {
      return type.cast(new FitMotionCommand(console, places));
    }
    if (type == TrainRecognizerCommand.class) {
      return type.cast(new TrainRecognizerCommand(console, places));
    }
    if (type == RecognizeCommand.class) {
      return type.cast(new RecognizeCommand(console, places));
    }
    if (type == ReportCommand.class) {
      return type.cast(new ReportCommand(console));
    }
    return CommandLine.defaultFactory().create(type);
  }
}
