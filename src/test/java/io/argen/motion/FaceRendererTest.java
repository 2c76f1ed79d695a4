package io.argen.motion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.clip.Image;
import io.argen.face.FaceObservation;
import io.argen.face.MeshPoints;
import io.argen.face.TestNets;
import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Emotion;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FaceRendererTest {
  private static final int SIZE = 256;

  private final FaceRenderer renderer =
      new FaceRenderer(TestNets.canonical(), ActionUnitBasis.anatomical(TestNets.canonical()));
  private final FaceObservation face = TestNets.frontal(128);
  private final Image photo = noise(5);
  private final FaceRenderer.Session session = renderer.prepare(photo, face);
  private final Image out = Image.black(SIZE, SIZE);

  @Test
  void atRestThePhotoComesBackToTheBit() {
    session.render(MotionFrame.REST, out);
    assertArrayEquals(photo.rgb(), out.rgb());
  }

  @Test
  void afterAnExpressionRestIsStillThePhoto() {
    session.render(MotionFrame.of(EmotionPrototypes.typical(Emotion.SURPRISE, 1)), out);
    session.render(MotionFrame.REST, out);
    assertArrayEquals(photo.rgb(), out.rgb());
  }

  @Test
  void everyUnitMovesPixelsOfTheFaceAndNoneOfTheBackground() {
    for (ActionUnit unit : ActionUnit.values()) {
      session.render(MotionFrame.of(ActionUnits.neutral().with(unit, 5)), out);
      int changed = 0;
      for (int y = 0; y < SIZE; y++) {
        for (int x = 0; x < SIZE; x++) {
          int at = (y * SIZE + x) * 3;
          boolean same = photo.rgb()[at] == out.rgb()[at];
          changed += same ? 0 : 1;
          boolean far = x < 8 || y < 8 || x >= SIZE - 8;
          assertTrue(same || !far, unit + " moves the background at " + x + " " + y);
        }
      }
      assertTrue(changed > 60, unit + " changes only " + changed + " pixels");
    }
  }

  @Test
  void pointsThatNothingMovesDoNotJitter() {
    float[] rest = placed(0);
    double most = 0;
    for (int t = 1; t <= 12; t++) {
      float[] now = placed(5 * Math.sin(t));
      for (int point : new int[] {10, 67, 297, 168, 6, 105, 334}) {
        most =
            Math.max(
                most,
                Math.hypot(
                    now[point * 2] - rest[point * 2], now[point * 2 + 1] - rest[point * 2 + 1]));
      }
    }
    assertTrue(most <= 0.001 * face.mesh().interOcularPx(), "a smile moves the brow by " + most);
  }

  private float[] placed(double smile) {
    session.render(
        MotionFrame.of(ActionUnits.neutral().with(ActionUnit.AU12, (float) Math.abs(smile))), out);
    return session.placed().clone();
  }

  @Test
  void noSkinIsTurnedOverByAnyUnitOrEmotion() {
    for (ActionUnit unit : ActionUnit.values()) {
      session.render(MotionFrame.of(ActionUnits.neutral().with(unit, 5)), out);
      assertEquals(0, session.flippedTriangles(), unit.toString());
    }
    for (Emotion emotion : Emotion.values()) {
      session.render(MotionFrame.of(EmotionPrototypes.typical(emotion, 1)), out);
      assertEquals(0, session.flippedTriangles(), emotion.toString());
    }
  }

  @Test
  void noVisibleSkinIsTurnedOverByAnExpressionOnATurnedHead() {
    for (double turn : new double[] {-25, -15, 15, 25}) {
      for (Emotion emotion : Emotion.values()) {
        ActionUnits units = EmotionPrototypes.typical(emotion, 1);
        session.render(turned(units, 0, turn), out);
        assertEquals(0, session.flippedTriangles(), emotion + " at yaw " + turn);
        session.render(turned(units, turn, 0), out);
        assertEquals(0, session.flippedTriangles(), emotion + " at pitch " + turn);
      }
    }
  }

  @Test
  void aTurnHidesTheFarEarShowsTheNearOneAndLeavesTheHeadsOutline() {
    session.render(MotionFrame.REST, out);
    float[] rest = session.placed().clone();
    session.render(turned(ActionUnits.neutral(), 0, 25), out);
    float[] now = session.placed();
    // At the ears: the picture's left is near when the nose points to its right.
    double near = beside(now, 28) - beside(now, ear(0, 28));
    double nearAtRest = beside(rest, 28) - beside(rest, ear(0, 28));
    assertTrue(near > 1.5 * nearAtRest, near + " px of near ear, at rest " + nearAtRest);
    double far = now[ear(0, 8) * 2] - now[MeshPoints.oval()[8] * 2];
    assertTrue(far < 0, "the far ear stands " + far + " px beyond the cheek");
    for (int n : new int[] {8, 28}) {
      double moved = now[ear(2, n) * 2] - rest[ear(2, n) * 2];
      assertEquals(0, moved, 0.02 * face.mesh().interOcularPx(), "hair moves");
    }
  }

  private static double beside(float[] placed, int point) {
    return placed[(point < MeshPoints.oval().length ? MeshPoints.oval()[point] : point) * 2];
  }

  private static int ear(int ring, int n) {
    return WarpMesh.ringPoint(ring, n);
  }

  @Test
  void aTurnLeavesTheBackground() {
    for (double turn : new double[] {-25, 25}) {
      session.render(turned(ActionUnits.neutral(), 0, turn), out);
      for (int y = 0; y < SIZE; y++) {
        for (int x : new int[] {0, 7, SIZE - 8, SIZE - 1}) {
          int at = (y * SIZE + x) * 3;
          assertEquals(photo.rgb()[at], out.rgb()[at], "at " + x + " " + y);
        }
      }
    }
  }

  private static MotionFrame turned(ActionUnits units, double pitch, double yaw) {
    return new MotionFrame(units, 0, 0, Math.toRadians(pitch), Math.toRadians(yaw), 0, 0, 0);
  }

  @Test
  void theSameMotionGivesTheSamePicture() {
    MotionFrame motion =
        new MotionFrame(
            EmotionPrototypes.typical(Emotion.FEAR, 0.8), 0.1, 0.05, 0.02, -0.05, 0.03, 0.1, 0.1);
    session.render(motion, out);
    Image again = Image.black(SIZE, SIZE);
    renderer.prepare(photo, face).render(motion, again);
    assertArrayEquals(out.rgb(), again.rgb());
  }

  @Test
  void aLargerHeadIsLargerAboutItsMiddle() {
    session.render(MotionFrame.REST, out);
    double before = session.placed()[152 * 2 + 1] - session.placed()[10 * 2 + 1];
    session.render(
        new MotionFrame(ActionUnits.neutral(), 0, 0, 0, 0, 0, 0, 0, 1.1, new float[0]), out);
    double after = session.placed()[152 * 2 + 1] - session.placed()[10 * 2 + 1];
    assertEquals(1.1 * before, after, 0.5);
  }

  @Test
  void aResidualMovesTheFaceByItsComponent() {
    ActionUnitBasis plain = ActionUnitBasis.anatomical(TestNets.canonical());
    float[] field = new float[468 * 3];
    for (int i = 1; i < field.length; i += 3) {
      field[i] = 0.4f;
    }
    ActionUnitBasis basis = ActionUnitBasis.of(plain.displacements(), new float[][] {field});
    FaceRenderer.Session moved = new FaceRenderer(TestNets.canonical(), basis).prepare(photo, face);
    moved.render(MotionFrame.REST, out);
    double before = moved.placed()[4 * 2 + 1];
    moved.render(
        new MotionFrame(ActionUnits.neutral(), 0, 0, 0, 0, 0, 0, 0, 1, new float[] {0.5f}), out);
    assertEquals(before - 0.2 * face.pose().scale(), moved.placed()[4 * 2 + 1], 0.05);
    moved.render(field, MotionFrame.REST, out);
    assertEquals(before - 0.4 * face.pose().scale(), moved.placed()[4 * 2 + 1], 0.05);
  }

  @Test
  void closedLidsLeaveNoEye() {
    Image painted = noise(5);
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        int at = (y * SIZE + x) * 3;
        painted.rgb()[at] = (byte) 200;
        painted.rgb()[at + 1] = (byte) 150;
        painted.rgb()[at + 2] = (byte) 120;
      }
    }
    int cx = Math.round((face.mesh().x(33) + face.mesh().x(133)) / 2);
    int cy = Math.round((face.mesh().y(159) + face.mesh().y(145)) / 2);
    painted.rgb()[(cy * SIZE + cx) * 3] = 0;
    FaceRenderer.Session eyes = renderer.prepare(painted, face);
    eyes.render(MotionFrame.of(ActionUnits.neutral().with(ActionUnit.AU45, 5)), out);
    int dark = 0;
    for (int i = 0; i < out.rgb().length; i += 3) {
      dark += (out.rgb()[i] & 0xff) < 90 ? 1 : 0;
    }
    assertEquals(0, dark, "the pupil shows through closed lids");
  }

  private static Image noise(long seed) {
    byte[] rgb = new byte[SIZE * SIZE * 3];
    new Random(seed).nextBytes(rgb);
    return new Image(SIZE, SIZE, rgb);
  }
}
