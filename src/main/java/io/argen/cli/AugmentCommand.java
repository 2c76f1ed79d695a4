package io.argen.cli;

import io.argen.augment.AugmentEstimate;
import io.argen.augment.AugmentOptions;
import io.argen.augment.AugmentResult;
import io.argen.augment.Augmenter;
import io.argen.augment.Describer;
import io.argen.augment.Reviews;
import io.argen.dataset.Dataset;
import io.argen.run.ContentCache;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The main job. */
@Command(
    name = "augment",
    description = {
      "%nFills the scarce classes of a data set with synthetic clips of its own people and writes the",
      "whole as a new data set. Only the train split is filled. Give the same command again to",
      "continue after an interruption."
    },
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footer = {
      "%nExamples:",
      "  ./argen augment faces --out balanced --dry-run     what would be made, how long, how large",
      "  ./argen augment faces --out balanced               every class as large as the largest",
      "  ./argen augment faces --out more --classes fear,disgust --target 200 --seed 7",
      "  ./argen augment faces --out told --vlm vlm.yaml    descriptions by a vision-language model",
      "  ./argen augment faces --out own --prototype awe=1=2,2=2,5=3,26=3"
    })
final class AugmentCommand implements Callable<Integer> {
  private static final int MANY = 1_000_000;

  @Parameters(
      paramLabel = "DATA",
      description =
          "A folder with one folder of clips a class, or with metadata.csv or metadata.jsonl (columns"
              + " file_name,label and, if known, subject,split,consent), or DFEW, FERV39k, MAFW, CK+"
              + " or RAVDESS as published. It is only read.")
  private Path data = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "A folder that is new, empty, or of the same command's earlier start.")
  private Path out = Path.of("");

  @Accepts(words = "balance", min = 1)
  @Option(
      names = "--target",
      paramLabel = "balance|N",
      defaultValue = "balance",
      description =
          "Clips every class shall have: as many as the largest, or N. Default: ${DEFAULT-VALUE}.")
  private String target = "balance";

  @Option(
      names = "--classes",
      split = ",",
      paramLabel = "LABEL",
      description = "Fill these only, for instance fear,disgust. Default: all.")
  private List<String> classes = List.of();

  @Accepts(min = 0, max = MANY)
  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Most clips to make. Default: no limit.")
  private @Nullable Integer limit;

  @Accepts(min = 1, max = MANY)
  @Option(
      names = "--max-per-source",
      paramLabel = "N",
      defaultValue = "20",
      description = "Most clips made from one real clip. Default: ${DEFAULT-VALUE}.")
  private int maxPerSource;

  @Accepts(min = 1, max = 64)
  @Option(
      names = "--candidates",
      paramLabel = "N",
      defaultValue = "1",
      description = "Clips made for each that is kept; the best counts. Default: ${DEFAULT-VALUE}.")
  private int candidates;

  @Accepts(
      words = {"hard", "copy", "symlink"},
      numbers = false)
  @Option(
      names = "--link",
      paramLabel = "hard|copy|symlink",
      defaultValue = "hard",
      description =
          "How real files come into DIR; hard links become copies where there are none. Default:"
              + " ${DEFAULT-VALUE}.")
  private String link = "hard";

  @Option(
      names = "--prototype",
      paramLabel = "LABEL=AUS",
      description =
          "What a class that ARGen does not know looks like, as in awe=1=2,2=2,5=3, or a compound"
              + " emotion, as in awe=awed; may be repeated.")
  private List<String> prototypes = List.of();

  @Option(
      names = "--control",
      description =
          "Make clips for full classes too, as many as the class that gets most, so that being"
              + " synthetic says nothing of the class.")
  private boolean control;

  @Accepts(
      words = {"real", "plain"},
      numbers = false)
  @Option(
      names = "--look",
      paramLabel = "real|plain",
      defaultValue = "real",
      description =
          "Size, length, rate, container and compression of synthetic clips: as real clips have them,"
              + " or all alike, which is only good for measuring what the former does. Default:"
              + " ${DEFAULT-VALUE}.")
  private String look = "real";

  @Option(
      names = "--reject",
      paramLabel = "LIST",
      description = {
        "A text file of synthetic clips of DIR that you looked at and do not want, one a line:",
        "they are deleted and others are made in their place. Later starts remember it."
      })
  private @Nullable Path reject;

  @Option(
      names = "--dry-run",
      description = "Print counts, time and space only; nothing is written.")
  private boolean dryRun;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Of every random choice. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private final PrototypeChoice table = new PrototypeChoice();
  @Mixin private final WritingChoice writing = new WritingChoice();
  @Mixin private final MotionChoice motion = new MotionChoice();

  @Accepts(min = 0, max = MANY)
  @Option(
      names = "--adapt",
      paramLabel = "N",
      defaultValue = "20",
      description =
          "With --motion diffusion: first let the model learn from the data's own clips of every"
              + " class that has N or more; 0: never. Default: ${DEFAULT-VALUE}.")
  private int adapt;

  @Accepts(min = 1, max = MANY)
  @Option(
      names = "--adapt-updates",
      paramLabel = "N",
      defaultValue = "200",
      description = "Updates of that learning. Default: ${DEFAULT-VALUE}.")
  private int adaptUpdates;

  @Mixin private final DataOptions from = new DataOptions();
  @Mixin private final BatchOptions batch = new BatchOptions();
  @Mixin private final CacheOptions cacheOptions = new CacheOptions();
  @Mixin private final CommonOptions common = new CommonOptions();

  private final Console console;
  private final Places places;

  AugmentCommand(Console console, Places places) {
    this.console = console;
    this.places = places;
  }

  @Override
  public Integer call() {
    AugmentOptions options = options();
    Dataset set = from.read(data);
    if (dryRun) {
      AugmentEstimate estimate = Augmenter.estimate(options, set);
      if (common.json) {
        console.document(estimate);
      } else {
        new AugmentPrinter(console).print(estimate);
      }
      return ExitCode.of(
          estimate.skipped().isEmpty() && estimate.shortfall().isEmpty(), batch.strict);
    }
    if (reject != null) {
      Reviews.add(out, reject);
    }
    Describer describer =
        writing.describer(spec, common.config, table.table(), places.cache().resolve("vlm"));
    AugmentResult result;
    try (LazyNets nets = new LazyNets(places, 1);
        ContentCache cache = cacheOptions.open(places)) {
      motion.adapt = adapt;
      motion.adaptUpdates = adaptUpdates;
      if (motion.trained()) {
        new OwnMotion(console, places, nets, cache).adapt(motion, set);
      }
      try (MotionChoice.Open moves = motion.open()) {
        result =
            new AugmentJob(console, nets, moves.source(), table.table(), describer, cache)
                .run(options, set);
      }
    }
    if (common.json) {
      console.document(result);
    } else {
      new AugmentPrinter(console).print(result);
    }
    return ExitCode.of(result.complete(), batch.strict);
  }

  private AugmentOptions options() {
    return new AugmentOptions(
        out,
        target.equals("balance") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(target)),
        new TreeSet<>(classes),
        limit == null ? OptionalInt.empty() : OptionalInt.of(limit),
        maxPerSource,
        candidates,
        seed,
        batch.threads(),
        AugmentOptions.Link.valueOf(link.toUpperCase(Locale.ROOT)),
        Prototypes.parse(prototypes),
        control,
        look.equals("plain"));
  }
}
