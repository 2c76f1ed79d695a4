package io.argen.cli;

import io.argen.dataset.Dataset;
import io.argen.dataset.ReadOptions;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a verb reads a data set. */
final class DataOptions {
  private static final int MOST_FOLDS = 100;

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

  Dataset read(Path data) {
    return Dataset.read(data, new ReadOptions(Optional.ofNullable(layout), fold));
  }
}
