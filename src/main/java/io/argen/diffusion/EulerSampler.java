package io.argen.diffusion;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** Euler's method on the flow; order 1. */
public final class EulerSampler implements Sampler {
  @Override
  public Tensor sample(Velocity velocity, Tensor start, NoiseSchedule schedule, Visitor each) {
    Tensor x = start;
    for (int i = 0; i < schedule.steps(); i++) {
      double ds = schedule.level(i + 1) - schedule.level(i);
      x = x.add(velocity.at(x, schedule.timestep(i)).mul(new Scalar(ds)));
      each.after(i, x);
    }
    return x;
  }
}
