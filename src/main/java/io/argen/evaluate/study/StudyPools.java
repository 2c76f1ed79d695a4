package io.argen.evaluate.study;

import io.argen.augment.AugmentOptions;
import io.argen.augment.AugmentResult;
import io.argen.augment.Augmenter;
import io.argen.augment.ClipSurvey;
import io.argen.augment.FaceStudio;
import io.argen.augment.PlanItem;
import io.argen.dataset.Dataset;
import io.argen.dataset.Sample;
import io.argen.run.ContentCache;
import io.argen.run.InputException;
import io.argen.run.Json;
import io.argen.run.Progress;
import io.argen.run.RunFolder;
import java.nio.file.Files;
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
import java.util.stream.Collectors;

/** Makes the synthetic clips of a fold, from its training part alone. */
public final class StudyPools {
  private static final int MOST_PER_SOURCE = 20;

  private final Dataset data;
  private final Path folder;
  private final Studios studios;
  private final ContentCache cache;
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

  StudyPools(
      Dataset data, Path folder, Studios studios, ContentCache cache, int jobs, Progress progress) {
    this.cache = cache;
    this.data = data;
    this.folder = folder;
    this.studios = studios;
    this.jobs = jobs;
    this.progress = progress;
  }

  /** The clips of an arm; those that are there already are not made again. */
  Pool of(Arm arm, StudyFold fold, long seed) {
    if (arm.origin() == Arm.Origin.SET) {
      return given(arm, fold);
    }
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
    AugmentResult result =
        Augmenter.run(options, training, studio, cache, progress, Clock.systemUTC());
    return pool(arm, fold, out, result.shortfall(), result.rejected());
  }

  private static Pool given(Arm arm, StudyFold fold) {
    Path out = Path.of(arm.weights().orElse(""));
    if (!Files.exists(RunFolder.hiddenOf(out).resolve("plan.jsonl"))) {
      throw new InputException(
          out, "is nothing that augment made", "give set= the --out of argen augment");
    }
    return pool(arm, fold, out, new TreeMap<>(), 0);
  }

  private static Pool pool(
      Arm arm, StudyFold fold, Path out, SortedMap<String, Integer> shortfall, int rejected) {
    Set<Path> allowed = fromTrain(out, fold);
    SortedMap<String, Integer> made = new TreeMap<>();
    List<Sample> clips =
        Dataset.read(out).samples().stream()
            .filter(sample -> sample.synthetic() && allowed.contains(sample.path().getFileName()))
            .toList();
    clips.forEach(clip -> made.merge(clip.label(), 1, Integer::sum));
    return new Pool(arm.pool(), clips, made, shortfall, rejected);
  }

  /**
   * Names of the clips whose source is in train. Clips of people who choose the weights are left
   * out; nothing of a test clip may reach training, whatever made it.
   */
  private static Set<Path> fromTrain(Path out, StudyFold fold) {
    Set<String> train = ids(fold.train());
    Set<String> val = ids(fold.val());
    Set<Path> allowed = new HashSet<>();
    for (PlanItem item :
        Json.readLines(RunFolder.hiddenOf(out).resolve("plan.jsonl"), PlanItem.class)) {
      if (train.contains(item.source())) {
        allowed.add(Path.of(item.fileName()));
      } else if (!val.contains(item.source())) {
        throw new InputException(
            out,
            item.id() + " comes from " + item.source() + ", which is not in train",
            "make it from the training clips of this split alone");
      }
    }
    return allowed;
  }

  private static Set<String> ids(List<Sample> samples) {
    return samples.stream().map(Sample::id).collect(Collectors.toSet());
  }
}
