package io.argen.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import io.argen.augment.ItemRecord;
import io.argen.augment.Workers;
import io.argen.dataset.Dataset;
import io.argen.dataset.Sample;
import io.argen.face.FaceNets;
import io.argen.facs.Emotion;
import io.argen.run.AtomicFiles;
import io.argen.run.InputException;
import io.argen.run.Json;
import io.argen.run.Progress;
import io.argen.run.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates generated clips by nets that had no say in making them, where there are such: the
 * second expression net judges expression; the identity and mesh nets are the ones the label check
 * used.
 *
 * <p>For an output of {@code augment}: its synthetic clips, against their source frames and asked
 * curves. For any other set of clips: all of them, against their own first frames.
 */
public final class GenerationEvaluator {
  private static final String STAGE = "measuring clips";

  private final ClipMeter meter;
  private final int jobs;
  private final Progress progress;

  /**
   * An evaluator.
   *
   * @param jobs clips measured at a time
   */
  public GenerationEvaluator(FaceNets nets, int jobs, Progress progress) {
    this.meter = new ClipMeter(nets);
    this.jobs = jobs;
    this.progress = progress;
  }

  /** The report and what it was made from. */
  public record Evaluation(GenerationReport report, List<ClipMeasures> clips) {}

  /** What became of one clip. */
  private record Outcome(@Nullable ClipMeasures measures, String reason) {}

  /**
   * Evaluates a folder.
   *
   * @throws InputException if it holds no clips
   */
  public Evaluation evaluate(Path folder) {
    boolean made = Files.exists(RunFolder.hiddenOf(folder).resolve("items.jsonl"));
    List<Evaluated> clips = made ? ofRun(folder) : ofSet(folder);
    if (clips.isEmpty()) {
      throw new InputException(
          folder, "holds no synthetic clip", "give the output of augment, or a folder of clips");
    }
    progress.begin(STAGE, clips.size());
    List<Outcome> outcomes;
    try (Workers workers = new Workers(jobs)) {
      outcomes = workers.map(clips, this::measure);
    }
    progress.end(STAGE);
    List<ClipMeasures> measured = new ArrayList<>();
    List<GenerationReport.Skipped> skipped = new ArrayList<>();
    for (int i = 0; i < clips.size(); i++) {
      ClipMeasures measures = outcomes.get(i).measures();
      if (measures == null) {
        skipped.add(new GenerationReport.Skipped(clips.get(i).name(), outcomes.get(i).reason()));
      } else {
        measured.add(measures);
      }
    }
    return new Evaluation(
        report(folder, made ? "source" : "first_frame", measured, skipped), measured);
  }

  private Outcome measure(Evaluated clip) {
    try {
      return new Outcome(meter.measure(clip), "");
    } catch (InputException e) {
      progress.note("skipped " + clip.name() + ": " + e.getMessage());
      return new Outcome(null, String.valueOf(e.getMessage()));
    } finally {
      progress.step(STAGE);
    }
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
                Optional.of(new Evaluated.Source(out.resolve(entry.source()), entry.frame())),
                entry.curves().asked()));
      }
    }
    return clips;
  }

  private static List<Evaluated> ofSet(Path folder) {
    Dataset data = Dataset.read(folder);
    List<Evaluated> clips = new ArrayList<>();
    for (Sample sample : data.samples()) {
      clips.add(
          new Evaluated(
              folder.relativize(sample.path()).toString().replace('\\', '/'),
              sample.path(),
              sample.label(),
              sample.emotion(),
              Optional.empty(),
              new TreeMap<>()));
    }
    return clips;
  }

  static GenerationReport report(
      Path folder,
      String reference,
      List<ClipMeasures> clips,
      List<GenerationReport.Skipped> skipped) {
    SortedMap<String, List<ClipMeasures>> byLabel = new TreeMap<>();
    SortedMap<String, SortedMap<String, Integer>> confusion = new TreeMap<>();
    for (ClipMeasures clip : clips) {
      byLabel.computeIfAbsent(clip.label(), label -> new ArrayList<>()).add(clip);
      confusion
          .computeIfAbsent(clip.label(), label -> new TreeMap<>())
          .merge(clip.expression() == null ? "no face" : clip.expression(), 1, Integer::sum);
    }
    SortedMap<String, GenerationReport.Summary> classes = new TreeMap<>();
    byLabel.forEach((label, list) -> classes.put(label, summary(list)));
    return new GenerationReport(
        "argen/evaluate-generation/1",
        folder.toString(),
        reference,
        summary(clips),
        classes,
        confusion,
        skipped);
  }

  private static GenerationReport.Summary summary(List<ClipMeasures> clips) {
    return new GenerationReport.Summary(
        clips.size(),
        over(clips, ClipMeasures::faceFrames),
        over(clips, ClipMeasures::identity),
        over(clips, ClipMeasures::auCorrelation),
        over(clips, ClipMeasures::auConcordance),
        over(clips, GenerationEvaluator::hit),
        over(clips, ClipMeasures::expressionProbability),
        over(clips, ClipMeasures::jitter));
  }

  /** 1 where the second net agrees with the label, 0 where not, null where it cannot. */
  private static @Nullable Double hit(ClipMeasures clip) {
    if (clip.expressionProbability() == null || clip.emotion() == null) {
      return null;
    }
    return clip.emotion().equals(clip.expression()) ? 1.0 : 0.0;
  }

  private static @Nullable Interval over(
      List<ClipMeasures> clips, Function<ClipMeasures, @Nullable Double> measure) {
    List<Double> values = new ArrayList<>();
    for (ClipMeasures clip : clips) {
      Double value = measure.apply(clip);
      if (value != null) {
        values.add(value);
      }
    }
    return Interval.of(values);
  }

  /** Writes one row a clip, columns as in {@link ClipMeasures}. */
  public static void writeCsv(Path file, List<ClipMeasures> clips) {
    AtomicFiles.write(
        file,
        out -> {
          out.write(
              "clip,label,emotion,frames,face_frames,identity,identity_least,au_correlation,"
                  + "au_concordance,expression,expression_probability,jitter\n");
          for (ClipMeasures clip : clips) {
            List<String> cells = new ArrayList<>();
            for (JsonNode cell : Json.object(clip)) {
              cells.add(text(cell));
            }
            out.write(String.join(",", cells) + "\n");
          }
        });
  }

  private static String text(JsonNode cell) {
    if (cell.isNull()) {
      return "";
    }
    if (cell.isFloatingPointNumber()) {
      return String.format(Locale.ROOT, "%.5f", cell.doubleValue());
    }
    String text = cell.asText();
    return text.matches(".*[\",\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
