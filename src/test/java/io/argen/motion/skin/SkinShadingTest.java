package io.argen.motion.skin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.argen.clip.Image;
import io.argen.face.FaceMesh;
import io.argen.face.FaceObservation;
import io.argen.face.TestNets;
import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Side;
import java.lang.management.ManagementFactory;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SkinShadingTest {
  private static final int SIZE = 256;
  private static final float[] STILL = new float[SIZE * SIZE];

  /** Units that open things, and show no furrow of their own. */
  private static final Set<ActionUnit> SMOOTH =
      EnumSet.of(ActionUnit.AU05, ActionUnit.AU22, ActionUnit.AU25, ActionUnit.AU45);

  private final FaceObservation face = TestNets.frontal(128);
  private final Image photo = plain(180, 140, 120);
  private final SkinShading shading = shading(photo);

  @Test
  void restChangesNothingEvenAfterAnExpression() {
    Image out = shaded(shading, ActionUnits.neutral().with(ActionUnit.AU04, 5));
    assertTrue(difference(photo, out) > 0);
    assertArrayEquals(photo.rgb(), shaded(shading, ActionUnits.neutral()).rgb());
  }

  @Test
  void everyFurrowingUnitShowsOnItsOwnSideMost() {
    for (ActionUnit unit : ActionUnit.values()) {
      if (SMOOTH.contains(unit)) {
        continue;
      }
      for (Side side : Side.values()) {
        Image out = shaded(shading, ActionUnits.neutral().with(unit, side, 5));
        double pictureLeft = difference(photo, out, 0, SIZE / 2);
        double pictureRight = difference(photo, out, SIZE / 2, SIZE);
        double own = side == Side.RIGHT ? pictureLeft : pictureRight;
        double other = side == Side.RIGHT ? pictureRight : pictureLeft;
        assertTrue(own > 20, unit + " " + side + " shows nothing: " + own);
        assertTrue(own > 1.5 * other, unit + " " + side + ": " + own + " against " + other);
      }
    }
  }

  @Test
  void strongerUnitsFurrowMore() {
    for (ActionUnit unit : ActionUnit.values()) {
      double last = -1;
      for (float intensity : new float[] {0, 1.5f, 3, 5}) {
        double now =
            difference(photo, shaded(shading, ActionUnits.neutral().with(unit, intensity)));
        assertTrue(now >= last, unit + " at " + intensity);
        last = now;
      }
    }
  }

  @Test
  void allUnitsTogetherStayBounded() {
    float[] all = new float[ActionUnits.CHANNELS];
    java.util.Arrays.fill(all, 5);
    Image out = shaded(shading, ActionUnits.of(all));
    double most = Math.exp(1.1 * SkinShading.MOST);
    for (int i = 0; i < out.rgb().length; i++) {
      double before = photo.rgb()[i] & 0xff;
      double after = out.rgb()[i] & 0xff;
      assertTrue(after <= before * most + 1 && after >= before / most - 1, before + " " + after);
    }
  }

  @Test
  void nothingOffTheFaceIsTouched() {
    float[] all = new float[ActionUnits.CHANNELS];
    java.util.Arrays.fill(all, 5);
    Image out = shaded(shading, ActionUnits.of(all));
    for (int x = 0; x < SIZE; x++) {
      for (int y : new int[] {0, 5, SIZE - 1}) {
        int at = (y * SIZE + x) * 3;
        assertEquals(photo.rgb()[at], out.rgb()[at]);
      }
    }
  }

  @Test
  void hairOverTheForeheadHidesItsFurrows() {
    Image fringe = plain(180, 140, 120);
    int brow = Math.round(face.mesh().y(9)) - 6;
    for (int y = 0; y < brow; y++) {
      for (int x = 0; x < SIZE; x++) {
        int at = (y * SIZE + x) * 3;
        fringe.rgb()[at] = 28;
        fringe.rgb()[at + 1] = 22;
        fringe.rgb()[at + 2] = 20;
      }
    }
    ActionUnits raised = ActionUnits.neutral().with(ActionUnit.AU01, 5).with(ActionUnit.AU02, 5);
    double bald = above(brow, shaded(shading, raised));
    Image under = photo.copy();
    shading(fringe).apply(raised.toArray(), STILL, STILL, under);
    double hidden = above(brow, under);
    assertTrue(hidden < 0.25 * bald, hidden + " against " + bald);
  }

  @Test
  void theFoldedSideTurnsWithTheLight() {
    SkinLight fromRight = SkinLight.of(map(lit(0.6)), lit(0.6));
    SkinLight fromLeft = SkinLight.of(map(lit(-0.6)), lit(-0.6));
    assertTrue(fromRight.x() > 0.05, fromRight.toString());
    assertTrue(fromLeft.x() < -0.05, fromLeft.toString());
  }

  @Test
  void aFrameAllocatesNothing() {
    float[] units =
        ActionUnits.neutral().with(ActionUnit.AU09, 4).with(ActionUnit.AU12, 3).toArray();
    Image out = photo.copy();
    for (int i = 0; i < 50; i++) {
      shading.apply(units, STILL, STILL, out);
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(id);
    for (int i = 0; i < 50; i++) {
      shading.apply(units, STILL, STILL, out);
    }
    long bytes = threads.getThreadAllocatedBytes(id) - before;
    assertTrue(bytes < 2000, "allocated " + bytes + " bytes in 50 frames");
  }

  @Test
  void reliefsNameUnitsAndStayWithinTheirBounds() {
    List<Relief> reliefs = Furrows.of(1);
    for (Relief relief : reliefs) {
      double[] b = relief.bounds();
      double x = (b[0] + b[2]) / 2;
      assertEquals(0, relief.height(x, b[3] + 0.05, 0.1), 0.004, relief.toString());
      assertEquals(0, relief.height(x, b[1] - 0.05, 0.1), 0.004, relief.toString());
    }
  }

  private double above(int row, Image shaded) {
    double sum = 0;
    for (int i = 0; i < row * SIZE * 3; i++) {
      sum += Math.abs((photo.rgb()[i] & 0xff) - (shaded.rgb()[i] & 0xff));
    }
    return sum;
  }

  private SkinMap map(Image image) {
    return new SkinMap(TestNets.canonical(), image, face.mesh(), face.pose());
  }

  /** A grey head under light from the picture's right (positive) or left. */
  private Image lit(double fromRight) {
    Image image = plain(60, 60, 60);
    SkinMap map = map(image);
    for (int i = 0; i < map.x.length; i++) {
      if (!Float.isNaN(map.x[i])) {
        double v = 0.15 + 0.2 * map.normalZ[i] + 0.25 * fromRight * map.normalX[i];
        byte grey = (byte) Math.round(255 * Math.pow(Math.max(0.01, v), 1 / SkinLight.GAMMA));
        int at = ((map.top + i / map.columns) * SIZE + map.left + i % map.columns) * 3;
        java.util.Arrays.fill(image.rgb(), at, at + 3, grey);
      }
    }
    return image;
  }

  private SkinShading shading(Image image) {
    FaceMesh mesh = face.mesh();
    return new SkinShading(TestNets.canonical(), image, mesh, face.pose(), 3);
  }

  private Image shaded(SkinShading skin, ActionUnits units) {
    Image out = photo.copy();
    skin.apply(units.toArray(), STILL, STILL, out);
    return out;
  }

  private static double difference(Image a, Image b) {
    return difference(a, b, 0, SIZE);
  }

  private static double difference(Image a, Image b, int x0, int x1) {
    double sum = 0;
    for (int y = 0; y < SIZE; y++) {
      for (int i = (y * SIZE + x0) * 3; i < (y * SIZE + x1) * 3; i++) {
        sum += Math.abs((a.rgb()[i] & 0xff) - (b.rgb()[i] & 0xff));
      }
    }
    return sum;
  }

  private static Image plain(int r, int g, int b) {
    byte[] rgb = new byte[SIZE * SIZE * 3];
    for (int i = 0; i < rgb.length; i += 3) {
      rgb[i] = (byte) r;
      rgb[i + 1] = (byte) g;
      rgb[i + 2] = (byte) b;
    }
    return new Image(SIZE, SIZE, rgb);
  }
}
