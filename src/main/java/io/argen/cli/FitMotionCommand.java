package io.argen.cli;

import io.argen.facs.ActionUnits;
import io.argen.motion.ActionUnitBasis;
import io.argen.motion.BasisFiles;
import io.argen.motion.fit.BasisFitter;
import io.argen.motion.fit.FitOptions;
import io.argen.motion.fit.FitReport;
import io.argen.motion.fit.MotionTrack;
import io.argen.run.InputException;
import io.argen.run.Provenance;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A basis from clips. */
@Command(
    name = "motion",
    description = {
      "%nRefines the anatomical basis of Action Units on the motion of real faces and learns",
      "components of what the units leave over. Says how much of the motion of people held out of",
      "the fit the result explains."
    },
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footer = {
      "%nExamples:",
      "  ./argen fit motion recordings --out basis.safetensors",
      "  ./argen analyze recordings --out analysis && ./argen fit motion analysis --out b.safetensors",
      "%nA basis holds numbers of motion, nobody's shape or picture. Method: docs/motion.md."
    })
final class FitMotionCommand implements Callable<Integer> {
  private static final double NANOS = 1e9;
  private static final int MOST_RESIDUALS = 64;

  @Parameters(
      paramLabel = "DATA",
      description = {
        "A folder of clips, a data set whose metadata.csv or .jsonl names subjects, or what analyze",
        "wrote. Without subjects each clip is a person of its own."
      })
  private Path data = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The basis to write, as in basis.safetensors.")
  private Path out = Path.of("");

  @Accepts(min = 0, max = MOST_RESIDUALS)
  @Option(
      names = "--residuals",
      paramLabel = "N",
      defaultValue = "24",
      description = "Components of what units leave over. Default: ${DEFAULT-VALUE}.")
  private int residuals;

  @Option(
      names = "--leave-out",
      paramLabel = "PERSON",
      description = "Fit without this person; may be given more than once.")
  private List<String> leaveOut = List.of();

  @Option(
      names = "--no-check",
      description = "Do not fit again without each person to say what is explained of them.")
  private boolean noCheck;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Draws frames of long clips. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Mixin private final CacheOptions cacheOptions = new CacheOptions();
  @Mixin private final CommonOptions common = new CommonOptions();

  private final Console console;
  private final Places places;

  FitMotionCommand(Console console, Places places) {
    this.console = console;
    this.places = places;
  }

  /** The document {@code argen/fit-motion/1}. */
  record Document(
      String schema,
      String out,
      int people,
      int frames,
      int residuals,
      long seed,
      List<String> leftOut,
      @Nullable FitReport explained,
      SortedMap<String, Double> likenessToAnatomy,
      double seconds) {}

  @Override
  public Integer call() {
    long start = System.nanoTime();
    List<MotionTrack> tracks;
    ActionUnitBasis basis;
    BasisFitter fitter;
    FitReport report = null;
    try (FaceKit kit =
            FaceKit.open(
                places,
                Runtime.getRuntime().availableProcessors(),
                () -> cacheOptions.open(places));
        Console.Display progress = console.progress()) {
      tracks =
          MotionData.tracks(MotionData.sources(data), kit, progress).stream()
              .filter(track -> !leaveOut.contains(track.person()))
              .toList();
      if (tracks.isEmpty()) {
        throw new InputException(
            data, "shows no face that moves", "give clips with a face in at least eight frames");
      }
      FitOptions options =
          new FitOptions(
              residuals, seed, FitOptions.DEFAULT.rounds(), FitOptions.DEFAULT.framesPerPerson());
      fitter = new BasisFitter(kit.canonical(), options);
      progress.begin("fitting", 1);
      basis = fitter.fit(tracks);
      progress.end("fitting");
      if (!noCheck) {
        progress.begin("holding out", BasisFitter.people(tracks).size());
        report =
            FitReport.of(
                fitter,
                ActionUnitBasis.anatomical(kit.canonical()),
                basis,
                tracks,
                person -> progress.step("holding out"));
        progress.end("holding out");
      }
    }
    int people = BasisFitter.people(tracks).size();
    int frames = tracks.stream().mapToInt(t -> t.displacements().size()).sum();
    SortedMap<String, Double> likeness = new TreeMap<>();
    // Left and right are mirror images: one says all.
    for (int k = 0; k < ActionUnits.CHANNELS; k += 2) {
      likeness.put(ActionUnits.channelName(k).replace("_L", ""), fitter.likeness(basis, k));
    }
    BasisFiles.write(out, basis, notes(people, frames, report));
    tell(
        new Document(
            "argen/fit-motion/1",
            out.toString(),
            people,
            frames,
            residuals,
            seed,
            leaveOut,
            report,
            likeness,
            (System.nanoTime() - start) / NANOS));
    return ExitCode.DONE;
  }

  private Map<String, String> notes(int people, int frames, @Nullable FitReport report) {
    Map<String, String> notes = new TreeMap<>();
    notes.put("generator", Provenance.generatorName());
    notes.put("command", "fit motion DATA --residuals " + residuals + " --seed " + seed);
    notes.put("people", Integer.toString(people));
    notes.put("frames", Integer.toString(frames));
    if (report != null) {
      notes.put(
          "explained",
          String.format(
              Locale.ROOT,
              "mean over people: anatomical %.3f; held out: fitted %.3f, with residual %.3f;"
                  + " in sample: fitted %.3f, with residual %.3f",
              report.anatomical(),
              report.fittedHeldOut(),
              report.residualHeldOut(),
              report.fittedInSample(),
              report.residualInSample()));
    }
    return notes;
  }

  private void tell(Document document) {
    if (common.json) {
      console.document(document);
      return;
    }
    PrintStream print = console.out();
    FitReport report = document.explained();
    if (report != null) {
      print.println("share of mesh motion explained (pose removed), held out means fitted without");
      print.printf(
          "%-24s %6s %7s %10s %16s %16s%n",
          "person", "frames", "rms cm", "anatomical", "fitted (seen)", "+resid. (seen)");
      for (FitReport.Row row : report.people()) {
        print.printf(
            Locale.ROOT,
            "%-24s %6d %7.2f %10.3f %8.3f (%.3f) %8.3f (%.3f)%n",
            row.person(),
            row.frames(),
            row.motionCm(),
            row.anatomical(),
            row.fittedHeldOut(),
            row.fittedInSample(),
            row.residualHeldOut(),
            row.residualInSample());
      }
      print.printf(
          Locale.ROOT,
          "%-24s %6d %7s %10.3f %8.3f (%.3f) %8.3f (%.3f)%n",
          "mean",
          document.frames(),
          "",
          report.anatomical(),
          report.fittedHeldOut(),
          report.fittedInSample(),
          report.residualHeldOut(),
          report.residualInSample());
    }
    print.printf(
        Locale.ROOT,
        "%s: %d people, %d frames, %d residual components, seed %d, %.1f s%n",
        document.out(),
        document.people(),
        document.frames(),
        document.residuals(),
        document.seed(),
        document.seconds());
  }
}
