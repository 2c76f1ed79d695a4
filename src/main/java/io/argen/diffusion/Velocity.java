package io.argen.diffusion;

import org.bytedeco.pytorch.Tensor;

/** A velocity field {@code eps - x0}, guided or not. */
@FunctionalInterface
public interface Velocity {
  /**
   * The velocity.
   *
   * @param timestep 0-1000
   */
  Tensor at(Tensor x, double timestep);
}
