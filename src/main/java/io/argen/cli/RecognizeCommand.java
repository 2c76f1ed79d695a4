package io.argen.cli;

import io.argen.recognize.ClipInput;
import io.argen.recognize.FeatureCache;
import io.argen.recognize.Recognizer;
import io.argen.run.InputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which expressions clips show. */
@Command(
    name = "recognize",
    description = {
      "%nSays which expression each clip shows, with a probability for each class; with --json"
          + " also",
      "over time: for each frame that shows the face (a video recogniser: up to 32 of them)."
    },
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footer = {
      "%nExample:",
      "  ./argen recognize clip.mp4 --model recognizer/model.safetensors",
      "  ./argen recognize clips --model recognizer/model.safetensors --overlay seen --json",
      "%nTrain a model with: ./argen train recognizer DATA --out recognizer"
    })
final class RecognizeCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "Clips, or folders that hold clips.")
  private List<Path> paths = List.of();

  @Option(
      names = "--model",
      required = true,
      paramLabel = "FILE",
      description = "What train recognizer wrote.")
  private Path model = Path.of("");

  @Option(
      names = "--overlay",
      paramLabel = "DIR",
      description = "Also write each clip there with a bar for each class in every frame.")
  private @Nullable Path overlay;

  @Mixin private final BatchOptions batch = new BatchOptions();
  @Mixin private final CacheOptions cacheOptions = new CacheOptions();
  @Mixin private final CommonOptions common = new CommonOptions();

  private final Console console;
  private final Places places;

  RecognizeCommand(Console console, Places places) {
    this.console = console;
    this.places = places;
  }

  /** One clip; label, probabilities and overlay are null without a face. */
  record Clip(
      String id,
      String path,
      @Nullable String label,
      @Nullable SortedMap<String, Double> probabilities,
      List<SortedMap<String, Double>> overTime,
      List<Integer> frames,
      @Nullable String overlay) {}

  /** What could not be read. */
  record Skipped(String path, String reason) {}

  /** The document {@code argen/recognize/1}. */
  record Document(
      String schema, String model, String kind, List<Clip> clips, List<Skipped> skipped) {}

  @Override
  public Integer call() {
    Recognizer recognizer = Recognizer.read(model);
    List<Clip> clips = new ArrayList<>();
    List<Skipped> skipped = new ArrayList<>();
    String stage = "recognizing";
    try (LazyNets lazy = new LazyNets(places, batch.threads());
        FaceFeatures faces = new FaceFeatures(places, lazy, cacheOptions.open(places));
        Console.Display progress = console.progress()) {
      List<ClipFinder.Found> found = ClipFinder.find(paths, overlay == null ? model : overlay);
      FeatureCache cache = faces.features(recognizer.kind());
      progress.begin(stage, found.size());
      for (ClipFinder.Found clip : found) {
        try {
          clips.add(drawn(clip(recognizer, clip, cache.of(clip.path())), clip));
        } catch (InputException e) {
          skipped.add(new Skipped(clip.path().toString(), String.valueOf(e.getMessage())));
        }
        progress.step(stage);
      }
      progress.end(stage);
    }
    if (clips.isEmpty()) {
      throw new InputException("no clip can be read; the first: " + skipped.get(0).reason());
    }
    if (common.json) {
      console.document(
          new Document(
              "argen/recognize/1", model.toString(), recognizer.kind().word(), clips, skipped));
    } else {
      clips.forEach(this::print);
      skipped.forEach(s -> console.err().println("argen: skipped " + s.reason()));
    }
    return ExitCode.of(skipped.isEmpty(), batch.strict);
  }

  private void print(Clip clip) {
    SortedMap<String, Double> p = clip.probabilities();
    if (p == null) {
      console.out().printf(Locale.ROOT, "%s: no face%n", clip.path());
    } else {
      console
          .out()
          .printf(
              Locale.ROOT,
              "%s: %s %.2f%s%n",
              clip.path(),
              clip.label(),
              p.values().stream().mapToDouble(Double::doubleValue).max().orElse(0),
              clip.overlay() == null ? "" : ", " + clip.overlay());
    }
  }

  /** With its overlay, where one is asked for and there is something to show. */
  private Clip drawn(Clip clip, ClipFinder.Found found) {
    if (overlay == null || clip.overTime().isEmpty()) {
      return clip;
    }
    Path file = RecognitionOverlay.write(found, clip.overTime(), clip.frames(), overlay);
    return new Clip(
        clip.id(),
        clip.path(),
        clip.label(),
        clip.probabilities(),
        clip.overTime(),
        clip.frames(),
        file.toString());
  }

  private static Clip clip(Recognizer recognizer, ClipFinder.Found found, ClipInput features) {
    String path = found.path().toString();
    if (features.frames() == 0) {
      return new Clip(found.id(), path, null, null, List.of(), List.of(), null);
    }
    double[] whole = recognizer.probabilities(List.of(features)).get(0);
    return new Clip(
        found.id(),
        path,
        recognizer.labels().get(Recognizer.best(whole)),
        named(recognizer, whole),
        recognizer.overTime(features).stream().map(p -> named(recognizer, p)).toList(),
        IntStream.range(0, features.frames()).map(features::frameNumber).boxed().toList(),
        null);
  }

  private static SortedMap<String, Double> named(Recognizer recognizer, double[] p) {
    SortedMap<String, Double> named = new TreeMap<>();
    for (int k = 0; k < p.length; k++) {
      named.put(recognizer.labels().get(k), p[k]);
    }
    return named;
  }
}
