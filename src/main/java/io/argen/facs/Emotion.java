package io.argen.facs;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** ARGen's canonical emotion classes and the spellings data sets use for them. */
public enum Emotion {
  NEUTRAL("neutral", "neutrality", "no_emotion"),
  HAPPINESS("happiness", "happy", "joy", "joyful", "smile"),
  SADNESS("sadness", "sad"),
  SURPRISE("surprise", "surprised"),
  FEAR("fear", "fearful", "afraid", "scared"),
  ANGER("anger", "angry", "mad"),
  DISGUST("disgust", "disgusted"),
  CONTEMPT("contempt", "contemptuous");

  private final String label;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable.
  private final List<String> spellings;

  Emotion(String label, String... otherSpellings) {
    this.label = label;
    this.spellings = List.of(otherSpellings);
  }

  /** The canonical name, for instance {@code happiness}. */
  public String label() {
    return label;
  }

  /** Reads a name in any known spelling and case; numbers belong to a layout, not here. */
  public static Optional<Emotion> parse(String name) {
    String key = name.strip().toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
    for (Emotion emotion : values()) {
      if (emotion.label.equals(key) || emotion.spellings.contains(key)) {
        return Optional.of(emotion);
      }
    }
    return Optional.empty();
  }
}
