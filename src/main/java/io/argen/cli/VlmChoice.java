package io.argen.cli;

import io.argen.affect.Knowledge;
import io.argen.affect.vlm.VlmConfig;
import io.argen.affect.vlm.VlmPromptWriter;
import io.argen.config.YamlConfig;
import io.argen.run.InputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Whether a vision-language model writes descriptions. */
final class VlmChoice {
  @Option(
      names = "--vlm",
      paramLabel = "FILE.yaml",
      description = {
        "Let a vision-language model write: its server stands in the file's section vlm",
        "(docs/asi.md). A face leaves this machine only if that says send_images: true."
      })
  private @Nullable Path file;

  /** The writer of the section {@code vlm} of {@code --vlm}, else of {@code --config}. */
  Optional<VlmPromptWriter> writer(
      CommandSpec spec, @Nullable Path config, Knowledge knowledge, Path cache) {
    Path from = file == null ? config : file;
    if (from == null) {
      return Optional.empty();
    }
    if (!Files.isRegularFile(from)) {
      throw new InputException(
          from, "is no readable file", "give --vlm a YAML file with a section vlm");
    }
    Map<String, String> values =
        YamlConfig.read(from, OptionTypes.schema(spec.root())).valuesOf("vlm");
    if (!values.containsKey("provider") && file == null) {
      return Optional.empty();
    }
    return Optional.of(new VlmPromptWriter(VlmConfig.of(values), knowledge, cache, System::getenv));
  }
}
