package io.argen.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.evaluate.PeopleRealism.Distance;
import io.argen.evaluate.PeopleRealism.Features;
import io.argen.motion.MotionFrame;
import io.argen.motion.MotionLatents;
import io.argen.motion.learn.MotionCorpus;
import io.argen.motion.learn.MotionScript;
import io.argen.motion.learn.PlainDescriber;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PeopleRealismTest {
  private static final int PEOPLE = 6;
  private static final int CLIPS = 6;
  private final MotionCorpus corpus =
      new MotionCorpus(PEOPLE * CLIPS, "people", 1, true, new PlainDescriber());

  private List<List<List<MotionFrame>>> takes(long take) {
    List<List<List<MotionFrame>>> people = new ArrayList<>();
    for (int p = 0; p < PEOPLE; p++) {
      List<List<MotionFrame>> clips = new ArrayList<>();
      for (int c = 0; c < CLIPS; c++) {
        clips.add(corpus.take(p * CLIPS + c, take));
      }
      people.add(clips);
    }
    return people;
  }

  /** Every other frame a little to the side: a tremor that levels do not show. */
  private static List<MotionFrame> trembling(List<MotionFrame> clip) {
    List<MotionFrame> trembling = new ArrayList<>();
    for (MotionFrame frame : clip) {
      float[] row = MotionLatents.row(frame, MotionLatents.FIXED);
      for (int k = row.length - 8; k < row.length; k++) {
        row[k] += trembling.size() % 2 * 0.05f;
      }
      trembling.add(new MotionLatents(new float[][] {row}, 0, MotionScript.RATE_HZ).frame(0));
    }
    return trembling;
  }

  @Test
  void otherTakesAreNearAndStillOrTremblingOnesAreFar() {
    List<List<List<MotionFrame>>> alike = takes(1);
    List<List<List<MotionFrame>>> still = new ArrayList<>();
    List<List<List<MotionFrame>>> trembling = new ArrayList<>();
    for (List<List<MotionFrame>> clips : alike) {
      still.add(
          Collections.nCopies(CLIPS, Collections.nCopies(MotionScript.FRAMES, MotionFrame.REST)));
      trembling.add(clips.stream().map(PeopleRealismTest::trembling).toList());
    }
    for (Features features : Features.values()) {
      PeopleRealism realism = new PeopleRealism(features, takes(0));
      Distance near = realism.measure(alike);
      assertTrue(near.low() <= near.distance() && near.distance() <= near.high(), features.name());
      assertTrue(realism.measure(still).low() > near.high(), features.name());
      Distance less = near.less(realism.measure(trembling));
      assertTrue(less.high() < 0, features + " " + less.low() + " to " + less.high());
      assertEquals(0, near.less(near).high(), 0);
    }
  }

  @Test
  void everyFeatureHasAName() {
    assertEquals(
        MotionTexture.names().size(), MotionTexture.of(corpus.take(0, 0), false).get(0).length);
  }

  @Test
  void tooFewPeopleAreRefused() {
    List<List<List<MotionFrame>>> two = takes(0).subList(0, 2);
    assertThrows(IllegalArgumentException.class, () -> new PeopleRealism(Features.TEXTURE, two));
  }
}
