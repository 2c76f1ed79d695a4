package io.argen.diffusion;

import org.bytedeco.pytorch.Tensor;

/** Follows a velocity field from noise to latents. */
public interface Sampler {
  /**
   * The states visited.
   *
   * @param start the state at the schedule's first level
   * @param each sees the state after each step
   * @return the state at the schedule's last level
   */
  Tensor sample(Velocity velocity, Tensor start, NoiseSchedule schedule, Visitor each);

  /** Sees states on the way. */
  @FunctionalInterface
  interface Visitor {
    /** Called after step {@code step}, counted from 0. */
    void after(int step, Tensor state);
  }

  /** As above, unseen. */
  default Tensor sample(Velocity velocity, Tensor start, NoiseSchedule schedule) {
    return sample(velocity, start, schedule, (step, state) -> {});
  }
}
