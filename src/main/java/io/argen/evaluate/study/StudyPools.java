package io.argen.evaluate.study;

import io.argen.augment.AugmentOptions;
import io.argen.augment.AugmentResult;
import io.argen.augment.Augmenter;
import io.argen.augment.ClipSurvey;
import io.argen.augment.FaceStudio;
import io.argen.augment.PlanItem;
import io.argen.dataset.Dataset;
import io.argen.dataset.Sample;
import io.argen.run.ArgenException;
import io.argen.run.Json;
import io.argen.run.Progress;
import io.argen.run.RunFolder;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Makes the synthetic clips of a fold, from its training part alone. */
public final class StudyPools {
  private static final int MOST_PER_SOURCE = 20;

  private final Dataset data;
  private final Path folder;
  private final Studios studios;
  private final int jobs;
  private final Progress progress;
  private final Map<Path, ClipSurvey> surveys = new ConcurrentHashMap<>();

  /** Gives each arm what makes its clips. */
  @FunctionalInterface
  public interface Studios {
    /** Of an arm with synthetic clips, for the training clips of a fold. */
    FaceStudio of(Arm arm, List<Sample> train);
  }

  /**
   * What was made.
   *
   * @param name of the pool
   * @param clips in an order that says nothing of them
   * @param made clips a label
   * @param shortfall label to clips that no source was left for
   * @param rejected clips that failed the check and were replaced
   */
  record Pool(
      String name,
      List<Sample> clips,
      SortedMap<String, Integer> made,
      SortedMap<String, Integer> shortfall,
      int rejected) {}

  StudyPools(Dataset data, Path folder, Studios studios, int jobs, Progress progress) {
    this.data = data;
    this.folder = folder;
    this.studios = studios;
    this.jobs = jobs;
    this.progress = progress;
  }

  /** The clips of an arm; those that are there already are not made again. */
  Pool of(Arm arm, StudyFold fold, long seed) {
    Path out = folder.resolve("fold-" + fold.number()).resolve(arm.pool());
    AugmentOptions options =
        new AugmentOptions(
            out,
            OptionalInt.empty(),
            new TreeSet<>(),
            OptionalInt.empty(),
            MOST_PER_SOURCE,
            1,
            seed,
            jobs,
            AugmentOptions.Link.SYMLINK,
            new TreeMap<>(),
            arm.origin() == Arm.Origin.CONTROL);
    Dataset training = fold.training(data);
    FaceStudio studio = new SharedSurveys(studios.of(arm, fold.train()), surveys);
    AugmentResult result = Augmenter.run(options, training, studio, progress, Clock.systemUTC());
    requireFromTrain(out, fold);
    List<Sample> clips = Dataset.read(out).samples().stream().filter(Sample::synthetic).toList();
    SortedMap<String, Integer> made = new TreeMap<>();
    clips.forEach(clip -> made.merge(clip.label(), 1, Integer::sum));
    return new Pool(arm.pool(), clips, made, result.shortfall(), result.rejected());
  }

  /** Nothing of a test clip may reach training, whatever the augmenter does. */
  private static void requireFromTrain(Path out, StudyFold fold) {
    Set<String> train = new HashSet<>();
    fold.train().forEach(sample -> train.add(sample.id()));
    for (PlanItem item :
        Json.readLines(RunFolder.hiddenOf(out).resolve("plan.jsonl"), PlanItem.class)) {
      if (!train.contains(item.source())) {
        throw new ArgenException(
            out + ": " + item.id() + " comes from " + item.source() + ", which is not in train");
      }
    }
  }
}
