package io.argen.cli;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing that {@code doctor} looked at.
 *
 * @param name what, for instance {@code java}
 * @param status whether it will do
 * @param found what is there, with its version or size
 * @param cure what to do about it; null if all is well
 */
record Check(String name, Status status, String found, @Nullable String cure) {
  /** Whether a thing will do. */
  enum Status {
    OK,
    /** ARGen runs, but something will be slow or will not work. */
    WARNING,
    /** ARGen does not run without it. */
    MISSING;

    /** Lower case, as in JSON. */
    @JsonValue
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Check ok(String name, String found) {
    return new Check(name, Status.OK, found, null);
  }

  static Check warning(String name, String found, String cure) {
    return new Check(name, Status.WARNING, found, cure);
  }

  static Check missing(String name, String found, String cure) {
    return new Check(name, Status.MISSING, found, cure);
  }
}
