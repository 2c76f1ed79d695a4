package io.argen.affect;

import java.util.List;

/**
 * Text vectors as bytes, -127 to 127 for -0.5 to 0.5: a quarter of the size, and as good here.
 * Components of a unit vector of {@link TextEncoder#WIDTH} hardly ever leave that range.
 */
final class PassageVectors {
  private static final float STEP = 0.5f / 127;
  private static final float TEXT_WEIGHT = 2;

  /** Lucene's score of bytes is 0.5 + dot / (32768 x width). */
  private static final double LUCENE_SCALE = 32768.0 * TextEncoder.WIDTH;

  private PassageVectors() {}

  static byte[] bytes(float[] vector) {
    byte[] bytes = new byte[vector.length];
    for (int k = 0; k < bytes.length; k++) {
      bytes[k] = (byte) Math.max(-127, Math.min(127, Math.round(vector[k] / STEP)));
    }
    return bytes;
  }

  /** The cosine behind a score of Lucene's. */
  static double cosine(float score) {
    return (score - 0.5) * LUCENE_SCALE * STEP * STEP;
  }

  /** Of a passage, where none has been learned: its middle. */
  static byte[] of(Passage passage, PassageAnalysis analysis, TextEncoder encoder) {
    List<float[]> asked = passage.askedAs().stream().map(encoder::question).toList();
    return bytes(middle(passage, asked, analysis, encoder));
  }

  /**
   * The middle of a passage's text under its heading, twice, and of the questions it answers, which
   * are encoded as questions are; of length 1.
   */
  static float[] middle(
      Passage passage, List<float[]> asked, PassageAnalysis analysis, TextEncoder encoder) {
    float[] sum = new float[TextEncoder.WIDTH];
    add(sum, encoder.vector(analysis.embedded(passage)), TEXT_WEIGHT);
    for (float[] question : asked) {
      add(sum, question, 1);
    }
    double square = 0;
    for (float v : sum) {
      square += (double) v * v;
    }
    for (int k = 0; k < sum.length; k++) {
      sum[k] /= (float) Math.sqrt(square);
    }
    return sum;
  }

  private static void add(float[] sum, float[] vector, float weight) {
    for (int k = 0; k < sum.length; k++) {
      sum[k] += weight * vector[k];
    }
  }
}
