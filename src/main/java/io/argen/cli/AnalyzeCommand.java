package io.argen.cli;

import io.argen.face.TrackOptions;
import io.argen.run.InputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Faces, mesh, pose, gaze, Action Units and expression of each frame. */
@Command(
    name = "analyze",
    description = {
      "%nMeasures the faces in clips: mesh, head pose, gaze, Action Units (0-5, left and right) and",
      "expression of each frame, as <id>.csv and <id>.safetensors."
    },
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footer = {
      "%nExamples:",
      "  ./argen analyze smile.mp4 --out analysis --overlay",
      "  ./argen analyze recordings more/anna.mov --out analysis --face all --jobs 4",
      "%nA file that cannot be read is named and skipped; the rest is done (exit 3)."
    })
final class AnalyzeCommand implements Callable<Integer> {
  private static final double NANOS = 1e9;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description =
          "Videos, GIFs, photos, folders of numbered frames, or folders that hold such at any depth.")
  private List<Path> paths = List.of();

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the files go.")
  private Path out = Path.of("");

  @Option(
      names = "--overlay",
      description = "Also write <id>_overlay.mp4: the clip with what was measured drawn onto it.")
  private boolean overlay;

  @Option(
      names = "--crops",
      description = "Also write <id>_crops/: the face of each frame, upright, 224 pixels.")
  private boolean crops;

  @Accepts(
      words = {"largest", "all"},
      min = 0)
  @Option(
      names = "--face",
      paramLabel = "largest|all|N",
      defaultValue = "largest",
      description =
          "Which face: the largest, all, or the N-th by size from 0. Default: ${DEFAULT-VALUE}.")
  private String face = "largest";

  @Option(names = "--no-smoothing", description = "Leave each frame's mesh as the net gave it.")
  private boolean noSmoothing;

  @Mixin private final BatchOptions batch = new BatchOptions();
  @Mixin private final CacheOptions cacheOptions = new CacheOptions();
  @Mixin private final CommonOptions common = new CommonOptions();

  private final Console console;
  private final Places places;

  AnalyzeCommand(Console console, Places places) {
    this.console = console;
    this.places = places;
  }

  /** A clip that could not be read. */
  record Skipped(String path, String reason) {}

  /** The document {@code argen/analyze/1}. */
  record Document(
      String schema,
      String out,
      List<AnalyzedClip> clips,
      List<Skipped> skipped,
      int frames,
      int faceFrames,
      double seconds,
      double framesPerSecond) {}

  @Override
  public Integer call() {
    List<ClipFinder.Found> found = ClipFinder.find(paths, out);
    int jobs = Math.min(batch.threads(), found.size());
    int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / jobs);
    List<AnalyzedClip> clips = new ArrayList<>();
    List<Skipped> skipped = new ArrayList<>();
    long start;
    try (FaceKit kit = FaceKit.open(places, threads, () -> cacheOptions.open(places));
        Console.Display progress = console.progress()) {
      start = System.nanoTime();
      AnalysisJob job = new AnalysisJob(kit, trackOptions(), out, overlay, crops);
      String stage = "analyzing";
      progress.begin(stage, found.size());
      Batch.run(
          found,
          jobs,
          clip -> {
            try {
              return job.analyze(clip);
            } finally {
              progress.step(stage);
            }
          },
          (clip, result) -> {
            clips.add(result);
            if (!common.json) {
              progress.result(console.out(), result.text());
            }
          },
          (clip, failure) -> {
            skipped.add(new Skipped(clip.path().toString(), String.valueOf(failure.getMessage())));
            progress.note("skipped " + failure.getMessage());
          });
      progress.end(stage);
    }
    double seconds = (System.nanoTime() - start) / NANOS;
    if (clips.isEmpty()) {
      throw new InputException(
          found.size() == 1
              ? skipped.get(0).reason()
              : "none of "
                  + found.size()
                  + " clips can be read; the first: "
                  + skipped.get(0).reason());
    }
    int frames = clips.stream().mapToInt(AnalyzedClip::frames).sum();
    int faceFrames = clips.stream().mapToInt(AnalyzedClip::faceFrames).sum();
    Document document =
        new Document(
            "argen/analyze/1",
            out.toString(),
            clips,
            skipped,
            frames,
            faceFrames,
            seconds,
            frames / seconds);
    if (common.json) {
      console.document(document);
    } else {
      sum(document);
    }
    return ExitCode.of(skipped.isEmpty(), batch.strict);
  }

  private void sum(Document document) {
    int faceless = (int) document.clips().stream().filter(clip -> clip.faces() == 0).count();
    console
        .out()
        .println(
            String.format(
                Locale.ROOT,
                "%d clips, %d frames, face in %d, %.1f s, %.0f frames/s%s%s; files in %s",
                document.clips().size(),
                document.frames(),
                document.faceFrames(),
                document.seconds(),
                document.framesPerSecond(),
                faceless > 0 ? ", " + faceless + " without a face" : "",
                document.skipped().isEmpty() ? "" : ", " + document.skipped().size() + " skipped",
                out));
  }

  private TrackOptions trackOptions() {
    int which =
        switch (face) {
          case "largest" -> 0;
          case "all" -> TrackOptions.ALL;
          default -> Integer.parseInt(face);
        };
    TrackOptions defaults = TrackOptions.DEFAULT;
    return new TrackOptions(which, !noSmoothing, defaults.expressions(), defaults.redetectEvery());
  }
}
