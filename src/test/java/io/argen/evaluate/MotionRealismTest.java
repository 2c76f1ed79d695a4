package io.argen.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.motion.MotionFrame;
import io.argen.motion.MotionLatents;
import io.argen.motion.learn.MotionCorpus;
import io.argen.motion.learn.MotionScript;
import io.argen.motion.learn.PlainDescriber;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MotionRealismTest {
  private final MotionCorpus corpus = new MotionCorpus(60, "test", 1, true, new PlainDescriber());

  private static MotionLatents latents(List<MotionFrame> clip) {
    float[][] rows = new float[clip.size()][];
    for (int t = 0; t < rows.length; t++) {
      rows[t] = MotionLatents.row(clip.get(t), MotionLatents.FIXED);
    }
    return new MotionLatents(rows, 0, MotionScript.RATE_HZ);
  }

  @Test
  void motionOfTheSameKindIsNearerThanStillness() {
    List<MotionLatents> people = new ArrayList<>();
    List<List<MotionFrame>> alike = new ArrayList<>();
    List<List<MotionFrame>> still = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      if (i % 2 == 0) {
        people.add(latents(corpus.take(i, 0)));
      } else {
        alike.add(corpus.take(i, 0));
        still.add(java.util.Collections.nCopies(MotionScript.FRAMES, MotionFrame.REST));
      }
    }
    MotionRealism realism = new MotionRealism(people);
    MotionRealism.Report near = realism.measure(alike);
    MotionRealism.Report far = realism.measure(still);
    assertTrue(near.distance() < far.distance(), near + " " + far);
    assertTrue(near.low() <= near.distance() && near.distance() <= near.high(), near.toString());
  }

  @Test
  void pairsThatAreEqualAgreeWholly() {
    assertEquals(1, Concordance.of(List.of(0.0, 1.0, 3.0), List.of(0.0, 1.0, 3.0)), 1e-12);
    // Lin 1989: a shift lowers concordance though correlation stays 1.
    assertEquals(
        2 * 2.0 / 3 / (4.0 / 3 + 1),
        Concordance.of(List.of(0.0, 1.0, 2.0), List.of(1.0, 2.0, 3.0)),
        1e-12);
  }
}
