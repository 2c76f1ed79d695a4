package io.argen.motion.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Side;
import io.argen.motion.MotionFrame;
import io.argen.motion.MotionLatents;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class IdleMotionTest {
  private static final int YAW = ActionUnits.CHANNELS + 3;
  private final MotionCorpus corpus = new MotionCorpus(4, "idle", 3, true, new PlainDescriber());

  /** A head that turns steadily, with a trace of AU 1 and a strong AU 12. */
  private static List<TrackedWindow> people(float yaw) {
    float[][] rows = new float[MotionScript.FRAMES][MotionLatents.FIXED];
    for (int t = 0; t < rows.length; t++) {
      rows[t][YAW] = yaw * t / rows.length;
      rows[t][ActionUnits.channel(ActionUnit.AU01, Side.LEFT)] = 0.3f;
      rows[t][ActionUnits.channel(ActionUnit.AU12, Side.LEFT)] = 4;
    }
    return TrackedWindow.of(
        new MotionLatents(rows, 0, MotionScript.RATE_HZ), Optional.empty(), MotionScript.FRAMES);
  }

  @Test
  void calmPeoplesHeadsAndTracesAreLaidOverWhatIsAsked() {
    List<MotionFrame> made = corpus.take(0, 0);
    ActionUnits asked = ActionUnits.neutral().with(ActionUnit.AU04, Side.LEFT, 2);
    List<MotionFrame> both = new IdleMotion(people(0.1f)).over(made, asked, new Random(1));
    assertEquals(made.get(0), both.get(0));
    for (int t = 1; t < both.size(); t++) {
      ActionUnits was = made.get(t).actionUnits();
      ActionUnits is = both.get(t).actionUnits();
      assertEquals(0.1 * t / MotionScript.FRAMES, both.get(t).yaw(), 1e-6);
      assertEquals(0.3, is.get(ActionUnit.AU01, Side.LEFT), 1e-6);
      assertEquals(was.get(ActionUnit.AU04, Side.LEFT), is.get(ActionUnit.AU04, Side.LEFT));
      assertEquals(was.get(ActionUnit.AU12, Side.LEFT), is.get(ActionUnit.AU12, Side.LEFT));
    }
  }

  @Test
  void aHeadThatTurnsIsNoIdling() {
    IdleMotion none = new IdleMotion(people(0.5f));
    assertEquals(0, none.size());
    List<MotionFrame> made = corpus.take(1, 0);
    assertSame(made, none.over(made, ActionUnits.neutral(), new Random(1)));
  }

  @Test
  void aShareOfHandMadeTakesIdlesAndTheSameTakeIsTheSame() {
    MotionCorpus all = corpus.with(people(0.1f), 0.5, 1, new PlainDescriber());
    MotionCorpus some = corpus.with(people(0.1f), 0.5, 0, new PlainDescriber());
    assertEquals(all.take(0, 7), all.take(0, 7));
    assertNotEquals(corpus.take(0, 7), all.take(0, 7));
    assertEquals(corpus.take(0, 7), some.take(0, 7));
  }
}
