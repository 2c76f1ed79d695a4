package io.argen.cli;

import io.argen.config.Spelling;
import io.argen.recognize.Precision;
import io.argen.recognize.RecognizerKind;
import io.argen.recognize.ResNetOptions;
import io.argen.recognize.TrainingOptions;
import io.argen.run.InputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which recogniser is trained, and for how long. */
final class RecognizerChoice {
  @Accepts(
      words = {"mesh", "video"},
      numbers = false)
  @Option(
      names = {"--model", "--recognizer"},
      paramLabel = "KIND",
      defaultValue = "mesh",
      description = {
        "mesh: landmarks and Action Units over time; seconds on a CPU. video: a ResNet-18 on 16",
        "pictures of the face; minutes to hours. Default: ${DEFAULT-VALUE}."
      })
  private String kind = "mesh";

  @Accepts(min = ResNetOptions.PLANES_STEP, max = 512)
  @Option(
      names = "--width",
      paramLabel = "N",
      defaultValue = "64",
      description = {
        "Channels of the ResNet's first stage (video), a multiple of 16: 64 as published; 16 is",
        "several times as fast. Default: ${DEFAULT-VALUE}."
      })
  private int width;

  @Option(
      names = "--backbone",
      paramLabel = "FILE",
      description = {
        "Weights the ResNet starts from (video): safetensors with the names of torchvision's",
        "resnet18. Default: none, it starts untrained."
      })
  private @Nullable Path backbone;

  @Accepts(
      words = {"float32", "bfloat16"},
      numbers = false)
  @Option(
      names = "--precision",
      paramLabel = "TYPE",
      defaultValue = "float32",
      description = {
        "Of the ResNet while it is trained (video): float32, or bfloat16, about twice as fast on",
        "processors with AVX-512 BF16 or AMX. Default: ${DEFAULT-VALUE}."
      })
  private String precision = "float32";

  @Accepts(min = 1, max = 1_000_000)
  @Option(
      names = "--updates",
      paramLabel = "N",
      description = "Updates of a training at most. Default: 400; video 300.")
  private @Nullable Integer updates;

  @Accepts(min = 1e-7, max = 1)
  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      description = "Highest step size. Default: 0.002; video 0.0005.")
  private @Nullable Double learningRate;

  @Accepts(min = 0, max = 1_000_000)
  @Option(
      names = "--patience",
      paramLabel = "N",
      defaultValue = "0",
      description = {
        "Looks at val (one every 20 updates) without a better one before a training ends; 0: all",
        "updates are made, and the best weights kept. Default: ${DEFAULT-VALUE}."
      })
  private int patience;

  RecognizerKind kind() {
    return RecognizerKind.of(kind);
  }

  /** What was asked for, balance and seed left as they are. */
  TrainingOptions options() {
    boolean video = kind() == RecognizerKind.VIDEO;
    if (backbone != null && !video) {
      throw new InputException("--backbone is for --model video; leave it out, or add that");
    }
    if (backbone != null && !Files.isRegularFile(backbone)) {
      throw new InputException(backbone, "is no file", "give a safetensors file");
    }
    if (width % ResNetOptions.PLANES_STEP != 0) {
      throw new InputException(
          "--width " + width + ": give a multiple of " + ResNetOptions.PLANES_STEP);
    }
    TrainingOptions usual = TrainingOptions.of(kind());
    TrainingOptions with =
        video
            ? usual.resNet(
                new ResNetOptions(
                    width,
                    Optional.ofNullable(backbone),
                    Spelling.constant(Precision.class, precision)))
            : usual;
    return with.steps(updates == null ? usual.steps() : updates)
        .pace(learningRate == null ? usual.learningRate() : learningRate, patience);
  }
}
