package io.argen.recognize;

/** How exactly the ResNet of a {@code video} recogniser is computed while it is trained. */
public enum Precision {
  /** The same numbers on most processors. */
  FLOAT32,
  /**
   * Pictures, filters and their gradients with eight bits of fraction, weights and sums in float32;
   * about twice as fast where the processor has instructions for it (AVX-512 BF16, AMX), slower
   * elsewhere.
   */
  BFLOAT16
}
