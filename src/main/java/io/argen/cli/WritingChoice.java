package io.argen.cli;

import io.argen.affect.ComposedPromptWriter;
import io.argen.affect.EvidenceFinder;
import io.argen.affect.Knowledge;
import io.argen.affect.PromptWriter;
import io.argen.affect.PrototypeTable;
import io.argen.affect.Retriever;
import io.argen.affect.vlm.VlmConfig;
import io.argen.affect.vlm.VlmPromptWriter;
import io.argen.augment.Describer;
import io.argen.config.YamlConfig;
import io.argen.run.InputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Who writes descriptions, and from what. */
final class WritingChoice {
  @Option(
      names = "--vlm",
      paramLabel = "FILE.yaml",
      description = {
        "Let a vision-language model write: its server stands in the file's section vlm",
        "(docs/asi.md). A face leaves this machine only if that says send_images: true."
      })
  private @Nullable Path file;

  @Mixin private final KnowledgeChoice choice = new KnowledgeChoice();

  /**
   * The writer of the section {@code vlm} of {@code --vlm}, else of {@code --config}; without one
   * the composer.
   *
   * @param table whose rows are cited before others
   * @param cache for a model's answers
   */
  Describer describer(CommandSpec spec, @Nullable Path config, PrototypeTable table, Path cache) {
    Knowledge knowledge = choice.knowledge();
    SortedMap<String, String> settings = new TreeMap<>();
    if (choice.hasOwn()) {
      settings.put("knowledge", knowledge.fingerprint());
    }
    EvidenceFinder evidence = new EvidenceFinder(new Retriever(knowledge), table);
    Optional<VlmConfig> vlm = config(spec, config);
    vlm.ifPresent(section -> settings.put("vlm", section.fingerprint()));
    VlmPromptWriter model =
        vlm.map(section -> new VlmPromptWriter(section, evidence, cache, System::getenv))
            .orElse(null);
    PromptWriter writer = model == null ? new ComposedPromptWriter(evidence) : model;
    return new Describer(knowledge, writer, model, settings);
  }

  private Optional<VlmConfig> config(CommandSpec spec, @Nullable Path config) {
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
    return values.containsKey("provider") || file != null
        ? Optional.of(VlmConfig.of(values))
        : Optional.empty();
  }
}
