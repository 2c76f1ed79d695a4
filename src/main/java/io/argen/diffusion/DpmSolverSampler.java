package io.argen.diffusion;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * DPM-Solver++(2M) with the midpoint rule (Lu et al. 2022, arXiv 2211.01095, algorithm 2) for
 * {@code alpha = 1 - s, sigma = s}; order 2, the first step and one that ends at s = 0 order 1.
 */
public final class DpmSolverSampler implements Sampler {
  @Override
  public Tensor sample(Velocity velocity, Tensor start, NoiseSchedule schedule, Visitor each) {
    Tensor x = start;
    Tensor before = start; // Replaced before it is used.
    for (int i = 0; i < schedule.steps(); i++) {
      double s = schedule.level(i);
      double next = schedule.level(i + 1);
      Tensor clean = x.sub(velocity.at(x, schedule.timestep(i)).mul(new Scalar(s)));
      double h = schedule.lambda(i + 1) - schedule.lambda(i);
      Tensor d = clean;
      if (i > 0 && next > 0) {
        double r = (schedule.lambda(i) - schedule.lambda(i - 1)) / h;
        d = clean.add(clean.sub(before).mul(new Scalar(0.5 / r)));
      }
      x = x.mul(new Scalar(next / s)).add(d.mul(new Scalar(-(1 - next) * Math.expm1(-h))));
      before = clean;
      each.after(i, x);
    }
    return x;
  }
}
