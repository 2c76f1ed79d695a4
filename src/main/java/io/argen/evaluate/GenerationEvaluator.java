package io.argen.evaluate;

import io.argen.augment.ItemRecord;
import io.argen.augment.Workers;
import io.argen.dataset.Dataset;
import io.argen.dataset.Sample;
import io.argen.face.FaceNets;
import io.argen.facs.Emotion;
import io.argen.run.ContentCache;
import io.argen.run.InputException;
import io.argen.run.Json;
import io.argen.run.Progress;
import io.argen.run.RunFolder;
import io.argen.run.Seeds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates generated clips, one by one and as a set against real ones, by nets that had no say in
 * making them, where there are such: the second expression net judges expression; the identity and
 * mesh nets are the ones the label check used.
 *
 * <p>For an output of {@code augment}: its synthetic clips, against their source frames and asked
 * curves. For any other set of clips: all of them, against their own first frames.
 */
public final class GenerationEvaluator {
  private static final String STAGE = "measuring clips";
  private static final long SEED = 20;
  private static final String REAL = "measuring real clips";

  private final CachedMeter meter;
  private final int jobs;
  private final Progress progress;

  /**
   * An evaluator.
   *
   * @param jobs clips measured at a time
   */
  public GenerationEvaluator(FaceNets nets, int jobs, Progress progress) {
    this(() -> nets, ContentCache.none(), jobs, progress);
  }

  /**
   * The same by way of a cache.
   *
   * @param nets asked for when a clip is not known yet; may be asked often
   */
  public GenerationEvaluator(
      Supplier<FaceNets> nets, ContentCache cache, int jobs, Progress progress) {
    this.meter = new CachedMeter(nets, cache);
    this.jobs = jobs;
    this.progress = progress;
  }

  /** The report and what it was made from. */
  public record Evaluation(GenerationReport report, List<ClipMeasures> clips) {}

  /**
   * What synthetic clips are compared with.
   *
   * @param data real clips; if empty, those of the folder itself, where it names them
   * @param most real clips of train that are looked at, and as many of other splits
   * @param i3d TorchScript file for the Frechet video distance
   */
  public record Against(Optional<Dataset> data, int most, Optional<Path> i3d) {
    /** The folder's own real clips. */
    public static final Against OWN = new Against(Optional.empty(), 300, Optional.empty());
  }

  /** What became of one clip. */
  private record Outcome(ClipMeter.@Nullable Measured measured, String reason) {}

  /** Evaluates a folder against its own real clips. */
  public Evaluation evaluate(Path folder) {
    return evaluate(folder, Against.OWN);
  }

  /**
   * Evaluates a folder.
   *
   * @throws InputException if it holds no clips
   */
  public Evaluation evaluate(Path folder, Against against) {
    boolean made = Files.exists(RunFolder.hiddenOf(folder).resolve("items.jsonl"));
    List<Evaluated> clips = made ? ofRun(folder) : ofSet(folder);
    if (clips.isEmpty()) {
      throw new InputException(
          folder, "holds no synthetic clip", "give the output of augment, or a folder of clips");
    }
    List<Outcome> outcomes = measured(STAGE, clips);
    List<ClipMeasures> measured = new ArrayList<>();
    List<GenerationReport.Skipped> skipped = new ArrayList<>();
    for (int i = 0; i < clips.size(); i++) {
      ClipMeter.Measured one = outcomes.get(i).measured();
      if (one == null) {
        skipped.add(new GenerationReport.Skipped(clips.get(i).name(), outcomes.get(i).reason()));
      } else {
        measured.add(one.measures());
      }
    }
    GenerationReport report =
        GenerationSummary.report(folder, made ? "source" : "first_frame", measured, skipped);
    Optional<Dataset> data =
        against.data().isPresent() || !made ? against.data() : Optional.of(Dataset.read(folder));
    if (data.isPresent()) {
      Set<String> labels = new TreeSet<>();
      clips.forEach(clip -> labels.add(clip.label()));
      List<Evaluated> train = real(data.get(), folder, labels, true, against.most());
      List<Evaluated> test = real(data.get(), folder, labels, false, against.most());
      report =
          report.with(
              SetDistances.of(
                  traits(outcomes),
                  traits(measured(REAL, train)),
                  traits(measured(REAL, test)),
                  SEED));
      if (against.i3d().isPresent()) {
        report =
            report.with(
                FrechetVideo.of(against.i3d().get(), paths(clips), paths(train), jobs, progress));
      }
    } else if (against.i3d().isPresent()) {
      throw new InputException("--i3d needs real clips: give them with --against");
    }
    return new Evaluation(report, measured);
  }

  private static List<Path> paths(List<Evaluated> clips) {
    return clips.stream().map(Evaluated::path).toList();
  }

  private static List<ClipTraits> traits(List<Outcome> outcomes) {
    List<ClipTraits> traits = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      ClipMeter.Measured measured = outcome.measured();
      ClipTraits of = measured == null ? null : measured.traits();
      if (of != null) {
        traits.add(of);
      }
    }
    return traits;
  }

  private List<Outcome> measured(String stage, List<Evaluated> clips) {
    progress.begin(stage, clips.size());
    try (Workers workers = new Workers(jobs)) {
      return workers.map(clips, clip -> measure(stage, clip));
    } finally {
      progress.end(stage);
    }
  }

  private Outcome measure(String stage, Evaluated clip) {
    try {
      return new Outcome(meter.measure(clip), "");
    } catch (InputException e) {
      progress.note("skipped " + clip.name() + ": " + e.getMessage());
      return new Outcome(null, String.valueOf(e.getMessage()));
    } finally {
      progress.step(stage);
    }
  }

  /** Real clips of train, or of the other splits; of many a part that depends on names alone. */
  private static List<Evaluated> real(
      Dataset data, Path folder, Set<String> labels, boolean train, int most) {
    return data.samples().stream()
        .filter(s -> !s.synthetic() && labels.contains(s.label()))
        .filter(s -> s.split().equals("train") == train)
        .sorted(
            Comparator.comparingLong((Sample s) -> Seeds.derive(SEED, "real clips", s.id()))
                .thenComparing(Sample::id))
        .limit(most)
        .map(s -> evaluated(folder, s))
        .toList();
  }

  private static Evaluated evaluated(Path folder, Sample sample) {
    String name = nameBelow(folder, sample.path());
    return new Evaluated(
        name,
        sample.path(),
        sample.label(),
        sample.emotion(),
        sample.subject().orElse(name),
        Optional.empty(),
        new TreeMap<>());
  }

  private static String nameBelow(Path folder, Path path) {
    Path base = folder.toAbsolutePath().normalize();
    Path full = path.toAbsolutePath().normalize();
    return (full.startsWith(base) ? base.relativize(full) : full).toString().replace('\\', '/');
  }

  private static List<Evaluated> ofRun(Path out) {
    List<Evaluated> clips = new ArrayList<>();
    Path items = RunFolder.hiddenOf(out).resolve("items.jsonl");
    for (ItemRecord entry : Json.readLines(items, ItemRecord.class)) {
      if (entry.kept()) {
        clips.add(
            new Evaluated(
                entry.fileName(),
                out.resolve(entry.fileName()),
                entry.label(),
                Optional.ofNullable(entry.emotion()).flatMap(Emotion::parse),
                entry.subject() == null ? entry.source() : entry.subject(),
                Optional.of(new Evaluated.Source(out.resolve(entry.source()), entry.frame())),
                entry.curves().asked()));
      }
    }
    return clips;
  }

  private static List<Evaluated> ofSet(Path folder) {
    return Dataset.read(folder).samples().stream().map(s -> evaluated(folder, s)).toList();
  }
}
