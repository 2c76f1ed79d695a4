package io.argen.affect;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a passage of the knowledge base is about. */
public enum Kind {
  /** The muscle behind an Action Unit and where it pulls. */
  MUSCLE,
  /** What the skin shows when an Action Unit acts. */
  APPEARANCE,
  /** What is seen at each degree A-E of an Action Unit. */
  DEGREES,
  /** Which Action Units come together. */
  CO_OCCURRENCE,
  /** What an Action Unit is mistaken for, and how to tell. */
  CONFUSION,
  /** The Action Units of an emotion. */
  PROTOTYPE,
  /** Blends of two emotions. */
  COMPOUND,
  /** Onset, apex, offset and their order. */
  TIME,
  /** Words for how strong an expression is. */
  INTENSITY,
  /** Action Units that oppose each other. */
  CONTRADICTION,
  /** Faces and pictures that are easily misread. */
  CAUTION,
  /** Where head and eyes turn. */
  HEAD_GAZE,
  /** A phrase of the composer's, with {adv}, {adj} and perhaps {side} to be filled. */
  WORDING,
  /** The description of a real clip of the user's own. */
  EXEMPLAR,
  /** Anything else a user knows. */
  NOTE;

  /** As files spell it, for instance {@code co_occurrence}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads {@link #key}. */
  public static Optional<Kind> parse(String key) {
    return Arrays.stream(values()).filter(kind -> kind.key().equals(key)).findFirst();
  }

  /** What {@link #key} gives, in the order of declaration. */
  public static List<String> keys() {
    return Arrays.stream(values()).map(Kind::key).toList();
  }
}
