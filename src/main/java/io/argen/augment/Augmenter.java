package io.argen.augment;

import io.argen.dataset.Dataset;
import io.argen.dataset.Sample;
import io.argen.run.AtomicFiles;
import io.argen.run.ContentCache;
import io.argen.run.DiskSpace;
import io.argen.run.InputException;
import io.argen.run.Json;
import io.argen.run.Progress;
import io.argen.run.Provenance;
import io.argen.run.RunDefinition;
import io.argen.run.RunFolder;
import io.argen.run.StageTimes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The main job: gives every class of a data set's train split the clips it lacks and writes the
 * whole as a new data set. The same call continues an interrupted run and does only what is
 * missing; the result does not depend on {@code jobs} nor on interruptions.
 */
public final class Augmenter {
  private static final String MADE_FOLDER = "train/synthetic";
  private static final long NANOS_A_MILLISECOND = 1_000_000;

  private final AugmentOptions options;
  private final Dataset data;
  private final FaceStudio studio;
  private final Describer describer;
  private final ContentCache cache;
  private final Progress progress;
  private final Clock clock;
  private final StageTimes times;

  private Augmenter(
      AugmentOptions options,
      Dataset data,
      FaceStudio studio,
      Describer describer,
      ContentCache cache,
      Progress progress,
      Clock clock) {
    this.options = options;
    this.data = data;
    this.studio = studio;
    this.describer = describer;
    this.cache = cache;
    this.progress = progress;
    this.clock = clock;
    this.times = new StageTimes(() -> clock.millis() * NANOS_A_MILLISECOND);
  }

  /** What is known before anything is made. */
  private record Prepared(
      List<Sample> usable, Aim aim, Cast.Found found, List<AugmentResult.Skipped> skipped) {}

  /**
   * Makes the balanced set.
   *
   * @param cache of what is seen of real clips
   * @throws InputException if the options or the output folder do not fit the data
   * @throws io.argen.run.ArgenException if the output cannot be written
   */
  public static AugmentResult run(
      AugmentOptions options,
      Dataset data,
      FaceStudio studio,
      ContentCache cache,
      Progress progress,
      Clock clock) {
    return run(options, data, studio, Describer.composed(), cache, progress, clock);
  }

  /** The same with descriptions by another writer or from more knowledge. */
  public static AugmentResult run(
      AugmentOptions options,
      Dataset data,
      FaceStudio studio,
      Describer describer,
      ContentCache cache,
      Progress progress,
      Clock clock) {
    Aim.of(options, data, data.samples());
    refuseOverlap(options.out(), data.root());
    return new Augmenter(options, data, studio, describer, cache, progress, clock).run();
  }

  /** What {@link #run} would do, from counts alone: quick, and nothing is written. */
  public static AugmentEstimate estimate(AugmentOptions options, Dataset data) {
    refuseOverlap(options.out(), data.root());
    return Estimator.estimate(options, data);
  }

  private static void refuseOverlap(Path out, Path root) {
    if (out.toAbsolutePath().normalize().startsWith(root.toAbsolutePath().normalize())) {
      throw new InputException(
          out, "lies inside the input " + root, "choose an --out outside of it");
    }
  }

  private AugmentResult run() {
    try (RunFolder run = RunFolder.open(options.out(), clock)) {
      try {
        Files.createDirectories(run.temp());
      } catch (IOException e) {
        throw AtomicFiles.unwritable(run.temp(), e);
      }
      try (Workers workers = new Workers(options.jobs())) {
        String dataHash = timed("read", () -> data.contentHash(cache.hashes()));
        boolean continued =
            run.begin(
                definition(dataHash),
                Provenance.now(options.seed(), dataHash, studio.modelHashes(), clock));
        run.log(continued ? "continued" : "started");
        AugmentResult result = augment(run, workers);
        AtomicFiles.write(run.result(), Json.pretty(result));
        AtomicFiles.deleteTree(run.temp());
        run.log("ended: " + result.synthetic() + " synthetic, " + result.rejected() + " rejected");
        return result;
      } catch (IOException e) {
        throw AtomicFiles.unwritable(run.temp(), e);
      }
    }
  }

  private AugmentResult augment(RunFolder run, Workers workers) {
    Prepared prepared = prepare(workers);
    for (AugmentResult.Skipped skipped : prepared.skipped()) {
      progress.note("skipped " + skipped.path() + ": " + skipped.reason());
      run.log("skipped " + skipped.path() + ": " + skipped.reason());
    }
    List<Sample> usable = prepared.usable();
    int wanted = prepared.aim().order().size();
    DiskSpace.require(run.out(), Estimator.bytesNeeded(options, usable, wanted));
    OutputSet output = new OutputSet(run.out(), options.link());
    Map<String, String> names = OutputSet.names(usable);
    Map<String, ItemMaker.Place> places = new HashMap<>();
    timed(
        "link",
        () -> {
          for (Sample sample : usable) {
            String name = names.getOrDefault(sample.id(), sample.id());
            output.place(sample, name);
            places.put(sample.id(), new ItemMaker.Place(sample.path(), name));
          }
          return places.size();
        });
    Descriptions words =
        new Descriptions(
            describer,
            item ->
                Optional.ofNullable(places.get(item.source()))
                    .flatMap(place -> studio.portrait(place.path(), item.frame())),
            progress);
    words.resume(run);
    ItemMaker maker =
        new ItemMaker(
            studio, run.out(), MADE_FOLDER, run.temp(), options.candidates(), words, places);
    Planner.Request request =
        new Planner.Request(
            options.seed(),
            prepared.aim().needs(),
            prepared.aim().order(),
            prepared.found().persons(),
            prepared.found().looks(),
            prepared.found().intensities(),
            options.maxPerSource());
    Production.Outcome outcome =
        timed(
            "make",
            () ->
                new Production(run, request, studio::apex, words, maker, workers, progress)
                    .produce());
    timed(
        "write",
        () -> {
          Tables tables = new Tables(data, options, studio.generator(), usable, names, words);
          tables.write(output, run, outcome);
          DataCard.write(run.out(), data, options, studio.generator(), usable, outcome);
          return 0;
        });
    return result(prepared, outcome, words);
  }

  private Prepared prepare(Workers workers) {
    Surveyor surveyor = new Surveyor(studio, cache, workers, progress);
    timed("open", () -> surveyor.openable(data.samples()));
    return timed("survey", () -> survey(surveyor));
  }

  private Prepared survey(Surveyor surveyor) {
    while (true) {
      // A clip that breaks off in the middle is noticed by the survey only; it changes the counts.
      int problems = surveyor.problems().size();
      List<Sample> usable =
          data.samples().stream().filter(s -> !surveyor.problems().containsKey(s.id())).toList();
      List<Sample> train = usable.stream().filter(s -> s.split().equals("train")).toList();
      Aim aim = Aim.of(options, data, usable);
      Cast.Found found =
          new Cast(surveyor, studio, options.seed(), options.maxPerSource())
              .find(train, aim.order().size());
      if (surveyor.problems().size() == problems) {
        List<AugmentResult.Skipped> skipped = Estimator.skippedByReader(data);
        surveyor.problems().forEach((id, why) -> skipped.add(new AugmentResult.Skipped(id, why)));
        found
            .unusable()
            .forEach(
                (person, why) ->
                    skipped.add(new AugmentResult.Skipped(person, "not used as a face: " + why)));
        return new Prepared(
            usable, aim, options.plain() ? found.plain() : found, List.copyOf(skipped));
      }
    }
  }

  private AugmentResult result(Prepared prepared, Production.Outcome outcome, Descriptions words) {
    SortedMap<String, Integer> kept = outcome.kept();
    SortedMap<String, Integer> shortfall = new TreeMap<>();
    prepared
        .aim()
        .wanted()
        .forEach(
            (label, wanted) -> {
              int lacking = wanted - kept.getOrDefault(label, 0);
              if (lacking > 0) {
                shortfall.put(label, lacking);
              }
            });
    SortedMap<String, SortedMap<String, Integer>> before = Estimator.counts(prepared.usable());
    SortedMap<String, SortedMap<String, Integer>> after = Estimator.counts(prepared.usable());
    SortedMap<String, Integer> train = after.computeIfAbsent("train", s -> new TreeMap<>());
    kept.forEach((label, n) -> train.merge(label, n, Integer::sum));
    List<String> warnings = new java.util.ArrayList<>(data.warnings());
    warnings.addAll(prepared.aim().warnings());
    Map<String, Double> seconds = times.seconds();
    double making = seconds.getOrDefault("make", 0.0);
    return new AugmentResult(
        "argen/augment/1",
        options.out().toString(),
        options.out().resolve("report.html").toString(),
        before,
        after,
        kept.values().stream().mapToInt(Integer::intValue).sum(),
        outcome.reused(),
        (int) outcome.records().stream().filter(entry -> !entry.kept()).count(),
        prepared.skipped(),
        shortfall,
        prepared.aim().leftAlone(),
        words.written(outcome.items()),
        List.copyOf(warnings),
        seconds,
        making > 0 ? ActionUnitMaps.rounded(60 * outcome.made() / making) : 0);
  }

  private RunDefinition definition(String dataHash) {
    SortedMap<String, String> settings = new TreeMap<>();
    settings.put(
        "target", options.target().isPresent() ? options.target().getAsInt() + "" : "balance");
    settings.put("classes", String.join(",", options.classes()));
    options.limit().ifPresent(n -> settings.put("limit", Integer.toString(n)));
    settings.put("max-per-source", Integer.toString(options.maxPerSource()));
    settings.put("candidates", Integer.toString(options.candidates()));
    if (options.control()) {
      settings.put("control", "true");
    }
    if (options.plain()) {
      settings.put("look", "plain");
    }
    settings.put("link", options.link().name().toLowerCase(Locale.ROOT));
    options
        .prototypes()
        .forEach(
            (label, units) -> settings.put("prototype " + label, ActionUnitMaps.asOption(units)));
    settings.putAll(describer.settings());
    settings.putAll(studio.settings());
    settings.put("generator", studio.generator());
    return new RunDefinition("augment", options.seed(), dataHash, settings);
  }

  private <T> T timed(String stage, Supplier<T> work) {
    StageTimes.Stage open = times.enter(stage);
    try {
      return work.get();
    } finally {
      open.close();
    }
  }
}
