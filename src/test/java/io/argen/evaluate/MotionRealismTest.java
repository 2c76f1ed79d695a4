package io.argen.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.facs.ActionUnits;
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
  void theFeatureThatIsWrongIsNamedFirst() {
    List<MotionLatents> people = new ArrayList<>();
    List<List<MotionFrame>> nodding = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      people.add(latents(corpus.take(i, 0)));
      List<MotionFrame> clip = new ArrayList<>();
      for (MotionFrame frame : corpus.take(i, 1)) {
        float[] row = MotionLatents.row(frame, MotionLatents.FIXED);
        row[ActionUnits.CHANNELS + 2] = clip.size() % 2 * 0.2f;
        clip.add(new MotionLatents(new float[][] {row}, 0, MotionScript.RATE_HZ).frame(0));
      }
      nodding.add(clip);
    }
    MotionRealism realism = new MotionRealism(people);
    List<MotionRealism.Part> parts = realism.explain(nodding);
    assertTrue(parts.get(0).feature().startsWith("head_pitch"), parts.get(0).toString());
    assertTrue(parts.get(0).away() > 1, parts.get(0).toString());
    assertTrue(parts.get(0).without() < realism.measure(nodding).distance());
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
