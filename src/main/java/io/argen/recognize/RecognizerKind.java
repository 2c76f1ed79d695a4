package io.argen.recognize;

import io.argen.config.Spelling;

/** What a recogniser looks at. */
public enum RecognizerKind {
  /** Landmarks and Action Units over time. */
  MESH,
  /** Pictures of the face over time. */
  VIDEO;

  /** The name on the command line. */
  public String word() {
    return Spelling.of(this);
  }

  /** Reads {@link #word}. */
  public static RecognizerKind of(String word) {
    return Spelling.constant(RecognizerKind.class, word);
  }
}
