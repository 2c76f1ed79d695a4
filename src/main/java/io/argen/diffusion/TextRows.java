package io.argen.diffusion;

import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.where;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/**
 * The tokens of several texts without the empty ones, which are all alike: what is computed of each
 * token alone is computed of one empty token for all of them.
 *
 * @param packed tokens that are not empty, then an empty one, [1,N,D]
 * @param index where each token stands in it, [B*L]
 * @param texts B
 * @param length L
 */
record TextRows(Tensor packed, Tensor index, long texts, long length) {
  /**
   * Packs texts.
   *
   * @param text token states [B,L,D]; zeros are empty
   */
  static TextRows of(Tensor text) {
    long width = text.size(2);
    Tensor rows = text.reshape(-1, width); // [B*L,D]
    Tensor full = rows.detach().abs().amax(new long[] {1}, false).gt(new Scalar(0)); // [B*L]
    Tensor which = full.nonzero().view(-1); // [N-1]
    Tensor packed =
        cat(new TensorVector(rows.index_select(0, which), rows.new_zeros(1, width)), 0); // [N,D]
    Tensor before = full.cumsum(0, new ScalarTypeOptional()).sub(new Scalar(1));
    Tensor index = where(full, before, new Scalar(which.size(0)));
    return new TextRows(packed.unsqueeze(0), index, text.size(0), text.size(1));
  }

  /** From [1,N,D] back to [B,L,D]. */
  Tensor unpacked(Tensor x) {
    return x.view(x.size(1), x.size(2)).index_select(0, index).view(texts, length, x.size(2));
  }
}
