package io.argen.recognize;

import java.util.Locale;

/** What a recogniser looks at. */
public enum RecognizerKind {
  /** Landmarks and Action Units over time. */
  MESH,
  /** Pictures of the face over time. */
  VIDEO;

  /** The name on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads {@link #word}. */
  public static RecognizerKind of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
