package io.argen.diffusion;

import static org.bytedeco.pytorch.global.torch.stack;
import static org.bytedeco.pytorch.global.torch.view_as_complex;
import static org.bytedeco.pytorch.global.torch.view_as_real;

import io.argen.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Rotary positions of frame, row and column, each with its share of a head's width. */
final class RotaryPositions {
  private final Tensor turns; // [L,d/2], complex
  private final ScalarType type;

  /**
   * Of a grid of tokens.
   *
   * @param like whose type and device are computed in; half precision turns in float32
   */
  RotaryPositions(int headDim, long f, long h, long w, Tensor like) {
    ScalarType type =
        like.scalar_type().intern() == ScalarType.Double ? ScalarType.Double : ScalarType.Float;
    int pairs = headDim / 2;
    int third = pairs / 3;
    int[] shares = {pairs - 2 * third, third, third};
    double[] angles = new double[Math.toIntExact(f * h * w * pairs)];
    int at = 0;
    for (long token = 0; token < f * h * w; token++) {
      long[] position = {token / (h * w), token / w % h, token % w};
      for (int axis = 0; axis < 3; axis++) {
        for (int i = 0; i < shares[axis]; i++) {
          angles[at++] = position[axis] / Math.pow(10000, (double) i / shares[axis]);
        }
      }
    }
    Tensor all = Tensors.of(angles, f * h * w, pairs);
    Tensor both = stack(new TensorVector(all.cos(), all.sin()), -1); // [L,d/2,2]
    turns = view_as_complex(both.toType(type).to(like.device(), type));
    this.type = type;
  }

  /** Turns the pairs of [B,heads,L,d]. */
  Tensor rotate(Tensor x) {
    Tensor pairs = x.reshape(x.size(0), x.size(1), x.size(2), x.size(3) / 2, 2).toType(type);
    return view_as_real(view_as_complex(pairs).mul(turns))
        .reshape(x.shape())
        .toType(x.scalar_type());
  }
}
