package io.argen.cli;

import io.argen.motion.learn.MotionCorpus;
import io.argen.motion.learn.MotionDescriber;
import io.argen.motion.learn.TrackedWindow;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose clips are learned from beside generated motion. */
final class ClipsChoice {
  /** Frames from one window of a clip to the next. */
  private static final int DATA_STRIDE = 2;

  @Option(
      names = "--data",
      paramLabel = "DATA",
      description = {
        "Clips of people whose motion is learned beside the generated one: a folder, or a data set",
        "with a table. Rows without consent are not used. Only numbers are kept of them, in",
        "people/ of --out; that folder may be given instead of the clips."
      })
  private @Nullable Path data;

  @Accepts(min = 0, max = 1)
  @Option(
      names = "--data-share",
      paramLabel = "X",
      defaultValue = "0.3",
      description = "Share of windows from --data. Default: ${DEFAULT-VALUE}.")
  private double dataShare;

  @Accepts(min = 0, max = 1)
  @Option(
      names = "--idle-share",
      paramLabel = "X",
      defaultValue = "0",
      description =
          "Share of generated windows whose head, gaze, blinks and traces of units are those of calm"
              + " windows of --data. Default: ${DEFAULT-VALUE}.")
  private double idleShare;

  @Option(
      names = "--people",
      split = ",",
      paramLabel = "NAME",
      description =
          "With --data: of these people only (subjects, else ids of clips). Default: all.")
  private List<String> people = List.of();

  /**
   * A corpus with windows of the clips, if any are given.
   *
   * @param kept folder for their motion in numbers
   */
  MotionCorpus with(
      MotionCorpus corpus, MotionDescriber words, Path kept, Places places, Console console) {
    if (data == null) {
      return corpus;
    }
    try (FaceKit kit = FaceKit.open(places, 1);
        Console.Display progress = console.progress()) {
      List<PeopleMotion> motions = PeopleMotion.read(data, people, kit, progress);
      KeptMotion.write(kept, motions);
      List<TrackedWindow> windows = PeopleMotion.windows(motions, DATA_STRIDE);
      console.err().printf(Locale.ROOT, "argen: %d windows of %s%n", windows.size(), data);
      return corpus.with(windows, dataShare, idleShare, words);
    }
  }
}
