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
  /** As published, untrained, in float32. */
  public static final ResNetOptions USUAL =
      new ResNetOptions(64, Optional.empty(), Precision.FLOAT32);
}
