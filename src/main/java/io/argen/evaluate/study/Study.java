package io.argen.evaluate.study;

import io.argen.augment.Workers;
import io.argen.dataset.Dataset;
import io.argen.dataset.Sample;
import io.argen.evaluate.metric.Confusion;
import io.argen.recognize.Balance;
import io.argen.recognize.ClipInput;
import io.argen.recognize.Example;
import io.argen.recognize.FeatureCache;
import io.argen.recognize.Recognizer;
import io.argen.recognize.RecognizerTrainer;
import io.argen.recognize.TrainingOptions;
import io.argen.run.InputException;
import io.argen.run.Journal;
import io.argen.run.Json;
import io.argen.run.Progress;
import io.argen.run.Provenance;
import io.argen.run.RunDefinition;
import io.argen.run.RunFolder;
import io.argen.run.Seeds;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Trains every arm in every fold with every seed for the same number of updates and asks it about
 * the fold's test clips. Every answer is on the disk before the next is begun: the same call goes
 * on where an earlier one was cut off, and does what arms and seeds were added.
 */
public final class Study {
  private static final String STAGE = "training";
  private static final double NANOS = 1e9;

  private final Request request;
  private final FeatureCache cache;
  private final Progress progress;
  private final List<String> labels;
  private final Map<String, Cell> cells = new HashMap<>();
  private final Set<String> faceless = new TreeSet<>();

  /**
   * What is asked.
   *
   * @param out the study's folder: new, empty, or of the same study
   * @param data the whole data set
   * @param folds its folds
   * @param split {@code published} or {@code dealt}
   * @param arms at least one, of different names
   * @param seeds at least 1
   * @param training of every arm, but for balance and seed
   * @param seed of synthetic clips and trainings
   * @param jobs clips made, read or learned from at a time; does not change the result
   */
  public record Request(
      Path out,
      Dataset data,
      List<StudyFold> folds,
      String split,
      List<Arm> arms,
      int seeds,
      TrainingOptions training,
      long seed,
      int jobs) {}

  private record Task(Arm arm, int seed) {}

  private record Fold(
      StudyFold fold,
      List<Example> train,
      List<Example> val,
      List<Sample> tested,
      List<ClipInput> test,
      Map<String, List<Example>> pools) {}

  private Study(Request request, FeatureCache cache, Progress progress) {
    this.request = request;
    this.cache = cache;
    this.progress = progress;
    this.labels =
        request.folds().stream()
            .flatMap(f -> java.util.stream.Stream.of(f.train(), f.val(), f.test()))
            .flatMap(List::stream)
            .map(Sample::label)
            .distinct()
            .sorted()
            .toList();
  }

  /**
   * Runs what is missing and sums up.
   *
   * @throws InputException if the data or an earlier study in the folder do not fit
   */
  public static StudyReport run(
      Request request,
      FeatureCache cache,
      StudyPools.Studios studios,
      Progress progress,
      Clock clock) {
    return new Study(request, cache, progress).run(studios, clock);
  }

  private StudyReport run(StudyPools.Studios studios, Clock clock) {
    long start = System.nanoTime();
    if (labels.size() < 2) {
      throw new InputException(request.data().root(), "has one class only", "give more");
    }
    try (RunFolder run = RunFolder.open(request.out(), clock)) {
      String hash = request.data().contentHash(cache.content().hashes());
      run.begin(definition(hash), Provenance.now(request.seed(), hash, new TreeMap<>(), clock));
      Path file = run.hidden().resolve("cells.jsonl");
      Json.readLines(file, Cell.class).forEach(cell -> cells.put(cell.key(), cell));
      StudyPools pools =
          new StudyPools(
              request.data(),
              request.out().resolve("clips"),
              studios,
              cache.content(),
              request.jobs(),
              progress);
      List<StudyPools.Pool> made = new ArrayList<>();
      try (Journal journal = Journal.open(file)) {
        for (StudyFold fold : request.folds()) {
          made.addAll(fold(fold, pools, journal));
        }
      }
      StudyReport report =
          new StudySummary(request, labels, List.copyOf(asked().values()), faceless)
              .report(made, (System.nanoTime() - start) / NANOS);
      StudyFiles.write(request, labels, report, asked().values());
      return report;
    }
  }

  /** The cells of this request, in its order. */
  private Map<String, Cell> asked() {
    Map<String, Cell> asked = new LinkedHashMap<>();
    for (StudyFold fold : request.folds()) {
      for (Arm arm : request.arms()) {
        for (int seed = 0; seed < request.seeds(); seed++) {
          String key = fold.number() + "/" + seed + "/" + arm.name();
          Cell cell = cells.get(key);
          if (cell != null) {
            asked.put(key, cell);
          }
        }
      }
    }
    return asked;
  }

  private List<StudyPools.Pool> fold(StudyFold parts, StudyPools pools, Journal journal) {
    progress.note(
        "fold "
            + parts.number()
            + ": "
            + parts.train().size()
            + " clips to learn from, "
            + parts.val().size()
            + " to choose weights, "
            + parts.test().size()
            + " to judge");
    Map<String, StudyPools.Pool> made = new TreeMap<>();
    for (Arm arm : request.arms()) {
      if (arm.synthetic() && !made.containsKey(arm.pool())) {
        made.put(arm.pool(), pools.of(arm, parts, request.seed()));
      }
    }
    List<Task> tasks = new ArrayList<>();
    for (int seed = 0; seed < request.seeds(); seed++) {
      for (Arm arm : request.arms()) {
        if (!cells.containsKey(parts.number() + "/" + seed + "/" + arm.name())) {
          tasks.add(new Task(arm, seed));
        }
      }
    }
    Fold fold = read(parts, made);
    progress.begin(STAGE, tasks.size());
    try (Workers workers = new Workers(request.jobs())) {
      List<Cell> done =
          workers.map(
              tasks,
              task -> {
                Cell cell = cell(task, fold);
                journal.append(cell);
                progress.step(STAGE);
                return cell;
              });
      done.forEach(cell -> cells.put(cell.key(), cell));
    }
    progress.end(STAGE);
    return List.copyOf(made.values());
  }

  private Fold read(StudyFold parts, Map<String, StudyPools.Pool> made) {
    List<Sample> tested = new ArrayList<>();
    List<ClipInput> test = new ArrayList<>();
    List<ClipInput> all = features(parts.test());
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).frames() > 0) {
        tested.add(parts.test().get(i));
        test.add(all.get(i));
      }
    }
    Map<String, List<Example>> pools = new TreeMap<>();
    made.forEach((name, pool) -> pools.put(name, examples(pool.clips())));
    return new Fold(parts, examples(parts.train()), examples(parts.val()), tested, test, pools);
  }

  private List<ClipInput> features(List<Sample> samples) {
    List<ClipInput> all =
        cache.of(samples.stream().map(Sample::path).toList(), request.jobs(), progress);
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).frames() == 0) {
        faceless.add(samples.get(i).id());
      }
    }
    return all;
  }

  private List<Example> examples(List<Sample> samples) {
    List<ClipInput> all = features(samples);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).frames() > 0) {
        examples.add(new Example(all.get(i), labels.indexOf(samples.get(i).label())));
      }
    }
    return examples;
  }

  private Cell cell(Task task, Fold fold) {
    Arm arm = task.arm();
    List<Example> synthetic =
        arm.synthetic() ? taken(arm, fold.train(), fold.pools().get(arm.pool())) : List.of();
    List<Example> train = new ArrayList<>(arm.alone() ? List.of() : fold.train());
    int real = train.size();
    train.addAll(synthetic);
    if (train.isEmpty()) {
      throw new InputException(
          request.data().root(),
          "gives " + arm.name() + " no clip in fold " + fold.fold().number(),
          "leave the arm out of --arms");
    }
    long seed = Seeds.derive(request.seed(), "study training", Integer.toString(task.seed()));
    RecognizerTrainer.Trained trained =
        RecognizerTrainer.train(
            request.training().with(arm.balance(), seed), labels, train, fold.val());
    List<Cell.Answer> answers = new ArrayList<>();
    List<double[]> p = trained.recognizer().probabilities(fold.test());
    for (int i = 0; i < p.size(); i++) {
      List<Double> row = new ArrayList<>();
      for (double value : p.get(i)) {
        row.add(Math.round(value * 1e5) / 1e5);
      }
      answers.add(new Cell.Answer(fold.tested().get(i).id(), row));
    }
    return new Cell(
        fold.fold().number(),
        task.seed(),
        arm.name(),
        real,
        synthetic.size(),
        trained.bestStep(),
        answers,
        arm.synthetic() ? new TreeMap<>() : onSynthetic(trained.recognizer(), fold));
  }

  /** At most {@code ratio} synthetic clips for each real one of their class. */
  private List<Example> taken(Arm arm, List<Example> real, @Nullable List<Example> pool) {
    double[] left = new double[labels.size()];
    real.forEach(example -> left[example.label()] += arm.ratio());
    List<Example> taken = new ArrayList<>();
    for (Example example : pool == null ? List.<Example>of() : pool) {
      if (Double.isInfinite(arm.ratio()) || left[example.label()]-- >= 1) {
        taken.add(example);
      }
    }
    return taken;
  }

  private SortedMap<String, List<List<Long>>> onSynthetic(Recognizer recognizer, Fold fold) {
    SortedMap<String, List<List<Long>>> all = new TreeMap<>();
    fold.pools()
        .forEach(
            (name, clips) -> {
              Confusion confusion = new Confusion(labels.size());
              List<double[]> p =
                  recognizer.probabilities(clips.stream().map(Example::input).toList());
              for (int i = 0; i < p.size(); i++) {
                confusion.add(clips.get(i).label(), Recognizer.best(p.get(i)));
              }
              all.put(name, StudySummary.rows(confusion));
            });
    return all;
  }

  private RunDefinition definition(String hash) {
    TrainingOptions training = request.training().with(Balance.NONE, 0);
    SortedMap<String, String> settings = new TreeMap<>();
    settings.put("updates", Integer.toString(training.steps()));
    settings.put("training", training.toString());
    settings.put("split", request.split());
    settings.put("folds", Integer.toString(request.folds().size()));
    return new RunDefinition("evaluate study", request.seed(), hash, settings);
  }
}
