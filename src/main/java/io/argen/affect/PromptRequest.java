package io.argen.affect;

import io.argen.facs.ActionUnits;
import io.argen.facs.Emotion;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to be described.
 *
 * @param label the class as its data set spells it; used where there is no emotion
 * @param emotion null for a class of the user's own
 * @param apex the planned expression at its strongest, 0-5 a side
 * @param timing null if it is not known; then nothing is said of it
 * @param manner posed or spontaneous
 * @param headGaze null if it is not known
 * @param faceKinds what is known of the face; may be empty
 * @param seed of the wording
 */
public record PromptRequest(
    String label,
    @Nullable Emotion emotion,
    ActionUnits apex,
    @Nullable Timing timing,
    Manner manner,
    @Nullable HeadGaze headGaze,
    Set<FaceKind> faceKinds,
    long seed) {
  public PromptRequest {
    // In the order of the enum, so that the same request gives the same words.
    EnumSet<FaceKind> kinds = EnumSet.noneOf(FaceKind.class);
    kinds.addAll(faceKinds);
    faceKinds = Collections.unmodifiableSet(kinds);
  }

  /** A request of which only the expression is known. */
  public static PromptRequest of(
      String label, @Nullable Emotion emotion, ActionUnits apex, long seed) {
    return new PromptRequest(label, emotion, apex, null, Manner.UNSTATED, null, Set.of(), seed);
  }

  /** A request for one of ARGen's own emotions. */
  public static PromptRequest of(Emotion emotion, ActionUnits apex, long seed) {
    return of(emotion.label(), emotion, apex, seed);
  }

  public PromptRequest withTiming(@Nullable Timing newTiming) {
    return new PromptRequest(label, emotion, apex, newTiming, manner, headGaze, faceKinds, seed);
  }

  public PromptRequest withManner(Manner newManner) {
    return new PromptRequest(label, emotion, apex, timing, newManner, headGaze, faceKinds, seed);
  }

  public PromptRequest withHeadGaze(@Nullable HeadGaze newHeadGaze) {
    return new PromptRequest(label, emotion, apex, timing, manner, newHeadGaze, faceKinds, seed);
  }

  public PromptRequest withFaceKinds(Set<FaceKind> newFaceKinds) {
    return new PromptRequest(label, emotion, apex, timing, manner, headGaze, newFaceKinds, seed);
  }

  public PromptRequest withSeed(long newSeed) {
    return new PromptRequest(label, emotion, apex, timing, manner, headGaze, faceKinds, newSeed);
  }

  /** The emotion's name, else the label in words. */
  public String name() {
    return emotion != null
        ? emotion.label()
        : Compound.parse(label)
            .map(Compound::noun)
            .orElseGet(() -> label.replace('_', ' ').replace('-', ' ').strip());
  }
}
