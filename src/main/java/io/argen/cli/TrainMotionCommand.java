package io.argen.cli;

import io.argen.diffusion.TrainingState;
import io.argen.motion.MotionLatents;
import io.argen.motion.learn.Describers;
import io.argen.motion.learn.MotionCorpus;
import io.argen.motion.learn.MotionDescriber;
import io.argen.motion.learn.MotionModel;
import io.argen.motion.learn.MotionTrainer;
import io.argen.run.AtomicFiles;
import io.argen.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The motion model from described motion. */
@Command(
    name = "motion",
    description = {
      "%nTrains the diffusion model of motion on a generated corpus of described expressions.",
      "Stopped at any time, the same command goes on from the last checkpoint and ends with the",
      "same bits."
    },
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footer = {
      "%nExamples:",
      "  ./argen train motion --config configs/motion-s.yaml --out motion-s",
      "  ./argen train motion --updates 200 --descriptions 500 --out trial",
      "  ./argen train motion --from argen-motion-s --data my-clips --updates 500 --out mine",
      "%nWrites model.safetensors, loss.png, state.safetensors to go on from, and of --data the",
      "motion in numbers, people/. See docs/diffusion.md."
    })
final class TrainMotionCommand implements Callable<Integer> {
  private static final double NANOS = 1e9;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder of the model and its checkpoints.")
  private Path out = Path.of("");

  @Accepts(min = 32, max = 4096)
  @Option(
      names = "--width",
      paramLabel = "N",
      defaultValue = "160",
      description =
          "Numbers a frame has within the transformer, a multiple of 32. Default:"
              + " ${DEFAULT-VALUE}.")
  private int width;

  @Accepts(min = 1, max = 64)
  @Option(
      names = "--layers",
      paramLabel = "N",
      defaultValue = "5",
      description = "Blocks of the transformer. Default: ${DEFAULT-VALUE}.")
  private int layers;

  @Accepts(min = 8, max = 128)
  @Option(
      names = "--tokens",
      paramLabel = "N",
      defaultValue = "128",
      description = "Tokens read of a description. Default: ${DEFAULT-VALUE}.")
  private int tokens;

  @Accepts(min = 0, max = 64)
  @Option(
      names = "--residuals",
      paramLabel = "N",
      defaultValue = "0",
      description = "Components of a fitted basis to leave room for. Default: ${DEFAULT-VALUE}.")
  private int residuals;

  @Accepts(min = 1, max = 1_000_000)
  @Option(
      names = "--descriptions",
      paramLabel = "N",
      defaultValue = "8000",
      description =
          "Descriptions in the corpus; each has any number of takes. Default: ${DEFAULT-VALUE}.")
  private int descriptions;

  @Accepts(
      words = {"plain", "composed", "both"},
      numbers = false)
  @Option(
      names = "--describer",
      paramLabel = "plain|composed|both",
      defaultValue = "plain",
      description =
          "Short descriptions, those that describe and augment write, or either by chance. Default:"
              + " ${DEFAULT-VALUE}.")
  private String describer = "plain";

  @Option(
      names = "--from",
      paramLabel = "FILE",
      description = {
        "Go on from a model of the same size that train motion wrote, or from the one that comes",
        "with ARGen: argen-motion-s."
      })
  private @Nullable Path from;

  @Mixin private final ClipsChoice clips = new ClipsChoice();

  @Mixin private final FlowChoice flow = new FlowChoice();

  @Mixin private final DeviceChoice device = new DeviceChoice();

  @Accepts(min = 1, max = 1_000_000)
  @Option(
      names = "--checkpoint-every",
      paramLabel = "N",
      defaultValue = "250",
      description = "Updates between checkpoints. Default: ${DEFAULT-VALUE}.")
  private int checkpointEvery;

  @Accepts(min = 1, max = 256)
  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Of the tensor library; another number may give other bits. Default: ${DEFAULT-VALUE}.")
  private int threads;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "2026",
      description = "Of corpus, weights and noise. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Mixin private final CommonOptions common = new CommonOptions();

  private final Console console;
  private final Places places;

  TrainMotionCommand(Console console, Places places) {
    this.console = console;
    this.places = places;
  }

  /** The document {@code argen/train-motion/1}. */
  record Document(
      String schema,
      String model,
      int parameters,
      int updates,
      double loss,
      String corpusSha256,
      long seed,
      double seconds) {}

  @Override
  public Integer call() {
    long start = System.nanoTime();
    Tensors.useThreads(threads);
    try {
      Files.createDirectories(out);
    } catch (IOException e) {
      throw AtomicFiles.unwritable(out, e);
    }
    MotionTrainer trainer =
        new MotionTrainer(
                MotionTrainer.network(width, layers, tokens, MotionLatents.FIXED + residuals),
                flow.options(seed),
                flow.batch,
                checkpointEvery,
                corpus(),
                from == null ? null : start(from),
                out)
            .on(device.chosen());
    console
        .err()
        .printf(
            Locale.ROOT,
            "argen: %,d parameters, corpus %s%n",
            trainer.parameters(),
            trainer.corpusHash());
    TrainingState state;
    try (Console.Display progress = console.progress()) {
      state = trainer.run(flow.updates, new TrainingTeller(console, flow.updates, out), progress);
    }
    float[] losses = state.losses();
    Document document =
        new Document(
            "argen/train-motion/1",
            trainer.modelFile().toString(),
            trainer.parameters(),
            state.step(),
            TrainingTeller.recent(losses),
            trainer.corpusHash(),
            seed,
            (System.nanoTime() - start) / NANOS);
    if (common.json) {
      console.document(document);
    } else {
      console
          .out()
          .printf(
              Locale.ROOT,
              "%s: %,d parameters after %d updates, loss %.4f, %.0f s%n",
              document.model(),
              document.parameters(),
              document.updates(),
              document.loss(),
              document.seconds());
    }
    return ExitCode.DONE;
  }

  private static MotionModel start(Path from) {
    return from.equals(Path.of(MotionChoice.SHIPPED))
        ? MotionModel.shipped()
        : MotionModel.read(from);
  }

  private MotionCorpus corpus() {
    MotionDescriber words = Describers.valueOf(describer.toUpperCase(Locale.ROOT)).describer();
    return clips.with(
        new MotionCorpus(descriptions, "train", seed, false, words),
        words,
        out.resolve("people"),
        places,
        console);
  }
}
