package io.argen.cli;

import io.argen.affect.TextEncoder;
import io.argen.diffusion.EulerSampler;
import io.argen.motion.ExpressionDynamics;
import io.argen.motion.MotionSource;
import io.argen.motion.learn.DiffusionMotion;
import io.argen.motion.learn.MotionModel;
import io.argen.motion.learn.MotionSampler;
import io.argen.motion.learn.PlainDescriber;
import io.argen.run.ArgenException;
import io.argen.run.Digests;
import io.argen.run.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What moves faces, as the options of a verb choose it. */
final class MotionChoice {
  static final String SHIPPED = "argen-motion-s";
  static final int STEPS = 8;
  private static final int NAME_LENGTH = 12;

  @Accepts(
      words = {"diffusion", "dynamics"},
      numbers = false)
  @Option(
      names = "--motion",
      paramLabel = "diffusion|dynamics",
      defaultValue = "diffusion",
      description =
          "What moves the face: a trained model that is told in words, or hand-made time courses."
              + " Default: ${DEFAULT-VALUE}.")
  String motion = "diffusion";

  @Accepts(min = 1, max = 1000)
  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "" + STEPS,
      description = "Steps of --motion diffusion. Default: ${DEFAULT-VALUE}.")
  int steps = STEPS;

  @Option(
      names = "--weights",
      paramLabel = "FILE",
      description =
          "A model that train motion wrote, for --motion diffusion. Default: argen-motion-s.")
  @Nullable Path weights;

  @Mixin private final DeviceChoice device = new DeviceChoice();

  /** Clips of a class from which on {@code augment} fits the model to them; set by its options. */
  int adapt;

  int adaptUpdates = 1;

  boolean trained() {
    return motion.equals("diffusion");
  }

  /** Opened once; closes what it loaded. */
  static final class Open implements AutoCloseable {
    private final MotionSource source;
    private final @Nullable TextEncoder encoder;

    private Open(MotionSource source, @Nullable TextEncoder encoder) {
      this.source = source;
      this.encoder = encoder;
    }

    MotionSource source() {
      return source;
    }

    /** Whether the end of a text does not fit and is not read. */
    boolean cuts(String text) {
      return encoder != null && encoder.cuts(text);
    }

    @Override
    public void close() {
      if (encoder != null) {
        encoder.close();
      }
    }
  }

  /** What is being loaded on a thread of its own while the caller does other work. */
  static final class Opening implements AutoCloseable {
    private final FutureTask<Open> task;

    private Opening(Callable<Open> work) {
      task = new FutureTask<>(work);
      Thread thread = new Thread(task, "open-motion");
      thread.setDaemon(true);
      thread.start();
    }

    /** Waits for it; what opening threw is thrown here. */
    Open get() {
      try {
        return task.get();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RuntimeException cause) {
          throw cause;
        }
        throw new ArgenException("the motion model does not load: " + e.getCause(), e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ArgenException("interrupted while the motion model was loaded", e);
      }
    }

    /** Also waits, so that nothing is torn down while it loads. */
    @Override
    public void close() {
      try {
        get().close();
      } catch (ArgenException e) {
        // Whoever asked for it has been told.
      }
    }
  }

  /** Begins to load what is needed. */
  Opening opening() {
    return new Opening(this::open);
  }

  /**
   * Loads what is needed.
   *
   * @throws InputException if the weights are no model
   */
  Open open() {
    if (!trained()) {
      return new Open(new ExpressionDynamics(), null);
    }
    TextEncoder encoder = new TextEncoder();
    try {
      return new Open(diffusion(encoder), encoder);
    } catch (RuntimeException e) {
      encoder.close();
      throw e;
    }
  }

  private DiffusionMotion diffusion(TextEncoder encoder) {
    Path file = weights;
    MotionModel model = model().on(device.chosen());
    MotionSampler sampler =
        new MotionSampler(
            model, new EulerSampler(), steps, DiffusionMotion.SHIFT, DiffusionMotion.GUIDANCE, 1);
    return new DiffusionMotion(
        model,
        sampler,
        new PlainDescriber(),
        encoder,
        (file == null ? SHIPPED : hash(file)) + "/" + steps);
  }

  /** The model that is chosen. */
  MotionModel model() {
    return weights == null ? MotionModel.shipped() : MotionModel.read(weights);
  }

  /** A short name for a file's content. */
  static String hash(Path file) {
    try {
      return Digests.ofContent(file).substring(0, NAME_LENGTH);
    } catch (IOException e) {
      throw new InputException(
          file, "cannot be read", "give a model that argen train motion wrote", e);
    }
  }
}
