package io.argen.augment;

import org.jspecify.annotations.Nullable;

/**
 * How well a made clip does what was asked.
 *
 * @param identity cosine between the source's face and the clip's
 * @param auAgreement 0-1, see {@link LabelCheck}
 * @param expression probability the expression net gives the asked emotion; null where it does not
 *     know it
 * @param expressionTop the expression net's first choice; null if it was not asked
 * @param faceFrames fraction of frames with a face, 0-1
 * @param alignment how well the description, read back, says the planned Action Units, 0-1; null
 *     before it is known
 */
public record Scores(
    double identity,
    double auAgreement,
    @Nullable Double expression,
    @Nullable String expressionTop,
    double faceFrames,
    @Nullable Double alignment) {

  /** The same with what the description reaches. */
  Scores withAlignment(double newAlignment) {
    return new Scores(identity, auAgreement, expression, expressionTop, faceFrames, newAlignment);
  }

  /** What candidates of one item are ranked by. */
  double merit() {
    return auAgreement + 0.5 * identity + 0.25 * (expression == null ? 0 : expression);
  }
}
