package io.argen.affect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class TextEncoderTest {
  private static TextEncoder encoder;

  @BeforeAll
  static void load() {
    encoder = new TextEncoder();
  }

  @AfterAll
  static void close() {
    encoder.close();
  }

  @Test
  void everyTokenHasAState() {
    // [CLS] the brow is lowered [SEP]
    float[][] states = encoder.states("the brow is lowered");
    assertEquals(6, states.length);
    assertEquals(TextEncoder.WIDTH, states[0].length);
  }

  @Test
  void anEmptyTextIsItsTwoMarks() {
    assertEquals(2, encoder.states("").length);
  }

  @Test
  void whatIsLikeIsNearerThanWhatIsNot() {
    float[] smile = encoder.vector("the lip corners are pulled up");
    float[] grin = encoder.vector("corners of the mouth rise");
    float[] train = encoder.vector("the train leaves at noon");
    assertEquals(1, cosine(smile, smile), 1e-5);
    assertTrue(cosine(smile, grin) > cosine(smile, train) + 0.2);
  }

  @Test
  void longTextsAreCutAndSaidToBe() {
    String text = "brow ".repeat(5000);
    assertTrue(encoder.cuts(text));
    assertTrue(encoder.cuts("brow ".repeat(200)));
    assertFalse(encoder.cuts("brow"));
    assertEquals(TextEncoder.MAX_TOKENS, encoder.states(text).length);
    // The mark of the end is kept.
    assertFalse(
        java.util.Arrays.equals(
            encoder.states(text)[TextEncoder.MAX_TOKENS - 1],
            encoder.states(text)[TextEncoder.MAX_TOKENS - 2]));
  }

  @Test
  void sameTextSameBitsWhateverTheCallerDoesToItsCopy() {
    float[][] first = encoder.states("a slight smile");
    float[] kept = first[1].clone();
    first[1][0] = 99;
    assertArrayEquals(kept, encoder.states("a slight smile")[1]);
    try (TextEncoder other = new TextEncoder()) {
      assertArrayEquals(kept, other.states("a slight smile")[1]);
    }
  }

  private static double cosine(float[] a, float[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += (double) a[k] * b[k];
    }
    return sum;
  }
}
