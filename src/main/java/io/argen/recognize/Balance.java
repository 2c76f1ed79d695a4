package io.argen.recognize;

import io.argen.config.Spelling;

/** What is done about scarce classes while training. */
public enum Balance {
  /** Nothing: every clip is drawn as often and weighs the same. */
  NONE,
  /** Every class is drawn as often. */
  OVERSAMPLE,
  /** A clip weighs the inverse of its class's count. */
  CLASS_WEIGHTED,
  /** Logits are raised by the logarithm of the class's share while training. */
  LOGIT_ADJUSTED;

  /** The name on the command line, for instance {@code class-weighted}. */
  public String word() {
    return Spelling.of(this);
  }

  /** Reads {@link #word}. */
  public static Balance of(String word) {
    return Spelling.constant(Balance.class, word);
  }
}
