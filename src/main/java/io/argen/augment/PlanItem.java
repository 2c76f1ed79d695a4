package io.argen.augment;

import io.argen.facs.ActionUnits;
import io.argen.run.Digests;
import io.argen.run.Json;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One clip to make; a line of {@code plan.jsonl}.
 *
 * @param id the hash of everything else, 20 hex digits; also the clip's file name
 * @param label as the data set spells it
 * @param emotion canonical name; null for a class of the user's own
 * @param subject the person; null if the set does not say
 * @param source id of the real clip the face comes from
 * @param sourceHash SHA-256 of that clip
 * @param frame 0-based frame of that clip
 * @param openMouth 0-based frame of that clip whose mouth is open, for what lips hide; -1 if none
 *     is
 * @param ordinal how many earlier items ask the same of the same source
 * @param round 0 for the first plan; later rounds replace what was rejected
 * @param intensity 0-1, drawn from the data
 * @param ausAsked the wanted expression, channel name to 0-5
 * @param ausMoved what must be added to the source's own face, channel name to 0-5
 * @param look appearance, drawn from the data
 * @param seed of this item; every attempt derives its own
 * @param prompt the expression in words
 */
public record PlanItem(
    String id,
    String label,
    @Nullable String emotion,
    @Nullable String subject,
    String source,
    String sourceHash,
    int frame,
    int openMouth,
    int ordinal,
    int round,
    double intensity,
    SortedMap<String, Double> ausAsked,
    SortedMap<String, Double> ausMoved,
    ClipLook look,
    long seed,
    String prompt) {
  private static final int ID_DIGITS = 20;

  public PlanItem {
    ausAsked = Collections.unmodifiableSortedMap(new TreeMap<>(ausAsked));
    ausMoved = Collections.unmodifiableSortedMap(new TreeMap<>(ausMoved));
  }

  /** A copy whose id is the hash of what defines it. */
  PlanItem identified() {
    String hash = Digests.hex(Json.line(withId("")));
    return withId(hash.substring(0, ID_DIGITS));
  }

  private PlanItem withId(String newId) {
    return with(newId, prompt);
  }

  /** A copy without an id and with these words. */
  PlanItem worded(String words) {
    return with("", words);
  }

  private PlanItem with(String newId, String words) {
    return new PlanItem(
        newId,
        label,
        emotion,
        subject,
        source,
        sourceHash,
        frame,
        openMouth,
        ordinal,
        round,
        intensity,
        ausAsked,
        ausMoved,
        look,
        seed,
        words);
  }

  /** The wanted expression. */
  public ActionUnits asked() {
    return ActionUnitMaps.units(ausAsked);
  }

  /** What must be added to the source's own face to get there. */
  public ActionUnits moved() {
    return ActionUnitMaps.units(ausMoved);
  }

  /** The file or folder name below {@code OUT/train/synthetic/}. */
  public String fileName() {
    return look.isFolder() ? id : id + ".mp4";
  }
}
