package io.argen.augment;

import io.argen.affect.vlm.VlmUsage;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a run did; {@code result.json} and what {@code augment --json} prints.
 *
 * @param schema {@code argen/augment/1}
 * @param out the output folder
 * @param report the report's place
 * @param countsBefore split to label to clips
 * @param countsAfter split to label to clips
 * @param synthetic clips made and kept, those of earlier starts included
 * @param reused those of them that an earlier start had made
 * @param rejected items given up
 * @param skipped files and persons that could not be used
 * @param shortfall label to the clips still lacking; only labels that fall short
 * @param leftAlone label without a known meaning to the clips it lacks
 * @param descriptions who described the clips
 * @param warnings what the user should know
 * @param seconds stage to wall-clock seconds of this start
 * @param clipsPerMinute checked clips made in this start a minute of making; 0 if none
 */
public record AugmentResult(
    String schema,
    String out,
    String report,
    SortedMap<String, SortedMap<String, Integer>> countsBefore,
    SortedMap<String, SortedMap<String, Integer>> countsAfter,
    int synthetic,
    int reused,
    int rejected,
    List<Skipped> skipped,
    SortedMap<String, Integer> shortfall,
    SortedMap<String, Integer> leftAlone,
    Written descriptions,
    List<String> warnings,
    Map<String, Double> seconds,
    double clipsPerMinute) {

  /**
   * Who wrote the descriptions.
   *
   * @param by writer to items, earlier starts included
   * @param vlm calls and tokens of this start; null if no model was asked
   */
  public record Written(SortedMap<String, Integer> by, VlmUsage.@Nullable Counts vlm) {}

  /** A file or person that could not be used, and why. */
  public record Skipped(String path, String reason) {}

  /** Whether nothing was skipped and no class fell short: exit 0 rather than 3. */
  public boolean complete() {
    return skipped.isEmpty() && shortfall.isEmpty();
  }
}
