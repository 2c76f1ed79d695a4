package io.argen.cli;

import io.argen.dataset.Dataset;
import io.argen.dataset.ReadOptions;
import io.argen.dataset.SubjectSplit;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a verb reads a data set. */
final class DataOptions {
  private static final int MOST_FOLDS = 100;
  private static final int MOST_VAL = 50;
  private static final double PERCENT = 100;

  @Accepts(
      words = {"metadata", "dfew", "ferv39k", "mafw", "ckplus", "ravdess", "folders"},
      numbers = false)
  @Option(
      names = "--layout",
      paramLabel = "NAME",
      description =
          "metadata, dfew, ferv39k, mafw, ckplus, ravdess or folders. Default: what it looks like.")
  private @Nullable String layout;

  @Accepts(min = 1, max = MOST_FOLDS)
  @Option(
      names = "--fold",
      paramLabel = "N",
      defaultValue = "1",
      description = "Which published fold (DFEW, MAFW: 1 to 5). Default: ${DEFAULT-VALUE}.")
  private int fold;

  @Accepts(min = 0, max = MOST_VAL)
  @Option(
      names = "--val",
      paramLabel = "PERCENT",
      defaultValue = "0",
      description =
          "Take so much of the train split as validation where a set has none (DFEW, FERV39k, MAFW):"
              + " by class, and by person where persons are named. Default: ${DEFAULT-VALUE}.")
  private int val;

  Dataset read(Path data) {
    return read(data, fold);
  }

  /** The same of another published fold. */
  Dataset read(Path data, int which) {
    Dataset set = Dataset.read(data, new ReadOptions(Optional.ofNullable(layout), which));
    // The fold is the seed: every verb that is given the same options takes the same clips.
    return val == 0 ? set : SubjectSplit.validation(set, val / PERCENT, which);
  }
}
