package io.argen.recognize;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How the ResNet of a {@code video} recogniser is trained.
 *
 * @param planes channels of its first stage; 64 as published
 * @param weights it starts from, a safetensors file; else it starts untrained
 * @param precision while training; what is kept and used is float32
 */
public record ResNetOptions(int planes, Optional<Path> weights, Precision precision) {
  /** What planes must be a multiple of. */
  public static final int PLANES_STEP = 16;

  /** As published, untrained, in float32. */
  public static final ResNetOptions USUAL =
      new ResNetOptions(64, Optional.empty(), Precision.FLOAT32);

  /**
   * @throws IllegalArgumentException if planes are no multiple of {@link #PLANES_STEP}
   */
  public ResNetOptions {
    // With fewer channels than a vector holds, oneDNN's gradient (libtorch 2.10, AVX-512) writes
    // beyond its memory.
    if (planes < PLANES_STEP || planes % PLANES_STEP != 0) {
      throw new IllegalArgumentException(
          "planes must be a multiple of " + PLANES_STEP + ", got " + planes);
    }
  }
}
