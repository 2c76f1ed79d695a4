package io.argen.cli;

import io.argen.affect.TextEncoder;
import io.argen.diffusion.Guidance;
import io.argen.evaluate.MotionBorders;
import io.argen.evaluate.MotionRealism;
import io.argen.evaluate.MotionStudy;
import io.argen.motion.learn.Describers;
import io.argen.motion.learn.MotionCorpus;
import io.argen.motion.learn.MotionDescriber;
import io.argen.motion.learn.MotionModel;
import io.argen.motion.learn.MotionScript;
import io.argen.motion.learn.TrackedWindow;
import io.argen.run.InputException;
import io.argen.run.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

  @Mixin private final DeviceChoice device = new DeviceChoice();

  @Mixin private final CommonOptions common = new CommonOptions();

  private final Console console;
  private final Places places;

  EvaluateDiffusionCommand(Console console, Places places) {
    this.console = console;
    this.places = places;
  }

  /** The document {@code argen/evaluate-diffusion/1}. */
  record Document(
      String schema, String model, String set, long seed, List<DiffusionRows.Row> rows) {}

  @Override
  public Integer call() {
    MotionModel model =
        (weights == null ? MotionModel.shipped() : MotionModel.read(weights)).on(device.chosen());
    MotionDescriber describer = Describers.valueOf(words.toUpperCase(Locale.ROOT)).describer();
    List<DiffusionRows.Row> rows = new ArrayList<>();
    try (TextEncoder encoder = new TextEncoder();
        Console.Display progress = console.progress()) {
      List<PeopleMotion> motions = real == null ? List.of() : people(real, progress);
      MotionCorpus corpus = corpus(motions, describer);
      MotionStudy study = new MotionStudy(corpus, takes, seed, shuffle, encoder);
      MotionRealism realism =
          real == null
              ? null
              : new MotionRealism(motions.stream().map(PeopleMotion::motion).toList());
      DiffusionRows measured =
          new DiffusionRows(
              study, new MotionBorders(corpus, describer, encoder, seed), realism, explain);
      rows.add(measured.dynamics());
      DiffusionRows.Setting one =
          new DiffusionRows.Setting(sampler, steps, new Guidance(frame, text));
      for (DiffusionRows.Setting setting : DiffusionRows.settings(table, one)) {
        rows.add(measured.row(model, setting, threads, table, progress));
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
      rows.forEach(new DiffusionPrinter(console, table == null)::print);
    }
    return ExitCode.DONE;
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
}
