package io.argen.face;

import java.util.Arrays;

/** Who a face is, as a direction in embedding space. */
public final class Identity {
  /**
   * The cosine from which two faces count as one person: at most 1 % of different pairs reach it.
   * Calibrated over the different-person pairs of the development photos and clips; see
   * docs/measurements.md.
   */
  public static final double SAME_PERSON = 0.60;

  private final float[] direction;

  /** Takes an embedding of any length; only its direction is kept. */
  public Identity(float[] embedding) {
    double square = 0;
    for (float v : embedding) {
      square += (double) v * v;
    }
    if (!(square > 0) || Double.isInfinite(square)) {
      throw new IllegalArgumentException("an embedding must be finite and not zero");
    }
    direction = new float[embedding.length];
    double norm = Math.sqrt(square);
    for (int i = 0; i < direction.length; i++) {
      direction[i] = (float) (embedding[i] / norm);
    }
  }

  private Identity(float[] direction, int length) {
    this.direction = Arrays.copyOf(direction, length);
  }

  /** From what {@link #toArray} gave, to the bit. */
  static Identity ofDirection(float[] unit) {
    return new Identity(unit, unit.length);
  }

  /** Cosine of the angle between two embeddings, -1 to 1. */
  public double cosine(Identity other) {
    double sum = 0;
    for (int i = 0; i < direction.length; i++) {
      sum += (double) direction[i] * other.direction[i];
    }
    return sum;
  }

  /** A fresh copy of the unit vector. */
  public float[] toArray() {
    return direction.clone();
  }
}
