package io.argen.affect;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How far a passage has been checked against the source it names. */
public enum Basis {
  /** Its units or figures agree with a copy of the published table; shares of people may not. */
  TABLE,
  /** Written from memory of the work it names, and not checked there: check before quoting. */
  MEMORY,
  /** ARGen's own practice or wording. */
  OWN,
  /** A user's; nobody at ARGen has seen it. */
  USER,
  /** Measured on a clip. */
  MEASURED;

  /** As files spell it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads {@link #key}. */
  public static Optional<Basis> parse(String key) {
    return Arrays.stream(values()).filter(basis -> basis.key().equals(key)).findFirst();
  }

  static List<String> keys() {
    return Arrays.stream(values()).map(Basis::key).toList();
  }

  /** For people: whether the words may be quoted with their source. */
  public String words() {
    return switch (this) {
      case TABLE -> "units checked against a copy of the table";
      case MEMORY -> "from memory, not checked";
      case OWN -> "ARGen's own";
      case USER -> "the user's";
      case MEASURED -> "measured";
    };
  }
}
