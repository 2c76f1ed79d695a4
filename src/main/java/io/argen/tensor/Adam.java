package io.argen.tensor;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * The update of Adam (Kingma & Ba 2015, arXiv 1412.6980). Who wants AdamW takes its share off the
 * weights before.
 *
 * @param beta2 of the gradient's square; that of the gradient is 0.9
 */
public record Adam(double beta2) {
  private static final double BETA1 = 0.9;
  private static final double EPS = 1e-8;

  /**
   * Changes weights and moments in place, which may be views of a part of them; to be called
   * without gradients recorded.
   *
   * @param first moment, as long as the weights
   * @param second moment, likewise
   * @param step from 0
   */
  public void update(
      Tensor weights, Tensor first, Tensor second, Tensor gradient, double rate, int step) {
    first.mul_(new Scalar(BETA1)).add_(gradient, new Scalar(1 - BETA1));
    second.mul_(new Scalar(beta2)).addcmul_(gradient, gradient, new Scalar(1 - beta2));
    double correction1 = 1 - Math.pow(BETA1, step + 1.0);
    double correction2 = 1 - Math.pow(beta2, step + 1.0);
    Tensor root = second.div(new Scalar(correction2)).sqrt_().add_(new Scalar(EPS));
    weights.addcdiv_(first, root, new Scalar(-rate / correction1));
  }
}
