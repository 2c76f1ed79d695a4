package io.argen.motion.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.face.CanonicalFace;
import io.argen.face.TestNets;
import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Side;
import io.argen.motion.ActionUnitBasis;
import io.argen.motion.BasisFiles;
import io.argen.motion.MeshMotion;
import io.argen.run.InputException;
import io.argen.run.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A motion that is known is found again. */
final class BasisFitterTest {
  private static final CanonicalFace FACE = TestNets.canonical();
  private static final ActionUnitBasis ANATOMICAL = ActionUnitBasis.anatomical(FACE);
  private static final ActionUnit[] SHOWN = {
    ActionUnit.AU01, ActionUnit.AU12, ActionUnit.AU26, ActionUnit.AU15
  };
  private static final ActionUnitBasis PLANTED = planted();
  private static final FitOptions OPTIONS = new FitOptions(4, 3, 6, 60);
  private static final List<MotionTrack> PEOPLE =
      List.of(person("a", 1), person("b", 2), person("c", 3));
  private static final BasisFitter FITTER = new BasisFitter(FACE, OPTIONS);
  private static final ActionUnitBasis FITTED = FITTER.fit(PEOPLE);

  /** AU1 pulls outward too, which no other unit does; a residual bends the face in depth. */
  private static ActionUnitBasis planted() {
    float[][] shapes = ANATOMICAL.displacements();
    float[] residual = new float[468 * 3];
    for (int i = 0; i < 468; i++) {
      for (Side side : Side.values()) {
        float[] brow = shapes[ActionUnits.channel(ActionUnit.AU01, side)];
        brow[i * 3] += (side == Side.LEFT ? 0.5f : -0.5f) * brow[i * 3 + 1];
      }
      residual[i * 3 + 2] = (float) (0.1 * Math.sin(FACE.x(i)) * Math.cos(0.7 * FACE.y(i)));
    }
    return ActionUnitBasis.of(shapes, new float[][] {residual});
  }

  private static MotionTrack person(String name, long seed) {
    RandomGenerator random = Seeds.generator(seed);
    float[] neutral = FACE.points();
    for (int i = 0; i < neutral.length; i++) {
      neutral[i] *= 1 + 0.03f * (float) Math.sin(i % 3 + (int) seed);
    }
    MeshMotion motion = new MeshMotion(PLANTED, neutral);
    List<float[]> frames = new ArrayList<>();
    for (int t = 0; t < 50; t++) {
      float[] units = new float[ActionUnits.CHANNELS];
      for (ActionUnit unit : SHOWN) {
        if (random.nextDouble() < 0.5) {
          float amount = (float) (1 + 3.5 * random.nextDouble());
          units[ActionUnits.channel(unit, Side.LEFT)] = amount;
          units[ActionUnits.channel(unit, Side.RIGHT)] = amount;
        }
      }
      frames.add(motion.displacement(units, new float[] {(float) random.nextGaussian()}));
    }
    return new MotionTrack(name, name, neutral, frames);
  }

  @Test
  void aPlantedShapeIsApproachedFromTheAnatomicalOne() {
    double before = likeness(ANATOMICAL, ActionUnit.AU01);
    double after = likeness(FITTED, ActionUnit.AU01);
    assertTrue(before < 0.97, "planted too close to tell: " + before);
    assertTrue(1 - after < 0.5 * (1 - before), before + " only became " + after);
  }

  @Test
  void unitsThatAreNeverShownKeepTheirAnatomy() {
    for (ActionUnit unit : List.of(ActionUnit.AU04, ActionUnit.AU09, ActionUnit.AU22)) {
      int k = ActionUnits.channel(unit, Side.LEFT);
      assertTrue(FITTER.likeness(FITTED, k) > 0.99, unit + ": " + FITTER.likeness(FITTED, k));
    }
  }

  @Test
  void aPersonHeldOutIsExplainedBetterThanByAnatomyAndBestWithResidual() {
    List<MotionTrack> own = PEOPLE.subList(2, 3);
    ActionUnitBasis others = FITTER.fit(PEOPLE.subList(0, 2));
    Explained anatomical = Explained.of(ANATOMICAL, own);
    Explained fitted = Explained.of(others, own);
    assertTrue(fitted.units() > anatomical.units() + 0.005, anatomical + " " + fitted);
    assertTrue(fitted.withResidual() > 0.97, fitted.toString());
    assertEquals(anatomical.units(), anatomical.withResidual(), 1e-9);
  }

  @Test
  void shapesOfTheSidesAreMirrorImages() {
    int[] mirror = FACE.mirror();
    for (ActionUnit unit : ActionUnit.values()) {
      float[] left = FITTED.displacement(unit, Side.LEFT);
      float[] right = ShapeUpdate.mirrored(FITTED.displacement(unit, Side.RIGHT), mirror);
      for (int i = 0; i < left.length; i++) {
        assertEquals(left[i], right[i], 0.02, unit + " at " + i);
      }
    }
  }

  @Test
  void theSameSeedFitsTheSameBasisAndFilesKeepIt(@TempDir Path folder) throws IOException {
    ActionUnitBasis again = FITTER.fit(PEOPLE);
    assertEquals(FITTED, again);
    Path file = folder.resolve("basis.safetensors");
    BasisFiles.write(file, FITTED, Map.of("seed", "3"));
    assertEquals(FITTED, ActionUnitBasis.load(file));
    byte[] bytes = Files.readAllBytes(file);
    Path cut = folder.resolve("cut.safetensors");
    Files.write(cut, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    InputException e = assertThrows(InputException.class, () -> ActionUnitBasis.load(cut));
    assertTrue(String.valueOf(e.getMessage()).contains("cut.safetensors"), e.getMessage());
  }

  @Test
  void aMeshIsTakenApartAndPutTogether() {
    float[] units = new float[ActionUnits.CHANNELS];
    units[ActionUnits.channel(ActionUnit.AU12, Side.LEFT)] = 4;
    units[ActionUnits.channel(ActionUnit.AU45, Side.LEFT)] = 5;
    MeshMotion motion = new MeshMotion(PLANTED, FACE.points());
    float[] asked = motion.displacement(units, new float[] {1.5f});
    MeshMotion.Reading read = motion.read(asked);
    float[] got = motion.displacement(read.units(), read.residual());
    double error = 0;
    double all = 0;
    for (int i = 0; i < got.length; i++) {
      error += Math.pow(got[i] - asked[i], 2);
      all += asked[i] * asked[i];
    }
    assertTrue(error < 0.05 * all, "lost " + error / all);
    assertEquals(4, read.units()[ActionUnits.channel(ActionUnit.AU12, Side.LEFT)], 0.8);
    assertEquals(0, read.units()[ActionUnits.channel(ActionUnit.AU12, Side.RIGHT)], 0.5);
  }

  private static double likeness(ActionUnitBasis basis, ActionUnit unit) {
    float[] a = basis.displacement(unit, Side.LEFT);
    float[] b = PLANTED.displacement(unit, Side.LEFT);
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (double) a[i] * b[i];
      aa += (double) a[i] * a[i];
      bb += (double) b[i] * b[i];
    }
    return ab / Math.sqrt(aa * bb);
  }
}
