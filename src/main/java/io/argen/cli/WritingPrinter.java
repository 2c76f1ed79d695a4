package io.argen.cli;

import io.argen.affect.vlm.VlmUsage;
import java.util.List;
import java.util.Locale;

/** What a model that describes has cost, in words. */
final class WritingPrinter {
  private WritingPrinter() {}

  static String line(VlmUsage.Counts vlm) {
    return String.format(
        Locale.ROOT,
        "%d by the model, %d by the composer in its place; %d calls, %d failed, %d repairs, %d"
            + " answers from the cache, %d tokens in, %d out",
        vlm.byModel(),
        vlm.byComposer(),
        vlm.calls(),
        vlm.failed(),
        vlm.repairs(),
        vlm.cached(),
        vlm.inputTokens(),
        vlm.outputTokens());
  }

  /** Why the composer wrote; it is no result, so it belongs to stderr. */
  static List<String> reasons(VlmUsage.Counts vlm) {
    return vlm.reasons().entrySet().stream()
        .map(e -> "argen: composed instead (" + e.getValue() + "): " + e.getKey())
        .toList();
  }
}
