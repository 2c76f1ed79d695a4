package io.argen.augment;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What became of an item; a line of {@code items.jsonl}.
 *
 * @param id of the item
 * @param fileName below the output folder, with forward slashes; also of a rejected item, whose
 *     clip is not kept
 * @param bytes size of the clip; 0 if rejected
 * @param status {@code kept} or {@code rejected}
 * @param label as the data set spells it
 * @param emotion canonical name
 * @param subject as the data set names them
 * @param source the real clip below the output folder
 * @param frame of the source
 * @param seed of the attempt that was kept, or of the last
 * @param attempts clips made
 * @param ausAsked channel to the rendered peak, 0-5
 * @param ausMeasured channel to the measured peak, 0-5
 * @param curves for drawing
 * @param scores of the kept attempt, or of the last; null if nothing could be made
 * @param reason why it was rejected
 */
public record ItemRecord(
    String id,
    String fileName,
    long bytes,
    String status,
    String label,
    @Nullable String emotion,
    @Nullable String subject,
    String source,
    int frame,
    long seed,
    int attempts,
    SortedMap<String, Double> ausAsked,
    SortedMap<String, Double> ausMeasured,
    ItemCurves curves,
    @Nullable Scores scores,
    @Nullable String reason) {

  /** Unit to its value in every frame, the stronger side, for units that play a part. */
  public record ItemCurves(
      SortedMap<String, List<Double>> asked, SortedMap<String, List<Double>> measured) {}

  /** The same without its clip. */
  ItemRecord rejected(String why) {
    return new ItemRecord(
        id,
        fileName,
        0,
        "rejected",
        label,
        emotion,
        subject,
        source,
        frame,
        seed,
        attempts,
        ausAsked,
        ausMeasured,
        curves,
        scores,
        why);
  }

  /** Whether the clip is in the output. */
  public boolean kept() {
    return status.equals("kept");
  }
}
