package io.argen.diffusion;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * UniPC-2 with {@code B(h) = e^h - 1} predicting clean latents (Zhao et al. 2023, arXiv 2302.04867,
 * algorithms 5-8): each state is corrected with the velocity that the next step needs anyway.
 */
public final class UniPcSampler implements Sampler {
  @Override
  public Tensor sample(Velocity velocity, Tensor start, NoiseSchedule schedule, Visitor each) {
    Tensor x = start;
    Tensor last = start; // The corrected state one step before.
    Tensor m0 = start; // Clean latents predicted one step before.
    Tensor m1 = start; // And two steps before.
    int lastOrder = 0;
    for (int i = 0; i < schedule.steps(); i++) {
      Tensor clean = x.sub(velocity.at(x, schedule.timestep(i)).mul(new Scalar(schedule.level(i))));
      if (i > 0) {
        x = corrected(schedule, i, lastOrder, last, m0, m1, clean);
      }
      m1 = m0;
      m0 = clean;
      last = x;
      boolean end = i + 1 == schedule.steps() && schedule.level(i + 1) == 0;
      lastOrder = i == 0 || end ? 1 : 2;
      x = predicted(schedule, i, lastOrder, x, m0, m1);
      each.after(i, x);
    }
    return x;
  }

  private static Tensor predicted(
      NoiseSchedule schedule, int i, int order, Tensor x, Tensor m0, Tensor m1) {
    double h = schedule.lambda(i + 1) - schedule.lambda(i);
    Tensor d = m0;
    if (order == 2) {
      double r = (schedule.lambda(i - 1) - schedule.lambda(i)) / h;
      d = m0.add(m1.sub(m0).mul(new Scalar(0.5 / r)));
    }
    return step(schedule, i, x, d, h);
  }

  private static Tensor corrected(
      NoiseSchedule schedule, int i, int order, Tensor x, Tensor m0, Tensor m1, Tensor now) {
    double h = schedule.lambda(i) - schedule.lambda(i - 1);
    Tensor change = now.sub(m0);
    if (order == 1) {
      return step(schedule, i - 1, x, m0.add(change.mul(new Scalar(0.5))), h);
    }
    double r = (schedule.lambda(i - 2) - schedule.lambda(i - 1)) / h;
    // [1 1; r 1] rho = b, with the phi functions of -h.
    double phi1 = Math.expm1(-h);
    double phi2 = phi1 / -h - 1;
    double b1 = phi2 / phi1;
    double b2 = 2 * (phi2 / -h - 0.5) / phi1;
    double rho1 = (b1 - b2) / (1 - r);
    double rho2 = b1 - rho1;
    Tensor d = m0.add(m1.sub(m0).mul(new Scalar(rho1 / r))).add(change.mul(new Scalar(rho2)));
    return step(schedule, i - 1, x, d, h);
  }

  /** From level i to level i + 1 with clean latents d. */
  private static Tensor step(NoiseSchedule schedule, int i, Tensor x, Tensor d, double h) {
    double next = schedule.level(i + 1);
    return x.mul(new Scalar(next / schedule.level(i)))
        .add(d.mul(new Scalar(-(1 - next) * Math.expm1(-h))));
  }
}
