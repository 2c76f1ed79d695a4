package io.argen.recognize;

import java.util.Locale;

/** How exactly the ResNet of a {@code video} recogniser is computed while it is trained. */
public enum Precision {
  /** The same numbers on most processors. */
  FLOAT32,
  /**
   * Pictures, filters and their gradients with eight bits of fraction, weights and sums in float32;
   * about twice as fast where the processor has instructions for it (AVX-512 BF16, AMX), slower
   * elsewhere.
   */
  BFLOAT16;

  /** Its word on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * By its word.
   *
   * @throws IllegalArgumentException for another
   */
  public static Precision of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
