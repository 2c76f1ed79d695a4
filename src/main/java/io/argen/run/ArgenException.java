package io.argen.run;

import org.jspecify.annotations.Nullable;

/** A failure with a message for the user: what was given, what was expected, how to mend it. */
public class ArgenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ArgenException(String message) {
    super(message);
  }

  public ArgenException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
