package io.argen.cli;

import io.argen.augment.FaceStudio;
import io.argen.augment.studio.AnimationStudio;
import io.argen.augment.studio.ReenactmentStudio;
import io.argen.dataset.Dataset;
import io.argen.dataset.Sample;
import io.argen.evaluate.study.Arm;
import io.argen.evaluate.study.Study;
import io.argen.evaluate.study.StudyFold;
import io.argen.evaluate.study.StudyPools;
import io.argen.evaluate.study.StudyReport;
import io.argen.motion.ExpressionDynamics;
import io.argen.report.StudyPage;
import io.argen.run.ContentCache;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Whether augmentation helps recognition. */
@Command(
    name = "study",
    description = {
      "%nTrains recognisers with and without synthetic clips and judges them on people they have"
          + " never",
      "seen. Synthetic clips are made from the training people of each fold alone. All arms take"
          + " the",
      "same number of updates; which weights are kept is decided on real clips of other people.",
      "Give the same command again to continue, or with more arms or seeds to add them."
    },
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footer = {
      "%nExamples:",
      "  ./argen evaluate study faces --out study",
      "  ./argen evaluate study DFEW --out study --folds 1 --config configs/study.yaml",
      "  ./argen evaluate study faces --out study-video --recognizer video --width 16 --folds 1",
      "%nArms: real, oversample, class-weighted, logit-adjusted (real clips alone); reenactment"
          + " (the",
      "motion of another training person), dynamics, diffusion[=WEIGHTS], control (diffusion in"
          + " full",
      "classes too), set=DIR (what augment made of this train split). These also as NAME-only"
          + " (without",
      "real clips) and NAME@RATIO (so many synthetic clips for each real one of a class at most).",
      "%nWrites STUDY.md, result.json, predictions.csv and pictures. A set with a test split keeps"
          + " it",
      "(DFEW, MAFW: their folds); others are dealt into folds by person."
    })
final class EvaluateStudyCommand implements Callable<Integer> {
  private static final Set<String> FOLDED = Set.of("dfew", "mafw");
  private static final int MOST = 1000;

  @Parameters(paramLabel = "DATA", description = "A data set; see docs/data-sets.md.")
  private Path data = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "A folder that is new, empty, or of the same study.")
  private Path out = Path.of("");

  @Option(
      names = "--arms",
      split = ",",
      paramLabel = "ARM",
      description = "What to compare. Default: all, with diffusion@1 and diffusion-only.")
  private List<String> arms = Arm.USUAL;

  @Accepts(min = 1, max = MOST)
  @Option(
      names = "--folds",
      paramLabel = "N",
      defaultValue = "5",
      description = {
        "Folds; of published ones the first N; 1: the first of five that people are dealt into.",
        "Default: ${DEFAULT-VALUE}."
      })
  private int folds;

  @Accepts(min = 1, max = MOST)
  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Trainings of each arm in each fold. Default: ${DEFAULT-VALUE}.")
  private int seeds;

  @Option(
      names = "--resplit",
      description = "Deal people into folds even if the set has a test split.")
  private boolean resplit;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Of folds, synthetic clips and trainings. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Mixin private final RecognizerChoice recognizer = new RecognizerChoice();
  @Mixin private final DataOptions from = new DataOptions();
  @Mixin private final BatchOptions batch = new BatchOptions();
  @Mixin private final CacheOptions cacheOptions = new CacheOptions();
  @Mixin private final CommonOptions common = new CommonOptions();

  private final Console console;
  private final Places places;

  EvaluateStudyCommand(Console console, Places places) {
    this.console = console;
    this.places = places;
  }

  @Override
  public Integer call() {
    List<Arm> asked = arms.stream().map(Arm::parse).distinct().toList();
    Dataset set = from.read(data);
    boolean published = !resplit && !set.split("test").isEmpty();
    StudyReport report =
        run(
            console,
            places,
            cacheOptions.open(places),
            new Study.Request(
                out,
                set,
                published ? published(set) : StudyFold.dealt(set, folds, seed),
                published ? "published" : "dealt",
                asked,
                seeds,
                recognizer.options(),
                seed,
                batch.threads()));
    if (common.json) {
      console.document(report);
    } else {
      StudyPage.table(report).forEach(console.out()::println);
      console.out().println(out.resolve(StudyPage.NAME));
    }
    return ExitCode.DONE;
  }

  /** Runs a study and draws its page; closes the cache. */
  static StudyReport run(
      Console console, Places places, ContentCache cache, Study.Request request) {
    StudyReport report;
    try (LazyNets nets = new LazyNets(places, 1);
        FaceFeatures faces = new FaceFeatures(places, nets, cache);
        Makers makers = new Makers(nets, cache);
        Console.Display progress = console.progress()) {
      report =
          Study.run(
              request,
              faces.features(request.training().kind()),
              makers,
              progress,
              Clock.systemUTC());
    }
    StudyPage.write(request.out(), report);
    return report;
  }

  private List<StudyFold> published(Dataset first) {
    if (!FOLDED.contains(first.layout())) {
      return List.of(StudyFold.published(first, 1, seed));
    }
    List<StudyFold> all = new ArrayList<>();
    for (int f = 1; f <= Math.min(folds, 5); f++) {
      all.add(StudyFold.published(from.read(data, f), f, seed));
    }
    return all;
  }

  /** What makes each arm's clips, opened when first asked for. */
  private static final class Makers implements StudyPools.Studios, AutoCloseable {
    private final AnimationStudio dynamics;
    private final ReenactmentStudio reenactment;
    private final LazyNets nets;
    private final ContentCache cache;
    private final Map<String, FaceStudio> diffusion = new HashMap<>();
    private final Map<String, MotionChoice.Open> opened = new LinkedHashMap<>();

    Makers(LazyNets nets, ContentCache cache) {
      this.nets = nets;
      this.cache = cache;
      this.dynamics = new AnimationStudio(nets, new ExpressionDynamics(), cache);
      this.reenactment = new ReenactmentStudio(dynamics, List.of());
    }

    @Override
    public FaceStudio of(Arm arm, List<Sample> train) {
      return switch (arm.origin()) {
        case REENACTMENT -> reenactment.with(train);
        case DIFFUSION, CONTROL ->
            diffusion.computeIfAbsent(arm.weights().orElse(""), this::diffusion);
        default -> dynamics;
      };
    }

    private FaceStudio diffusion(String weights) {
      MotionChoice choice = new MotionChoice();
      choice.weights = weights.isEmpty() ? null : Path.of(weights);
      MotionChoice.Open open = choice.open();
      opened.put(weights, open);
      return new AnimationStudio(nets, open.source(), cache);
    }

    @Override
    public void close() {
      opened.values().forEach(MotionChoice.Open::close);
    }
  }
}
