package io.argen.cli;

import io.argen.affect.AffectPrompt;
import io.argen.affect.ComposedPromptWriter;
import io.argen.affect.Degree;
import io.argen.affect.Knowledge;
import io.argen.affect.PromptRequest;
import io.argen.affect.Timing;
import io.argen.augment.ActionUnitMaps;
import io.argen.clip.Clips;
import io.argen.dataset.Dataset;
import io.argen.dataset.Sample;
import io.argen.face.TrackOptions;
import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Emotion;
import io.argen.motion.ActionUnitEstimator;
import io.argen.motion.ClipAnalysis;
import io.argen.motion.ClipAnalyzer;
import io.argen.run.AtomicFiles;
import io.argen.run.Digests;
import io.argen.run.InputException;
import io.argen.run.Json;
import io.argen.run.Progress;
import io.argen.run.Seeds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Describes real clips of a data set from their measured Action Units, as passages of kind {@code
 * exemplar} for {@code --knowledge}. They hold no picture and no mesh.
 */
final class ExemplarJob {
  static final String FILE = "exemplars.jsonl";
  private static final String STAGE = "describing real clips";

  /** Shares of the greatest strength at which an expression has begun, and is at its height. */
  private static final double BEGUN = 0.2;

  private static final double HIGH = 0.9;
  private static final int ID_LETTERS = 50;

  private final FaceKit kit;
  private final Progress progress;
  private final ComposedPromptWriter writer = new ComposedPromptWriter(Knowledge.builtIn());

  ExemplarJob(FaceKit kit, Progress progress) {
    this.kit = kit;
    this.progress = progress;
  }

  /** A line of the file, as {@link Knowledge} reads it. */
  record Line(
      String id,
      String kind,
      List<String> emotions,
      List<Integer> actionUnits,
      String text,
      String source,
      String basis,
      SortedMap<String, Double> measured) {}

  /** What came of it; the document {@code argen/describe_exemplars/1}. */
  record Result(String schema, String file, int exemplars, List<String> skipped) {
    Result {
      skipped = List.copyOf(skipped);
    }
  }

  /** Writes {@code out/exemplars.jsonl} from the real clips of people who agreed. */
  Result run(Path data, Path out) {
    Dataset set = Dataset.read(data);
    ClipAnalyzer analyzer =
        new ClipAnalyzer(
            kit.nets(),
            new ActionUnitEstimator(kit.canonical(), kit.basis()),
            new TrackOptions(0, true, true, 15));
    List<Sample> samples =
        set.samples().stream().filter(s -> s.consent() && !s.synthetic()).toList();
    List<String> lines = new ArrayList<>();
    List<String> skipped = new ArrayList<>();
    progress.begin(STAGE, samples.size());
    for (Sample sample : samples) {
      try {
        List<ClipAnalysis> faces =
            Clips.isClip(sample.path()) ? analyzer.analyze(sample.path()) : List.of();
        if (faces.isEmpty()) {
          skipped.add(sample.id() + ": no face");
        } else {
          lines.add(Json.line(line(sample, faces.get(0))) + "\n");
        }
      } catch (InputException e) {
        skipped.add(sample.id() + ": " + e.getMessage());
      }
      progress.step(STAGE);
    }
    progress.end(STAGE);
    if (lines.isEmpty()) {
      throw new InputException(data, "has no clip with a face", "give a data set of faces");
    }
    Path file = out.resolve(FILE);
    AtomicFiles.write(file, String.join("", lines));
    return new Result("argen/describe_exemplars/1", file.toString(), lines.size(), skipped);
  }

  private Line line(Sample sample, ClipAnalysis face) {
    double[] strength = face.actionUnits().stream().mapToDouble(ExemplarJob::strength).toArray();
    int strongest = 0;
    for (int t = 1; t < strength.length; t++) {
      strongest = strength[t] > strength[strongest] ? t : strongest;
    }
    ActionUnits units =
        Optional.ofNullable(face.actionUnits().get(strongest)).orElse(ActionUnits.neutral());
    units = units.with(ActionUnit.AU45, 0);
    AffectPrompt prompt =
        writer.write(
            PromptRequest.of(
                    sample.label(),
                    sample.emotion().orElse(null),
                    units,
                    Seeds.derive(0, "exemplar", sample.id()))
                .withTiming(timing(strength, strongest, face.info().frameRateHz())));
    ActionUnits seen = units;
    return new Line(
        id(sample.id()),
        "exemplar",
        sample.emotion().map(Emotion::label).stream().toList(),
        Arrays.stream(ActionUnit.values())
            .filter(u -> Math.round(seen.get(u)) >= Degree.B.number())
            .map(ActionUnit::number)
            .toList(),
        prompt.text(),
        "measured by ARGen on the clip " + sample.id().replaceAll("\\p{Cntrl}", " "),
        "measured",
        ActionUnitMaps.channels(units));
  }

  private static double strength(@Nullable ActionUnits units) {
    double sum = 0;
    for (ActionUnit unit : ActionUnit.values()) {
      sum += units == null || unit == ActionUnit.AU45 ? 0 : units.get(unit);
    }
    return sum;
  }

  /** None of photos and of clips in which nothing moves. */
  static @Nullable Timing timing(double[] strength, int strongest, double frameRateHz) {
    double most = strength[strongest];
    if (strength.length < 2 || !(most > 0) || !(frameRateHz > 0)) {
      return null;
    }
    int onset = strongest;
    while (onset > 0 && strength[onset - 1] > BEGUN * most) {
      onset--;
    }
    int apex = strongest;
    while (apex > onset && strength[apex - 1] >= HIGH * most) {
      apex--;
    }
    int offset = strongest + 1;
    while (offset < strength.length && strength[offset] >= HIGH * most) {
      offset++;
    }
    return new Timing(onset, apex, offset, strength.length, frameRateHz);
  }

  /** Letters that ids may have, and a hash, for two names may become one. */
  static String id(String sample) {
    String safe = sample.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-");
    String start = safe.substring(0, Math.min(ID_LETTERS, safe.length()));
    return "exemplar." + start + "-" + Digests.hex(sample).substring(0, 8);
  }
}
