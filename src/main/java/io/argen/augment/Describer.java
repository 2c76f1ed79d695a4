package io.argen.augment;

import io.argen.affect.ComposedPromptWriter;
import io.argen.affect.Knowledge;
import io.argen.affect.PromptWriter;
import io.argen.affect.vlm.VlmPromptWriter;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who writes the descriptions of a run, and from what.
 *
 * @param knowledge the passages that may be cited
 * @param writer asked for one description at a time, in the order of the plan
 * @param model the writer again where it is a vision-language model; else null
 * @param settings what descriptions depend on besides the seed, for the run's definition
 */
public record Describer(
    Knowledge knowledge,
    PromptWriter writer,
    @Nullable VlmPromptWriter model,
    SortedMap<String, String> settings) {
  public Describer {
    settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
  }

  /** Over ARGen's own knowledge, without a network. */
  public static Describer composed() {
    return Composed.DESCRIBER;
  }

  /** Opened once, when first needed. */
  private static final class Composed {
    static final Describer DESCRIBER =
        new Describer(
            Knowledge.builtIn(),
            new ComposedPromptWriter(Knowledge.builtIn()),
            null,
            new TreeMap<>());
  }
}
