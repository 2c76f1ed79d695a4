package io.argen.dataset;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The three parts of a data set, and how corpora spell them. */
final class Splits {
  static final String TRAIN = "train";
  static final String VAL = "val";
  static final String TEST = "test";
  static final List<String> ALL = List.of(TRAIN, VAL, TEST);

  private Splits() {}

  /** Reads a split's name in any known spelling and case. */
  static Optional<String> parse(String name) {
    return switch (name.strip().toLowerCase(Locale.ROOT)) {
      case "train", "training" -> Optional.of(TRAIN);
      case "val", "valid", "validation", "dev" -> Optional.of(VAL);
      case "test", "testing" -> Optional.of(TEST);
      default -> Optional.empty();
    };
  }
}
