package io.argen.affect.vlm;

import io.argen.run.ArgenException;
import org.jspecify.annotations.Nullable;

/** A call that gave no answer, and why. */
final class VlmException extends ArgenException {
  private static final long serialVersionUID = 1L;

  /** Why. */
  enum Kind {
    DOWN(true),
    REFUSED(false),
    BUSY(true),
    SERVER(true),
    SLOW(false),
    TOO_LARGE(false),
    BUDGET(false),
    OTHER(false);

    private final boolean again;

    Kind(boolean again) {
      this.again = again;
    }

    /** Whether asking again may help. */
    boolean again() {
      return again;
    }
  }

  private final Kind kind;
  private final double retryAfterSeconds;

  VlmException(Kind kind, String message, double retryAfterSeconds, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  VlmException(Kind kind, String message) {
    this(kind, message, 0, null);
  }

  Kind kind() {
    return kind;
  }

  /** Seconds the server asks to wait; 0 if it says nothing. */
  double retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
