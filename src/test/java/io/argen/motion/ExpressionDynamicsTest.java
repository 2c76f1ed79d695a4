package io.argen.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Emotion;
import io.argen.motion.MotionRequest.Phase;
import org.junit.jupiter.api.Test;

final class ExpressionDynamicsTest {
  private final ExpressionDynamics dynamics = new ExpressionDynamics();
  private final ActionUnits smile = EmotionPrototypes.typical(Emotion.HAPPINESS, 1);

  @Test
  void theFirstFrameIsThePhoto() {
    for (long seed = 0; seed < 20; seed++) {
      FaceMotion motion = dynamics.motion(new MotionRequest(smile, 32, 25, Phase.FULL), seed);
      assertEquals(MotionFrame.REST, motion.frames().get(0));
      assertEquals(32, motion.frames().size());
    }
  }

  @Test
  void theSameSeedGivesTheSameMotionAndAnotherSeedAnother() {
    MotionRequest request = new MotionRequest(smile, 24, 25, Phase.FULL);
    assertEquals(dynamics.motion(request, 7), dynamics.motion(request, 7));
    assertNotEquals(dynamics.motion(request, 7), dynamics.motion(request, 8));
  }

  @Test
  void everyLengthReachesTheApex() {
    for (int frames : new int[] {3, 8, 16, 32, 100}) {
      for (Phase phase : Phase.values()) {
        for (long seed = 0; seed < 20; seed++) {
          FaceMotion motion = dynamics.motion(new MotionRequest(smile, frames, 25, phase), seed);
          double peak =
              motion.frames().stream()
                  .mapToDouble(f -> f.actionUnits().get(ActionUnit.AU12))
                  .max()
                  .orElseThrow();
          assertTrue(
              peak > 0.75 * smile.get(ActionUnit.AU12),
              phase + " with " + frames + " frames, seed " + seed + " peaks at " + peak);
        }
      }
    }
  }

  @Test
  void aClipToTheApexEndsThere() {
    for (long seed = 0; seed < 20; seed++) {
      FaceMotion motion = dynamics.motion(new MotionRequest(smile, 12, 25, Phase.TO_APEX), seed);
      double last = motion.frames().get(11).actionUnits().get(ActionUnit.AU12);
      assertTrue(last > 0.95 * smile.get(ActionUnit.AU12), "ends at " + last);
    }
  }

  @Test
  void nothingJumps() {
    FaceMotion motion = dynamics.motion(new MotionRequest(smile, 60, 30, Phase.FULL), 3);
    for (int f = 1; f < 60; f++) {
      MotionFrame a = motion.frames().get(f - 1);
      MotionFrame b = motion.frames().get(f);
      assertTrue(
          Math.abs(a.actionUnits().get(ActionUnit.AU12) - b.actionUnits().get(ActionUnit.AU12))
              < 1.2);
      assertTrue(Math.abs(a.yaw() - b.yaw()) < Math.toRadians(2));
    }
  }
}
