package io.argen.cli;

import io.argen.affect.TextEncoder;
import io.argen.diffusion.DpmSolverSampler;
import io.argen.diffusion.EulerSampler;
import io.argen.diffusion.Guidance;
import io.argen.diffusion.Sampler;
import io.argen.diffusion.UniPcSampler;
import io.argen.evaluate.MotionBorders;
import io.argen.evaluate.MotionRealism;
import io.argen.evaluate.MotionStudy;
import io.argen.motion.MotionFrame;
import io.argen.motion.learn.Describers;
import io.argen.motion.learn.DiffusionMotion;
import io.argen.motion.learn.MotionCorpus;
import io.argen.motion.learn.MotionDescriber;
import io.argen.motion.learn.MotionModel;
import io.argen.motion.learn.MotionSampler;
import io.argen.motion.learn.MotionScript;
import io.argen.motion.learn.TrackedWindow;
import io.argen.run.InputException;
import io.argen.run.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether drawn motion shows what its description says. */
@Command(
    name = "diffusion",
    description = {
      "%nDraws motion from held-out descriptions and the first frame only, and measures whether it",
      "shows what they say: strength of each unit, timing, units not asked for, diversity."
    },
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footer = {
      "%nExamples:",
      "  ./argen evaluate diffusion",
      "  ./argen evaluate diffusion --table guidance --descriptions 64 --takes 2",
      "%nConcordance is Lin's; 1 is perfect. See docs/diffusion.md."
    })
final class EvaluateDiffusionCommand implements Callable<Integer> {
  private static final Map<String, Sampler> SAMPLERS =
      new TreeMap<>(
          Map.of(
              "euler",
              new EulerSampler(),
              "dpm",
              new DpmSolverSampler(),
              "unipc",
              new UniPcSampler()));

  @Option(
      names = "--weights",
      paramLabel = "FILE",
      description = "A model that train motion wrote. Default: argen-motion-s.")
  private @Nullable Path weights;

  @Accepts(min = 1, max = 100_000)
  @Option(
      names = "--descriptions",
      paramLabel = "N",
      defaultValue = "200",
      description = "Held-out descriptions. Default: ${DEFAULT-VALUE}.")
  private int descriptions;

  @Accepts(min = 1, max = 100)
  @Option(
      names = "--takes",
      paramLabel = "N",
      defaultValue = "4",
      description = "Windows drawn of each. Default: ${DEFAULT-VALUE}.")
  private int takes;

  @Accepts(
      words = {"held-out", "validation"},
      numbers = false)
  @Option(
      names = "--set",
      paramLabel = "held-out|validation",
      defaultValue = "held-out",
      description = "validation is for choosing settings. Default: ${DEFAULT-VALUE}.")
  private String set = "held-out";

  @Accepts(
      words = {"guidance", "steps", "borders"},
      numbers = false)
  @Option(
      names = "--table",
      paramLabel = "guidance|steps|borders",
      description = "Measure a table of settings instead of one.")
  private @Nullable String table;

  @Accepts(
      words = {"euler", "dpm", "unipc"},
      numbers = false)
  @Option(
      names = "--sampler",
      paramLabel = "euler|dpm|unipc",
      defaultValue = "euler",
      description = "Default: ${DEFAULT-VALUE}.")
  private String sampler = "euler";

  @Accepts(min = 1, max = 1000)
  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "8",
      description = "Of the sampler. Default: ${DEFAULT-VALUE}.")
  private int steps;

  @Accepts(min = 0, max = 20)
  @Option(
      names = "--frame-guidance",
      paramLabel = "X",
      defaultValue = "1",
      description = "Weight of the known frames. Default: ${DEFAULT-VALUE}.")
  private double frame;

  @Accepts(min = 0, max = 20)
  @Option(
      names = "--text-guidance",
      paramLabel = "X",
      defaultValue = "2",
      description = "Weight of the text. Default: ${DEFAULT-VALUE}.")
  private double text;

  @Accepts(min = 1, max = 256)
  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of the tensor library. Default: ${DEFAULT-VALUE}.")
  private int threads;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "5",
      description = "Of the noise. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Accepts(
      words = {"plain", "composed"},
      numbers = false)
  @Option(
      names = "--describer",
      paramLabel = "plain|composed",
      defaultValue = "plain",
      description = "Short descriptions, or those that describe writes. Default: ${DEFAULT-VALUE}.")
  private String words = "plain";

  @Option(
      names = "--shuffle",
      description = "Give each script another's text: what is left is chance.")
  private boolean shuffle;

  @Option(
      names = "--real",
      paramLabel = "DIR",
      description = "Clips of real people: also measure how far motion is from theirs.")
  private @Nullable Path real;

  @Option(
      names = "--people",
      split = ",",
      paramLabel = "NAME",
      description =
          "With --real: of these people only (subjects, else ids of clips). Default: all.")
  private List<String> people = List.of();

  @Accepts(
      words = {"generated", "real"},
      numbers = false)
  @Option(
      names = "--asked",
      paramLabel = "generated|real",
      defaultValue = "generated",
      description =
          "Ask for invented expressions, or for what the people of --real show, in words. Default:"
              + " ${DEFAULT-VALUE}.")
  private String asked = "generated";

  @Option(
      names = "--explain-kid",
      description = "With --real: also list what each feature adds to the distance.")
  private boolean explain;

  @Mixin private final CommonOptions common = new CommonOptions();

  private final Console console;
  private final Places places;

  EvaluateDiffusionCommand(Console console, Places places) {
    this.console = console;
    this.places = places;
  }

  /** One setting's measurements. */
  record Row(
      String motion,
      int steps,
      double frameGuidance,
      double textGuidance,
      MotionStudy.@Nullable Report report,
      @Nullable Double timelineConcordance,
      MotionBorders.@Nullable Report borders,
      MotionBorders.@Nullable Report bordersWithoutTail,
      MotionRealism.@Nullable Report realism,
      @Nullable List<MotionRealism.Part> parts) {}

  /** The document {@code argen/evaluate-diffusion/1}. */
  record Document(String schema, String model, String set, long seed, List<Row> rows) {}

  @Override
  public Integer call() {
    MotionModel model = weights == null ? MotionModel.shipped() : MotionModel.read(weights);
    MotionDescriber describer = Describers.valueOf(words.toUpperCase(Locale.ROOT)).describer();
    List<Row> rows = new ArrayList<>();
    try (TextEncoder encoder = new TextEncoder();
        Console.Display progress = console.progress()) {
      List<PeopleMotion> motions = real == null ? List.of() : people(real, progress);
      MotionCorpus corpus = corpus(motions, describer);
      MotionStudy study = new MotionStudy(corpus, takes, seed, shuffle, encoder);
      MotionBorders borders = new MotionBorders(corpus, describer, encoder, seed);
      MotionRealism realism =
          real == null
              ? null
              : new MotionRealism(motions.stream().map(PeopleMotion::motion).toList());
      rows.add(
          new Row(
              "dynamics",
              0,
              0,
              0,
              study.measureDynamics(),
              null,
              borders.measureDynamics(),
              null,
              realism == null ? null : realism.measure(flat(study.dynamics())),
              realism == null || !explain ? null : realism.explain(flat(study.dynamics()))));
      for (Setting s : settings()) {
        MotionSampler drawing =
            new MotionSampler(
                model,
                Objects.requireNonNull(SAMPLERS.get(s.sampler)),
                s.steps,
                DiffusionMotion.SHIFT,
                s.guidance,
                threads);
        boolean joined = !"steps".equals(table);
        rows.add(
            new Row(
                s.sampler,
                s.steps,
                s.guidance.frame(),
                s.guidance.text(),
                "borders".equals(table) ? null : study.measure(drawing, progress),
                table == null ? study.timeline(drawing, 4) : null,
                joined ? borders.measure(drawing, 8) : null,
                joined ? borders.measure(drawing, 1) : null,
                realism == null ? null : realism.measure(flat(study.draw(drawing, progress))),
                realism == null || !explain
                    ? null
                    : realism.explain(flat(study.draw(drawing, progress)))));
      }
    }
    Document document =
        new Document(
            "argen/evaluate-diffusion/1",
            weights == null ? "argen-motion-s" : weights.toString(),
            set,
            seed,
            rows);
    if (common.json) {
      console.document(document);
    } else {
      rows.forEach(this::print);
    }
    return ExitCode.DONE;
  }

  private static List<List<MotionFrame>> flat(List<List<List<MotionFrame>>> made) {
    return made.stream().flatMap(List::stream).toList();
  }

  private List<PeopleMotion> people(Path clips, Progress progress) {
    try (FaceKit kit = FaceKit.open(places, 1)) {
      List<PeopleMotion> motions = PeopleMotion.read(clips, people, kit, progress);
      if (motions.size() < 2) {
        throw new InputException(clips, "shows fewer than two faces", "give --real more clips");
      }
      return motions;
    }
  }

  /** Scripts of what people show, or of invented expressions. */
  private MotionCorpus corpus(List<PeopleMotion> motions, MotionDescriber describer) {
    if (!asked.equals("real")) {
      return new MotionCorpus(descriptions, set, seed, true, describer);
    }
    List<MotionScript> scripts = new ArrayList<>();
    for (PeopleMotion motion : motions) {
      TrackedWindow.of(motion.motion(), motion.emotion(), MotionScript.FRAMES / 2)
          .forEach(window -> scripts.add(window.script()));
    }
    return new MotionCorpus(scripts, set, seed, describer);
  }

  private record Setting(String sampler, int steps, Guidance guidance) {}

  private List<Setting> settings() {
    List<Setting> settings = new ArrayList<>();
    if ("guidance".equals(table) || "borders".equals(table)) {
      for (double f : new double[] {0, 1, 1.5, 2, 3}) {
        for (double t : new double[] {1, 3, 5}) {
          settings.add(new Setting(sampler, steps, new Guidance(f, t)));
        }
      }
    } else if ("steps".equals(table)) {
      for (String name : SAMPLERS.keySet()) {
        for (int n = 1; n <= 32; n *= 2) {
          settings.add(new Setting(name, n, new Guidance(frame, text)));
        }
      }
    } else {
      settings.add(new Setting(sampler, steps, new Guidance(frame, text)));
    }
    return settings;
  }

  private void print(Row row) {
    StringBuilder line = new StringBuilder();
    line.append(
        String.format(
            Locale.ROOT,
            "%-8s steps %2d frame %.1f text %.1f",
            row.motion(),
            row.steps(),
            row.frameGuidance(),
            row.textGuidance()));
    MotionStudy.Report r = row.report();
    if (r != null) {
      line.append(
          String.format(
              Locale.ROOT,
              " | concordance %.3f (pooled %.3f) | onset off %.1f (within 3: %.0f%%), apex off %.1f"
                  + " (%.0f%%) | not asked %.3f | diversity %.4f | jerk %.4f | head %.2f gaze %.2f"
                  + " deg | %.1f s",
              r.meanConcordance(),
              r.pooledConcordance(),
              r.onsetErrorFrames(),
              100 * r.onsetWithin3(),
              r.apexErrorFrames(),
              100 * r.apexWithin3(),
              r.notAsked(),
              r.diversity(),
              r.jerk(),
              r.headDegrees(),
              r.gazeDegrees(),
              r.seconds()));
    }
    if (row.borders() != null) {
      line.append(
          String.format(
              Locale.ROOT,
              " | border %.4f of step %.4f, drift %.2f deg",
              row.borders().jump(),
              row.borders().step(),
              row.borders().driftDegrees()));
    }
    if (row.bordersWithoutTail() != null) {
      line.append(
          String.format(
              Locale.ROOT,
              "; one frame known %.4f, %.2f deg",
              row.bordersWithoutTail().jump(),
              row.bordersWithoutTail().driftDegrees()));
    }
    if (row.timelineConcordance() != null) {
      line.append(
          String.format(Locale.ROOT, " | every 4th frame known %.3f", row.timelineConcordance()));
    }
    if (row.realism() != null) {
      line.append(
          String.format(
              Locale.ROOT,
              " | distance from %d real clips %.3f (%.3f to %.3f)",
              row.realism().realClips(),
              row.realism().distance(),
              row.realism().low(),
              row.realism().high()));
    }
    console.out().println(line);
    if (row.parts() != null) {
      for (MotionRealism.Part part : row.parts()) {
        console
            .out()
            .printf(
                Locale.ROOT,
                "  %-22s real %.4f made %.4f, %6.2f deviations away, %5.2f times as wide; without"
                    + " it %.1f%n",
                part.feature(),
                part.real(),
                part.made(),
                part.away(),
                part.wider(),
                part.without());
      }
    }
    if (table == null && r != null) {
      StringBuilder units = new StringBuilder(" ");
      r.concordance()
          .forEach((unit, v) -> units.append(String.format(Locale.ROOT, " %s %.2f", unit, v)));
      console.out().println(units);
    }
  }
}
