package io.argen.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import io.argen.run.AtomicFiles;
import io.argen.run.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sums measured clips up, and writes them one by one. */
public final class GenerationSummary {
  private GenerationSummary() {}

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
        null,
        null,
        skipped);
  }

  private static GenerationReport.Summary summary(List<ClipMeasures> clips) {
    return new GenerationReport.Summary(
        clips.size(),
        over(clips, ClipMeasures::faceFrames),
        over(clips, ClipMeasures::identity),
        over(clips, ClipMeasures::auCorrelation),
        over(clips, ClipMeasures::auConcordance),
        over(clips, GenerationSummary::hit),
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
