package io.argen.cli;

import io.argen.evaluate.ReenactmentReport;
import io.argen.evaluate.ReenactmentStudy;
import io.argen.face.TrackOptions;
import io.argen.motion.ActionUnitBasis;
import io.argen.motion.ClipAnalysis;
import io.argen.motion.ClipAnalyzer;
import io.argen.motion.MeshSettler;
import io.argen.motion.fit.BasisFitter;
import io.argen.motion.fit.FitOptions;
import io.argen.motion.fit.MotionTrack;
import io.argen.motion.fit.MotionTracks;
import io.argen.run.InputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is lost between a clip and the same clip made again. */
@Command(
    name = "reenactment",
    description = {
      "%nMakes each clip again from its first clear frame and its own motion, and compares: the",
      "still frame, the warp of the mesh alone, the anatomical basis, a basis fitted without the",
      "person, the same with residual, and the exact mesh. SSIM, PSNR (luma, in the face) and landmark error."
    },
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footer = {
      "%nExample:",
      "  ./argen evaluate reenactment recordings --out reenactment",
      "%nNeeds clips of at least two people: whose clip is made again is left out of the fit."
    })
final class EvaluateReenactmentCommand implements Callable<Integer> {
  private static final int MOST_STEPS = 1000;

  @Parameters(paramLabel = "DATA", description = "A folder of clips, or a data set with subjects.")
  private Path data = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Also write reenactment.csv, .json and .md there.")
  private @Nullable Path out;

  @Accepts(min = 1, max = MOST_STEPS)
  @Option(
      names = "--every",
      paramLabel = "N",
      defaultValue = "4",
      description = "Compare every N-th frame. Default: ${DEFAULT-VALUE}.")
  private int every;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "For the fits. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Mixin private final CacheOptions cacheOptions = new CacheOptions();
  @Mixin private final CommonOptions common = new CommonOptions();

  private final Console console;
  private final Places places;

  EvaluateReenactmentCommand(Console console, Places places) {
    this.console = console;
    this.places = places;
  }

  @Override
  public Integer call() {
    List<ReenactmentReport.Row> rows = new ArrayList<>();
    try (FaceKit kit =
            FaceKit.open(
                places,
                Runtime.getRuntime().availableProcessors(),
                () -> cacheOptions.open(places));
        Console.Display progress = console.progress()) {
      Map<MotionTrack, ClipAnalysis> clips = read(kit, progress);
      List<MotionTrack> tracks = List.copyOf(clips.keySet());
      if (BasisFitter.people(tracks).size() < 2) {
        throw new InputException(
            data, "shows fewer than two people", "give clips of several people");
      }
      FitOptions usual = FitOptions.DEFAULT;
      BasisFitter fitter =
          new BasisFitter(
              kit.canonical(),
              new FitOptions(usual.residuals(), seed, usual.rounds(), usual.framesPerPerson()));
      ReenactmentStudy study = new ReenactmentStudy(kit.nets(), every);
      progress.begin("reenacting", clips.size());
      for (Map.Entry<MotionTrack, ClipAnalysis> clip : clips.entrySet()) {
        String person = clip.getKey().person();
        ActionUnitBasis heldOut =
            fitter.fit(tracks.stream().filter(t -> !t.person().equals(person)).toList());
        rows.addAll(study.of(clip.getKey().clip(), clip.getValue(), heldOut));
        progress.step("reenacting");
      }
      progress.end("reenacting");
    }
    ReenactmentReport report = ReenactmentReport.of(rows);
    if (out != null) {
      report.write(out);
    }
    if (common.json) {
      console.document(report);
    } else {
      console.out().println("SSIM / PSNR dB / landmark error over the distance of the eyes");
      console.out().print(report.markdown());
    }
    return ExitCode.DONE;
  }

  private Map<MotionTrack, ClipAnalysis> read(FaceKit kit, Console.Display progress) {
    List<MotionData.Source> sources =
        MotionData.sources(data).stream().filter(source -> !source.analysed()).toList();
    if (sources.isEmpty()) {
      throw new InputException(data, "holds no clip", "give clips: pictures are compared");
    }
    ClipAnalyzer analyzer = kit.analyzer(TrackOptions.DEFAULT);
    MotionTracks maker = new MotionTracks(kit.canonical());
    MeshSettler settler = new MeshSettler(kit.canonical());
    Map<MotionTrack, ClipAnalysis> clips = new LinkedHashMap<>();
    progress.begin("tracking", sources.size());
    for (MotionData.Source source : sources) {
      for (ClipAnalysis seen : analyzer.analyze(source.path())) {
        ClipAnalysis face = settler.settle(seen);
        maker.of(face, source.person(), source.id()).ifPresent(track -> clips.put(track, face));
      }
      progress.step("tracking");
    }
    progress.end("tracking");
    return clips;
  }
}
