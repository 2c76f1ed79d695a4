package io.argen.cli;

import io.argen.diffusion.FlowOptions;
import io.argen.diffusion.TrainingState;
import io.argen.motion.MotionLatents;
import io.argen.motion.learn.Describers;
import io.argen.motion.learn.MotionCorpus;
import io.argen.motion.learn.MotionDescriber;
import io.argen.motion.learn.MotionModel;
import io.argen.motion.learn.MotionTrainer;
import io.argen.motion.learn.TrackedWindow;
import io.argen.report.LossChart;
import io.argen.run.AtomicFiles;
import io.argen.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
      "%nWrites model.safetensors, loss.png, and state.safetensors to go on from. See"
          + " docs/diffusion.md."
    })
final class TrainMotionCommand implements Callable<Integer> {
  /** Frames from one window of a clip to the next. */
  private static final int DATA_STRIDE = 2;

  private static final double NANOS = 1e9;
  private static final int NOTED_EVERY = 50;

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
          "Numbers a frame has within the transformer, a multiple of 32. Default: ${DEFAULT-VALUE}.")
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

  @Option(
      names = "--data",
      paramLabel = "DATA",
      description = {
        "Clips of people whose motion is learned beside the generated one: a folder, or a data set",
        "with a table. Rows without consent are not used. Only numbers are kept of them."
      })
  private @Nullable Path data;

  @Accepts(min = 0, max = 1)
  @Option(
      names = "--data-share",
      paramLabel = "X",
      defaultValue = "0.3",
      description = "Share of windows from --data. Default: ${DEFAULT-VALUE}.")
  private double dataShare;

  @Option(
      names = "--people",
      split = ",",
      paramLabel = "NAME",
      description =
          "With --data: of these people only (subjects, else ids of clips). Default: all.")
  private List<String> people = List.of();

  @Accepts(min = 1, max = 10_000_000)
  @Option(
      names = "--updates",
      paramLabel = "N",
      defaultValue = "8000",
      description = "Updates in all. Default: ${DEFAULT-VALUE}.")
  private int updates;

  @Accepts(min = 1, max = 4096)
  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "32",
      description = "Windows of motion an update. Default: ${DEFAULT-VALUE}.")
  private int batch;

  @Accepts(min = 1e-7, max = 1)
  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      defaultValue = "0.001",
      description = "At its highest. Default: ${DEFAULT-VALUE}.")
  private double learningRate;

  @Accepts(min = 0, max = 1_000_000)
  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "200",
      description = "Updates over which it rises. Default: ${DEFAULT-VALUE}.")
  private int warmUp;

  @Accepts(min = 0, max = 1)
  @Option(
      names = "--weight-decay",
      paramLabel = "X",
      defaultValue = "0.01",
      description = "Of AdamW, on matrices. Default: ${DEFAULT-VALUE}.")
  private double weightDecay;

  @Accepts(min = 0, max = 1)
  @Option(
      names = "--average",
      paramLabel = "X",
      defaultValue = "0.998",
      description = "Decay of the average of the weights. Default: ${DEFAULT-VALUE}.")
  private double average;

  @Accepts(min = 0, max = 1)
  @Option(
      names = "--text-dropout",
      paramLabel = "X",
      defaultValue = "0.1",
      description = "Share of windows without text. Default: ${DEFAULT-VALUE}.")
  private double textDropout;

  @Accepts(min = 0, max = 1)
  @Option(
      names = "--known-dropout",
      paramLabel = "X",
      defaultValue = "0.1",
      description =
          "Share of windows whose known frames are at full noise. Default: ${DEFAULT-VALUE}.")
  private double knownDropout;

  @Accepts(min = 0, max = 1)
  @Option(
      names = "--shared-level",
      paramLabel = "X",
      defaultValue = "0.6",
      description =
          "Share of windows with one noise level for all unknown frames; the others have one for"
              + " each. Default: ${DEFAULT-VALUE}.")
  private double sharedLevel;

  @Accepts(min = 0.01, max = 100)
  @Option(
      names = "--shift",
      paramLabel = "X",
      defaultValue = "3",
      description = "Of the noise levels toward noise. Default: ${DEFAULT-VALUE}.")
  private double shift;

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
            new FlowOptions(
                updates,
                warmUp,
                learningRate,
                weightDecay,
                1,
                average,
                textDropout,
                knownDropout,
                sharedLevel,
                shift,
                seed),
            batch,
            checkpointEvery,
            corpus(),
            from == null ? null : start(from),
            out);
    console
        .err()
        .printf(
            Locale.ROOT,
            "argen: %,d parameters, corpus %s%n",
            trainer.parameters(),
            trainer.corpusHash());
    TrainingState state;
    try (Console.Display progress = console.progress()) {
      state = trainer.run(updates, new Teller(), progress);
    }
    float[] losses = state.losses();
    Document document =
        new Document(
            "argen/train-motion/1",
            trainer.modelFile().toString(),
            trainer.parameters(),
            state.step(),
            recent(losses),
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
    MotionCorpus corpus = new MotionCorpus(descriptions, "train", seed, false, words);
    if (data == null) {
      return corpus;
    }
    try (FaceKit kit = FaceKit.open(places, 1);
        Console.Display progress = console.progress()) {
      List<TrackedWindow> windows =
          PeopleMotion.windows(PeopleMotion.read(data, people, kit, progress), DATA_STRIDE);
      console.err().printf(Locale.ROOT, "argen: %d windows of %s%n", windows.size(), data);
      return corpus.with(windows, dataShare, words);
    }
  }

  /** The mean of the last hundred. */
  private static double recent(float[] losses) {
    int n = Math.min(100, losses.length);
    double sum = 0;
    for (int i = losses.length - n; i < losses.length; i++) {
      sum += losses[i];
    }
    return sum / Math.max(1, n);
  }

  /** Says how fast it goes and when it will end. */
  private final class Teller implements MotionTrainer.Watcher {
    private long before = System.nanoTime();

    @Override
    public void after(TrainingState state) {
      if (state.step() % NOTED_EVERY != 0) {
        return;
      }
      long now = System.nanoTime();
      double each = (now - before) / NANOS / NOTED_EVERY;
      before = now;
      console
          .err()
          .printf(
              Locale.ROOT,
              "argen: update %d of %d, loss %.4f, %.2f updates/s, %.0f min to go%n",
              state.step(),
              updates,
              recent(state.losses()),
              1 / each,
              each * (updates - state.step()) / 60);
    }

    @Override
    public void wrote(Path model, TrainingState state) {
      LossChart.draw(out.resolve("loss.png"), "training loss", state.losses());
    }
  }
}
