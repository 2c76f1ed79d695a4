package io.argen.cli;

import io.argen.affect.Knowledge;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** ARGen's knowledge, and perhaps the user's. */
final class KnowledgeChoice {
  @Option(
      names = "--knowledge",
      paramLabel = "DIR",
      description =
          "A folder of your own passages and exemplars, one JSON object a line in .jsonl files.")
  private @Nullable Path folder;

  boolean hasOwn() {
    return folder != null;
  }

  Knowledge knowledge() {
    return folder == null ? Knowledge.builtIn() : Knowledge.builtIn().with(folder);
  }
}
