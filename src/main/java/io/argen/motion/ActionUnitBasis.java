package io.argen.motion;

import io.argen.face.CanonicalFace;
import io.argen.face.FaceMesh;
import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Side;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * How each Action Unit moves the canonical face: a displacement field in centimetres at intensity
 * 5, left and right, linear in intensity but for the lids, which close the person's own eyes.
 *
 * <p>A basis fitted to real motion also has residual components: displacement fields of what units
 * leave over, in centimetres a unit of their amount, whose spread over real faces is about 1.
 */
public final class ActionUnitBasis {
  private static final int SIZE = FaceMesh.POINTS * 3;

  private final float[][] shapes;
  private final float[][] residuals;

  private ActionUnitBasis(float[][] shapes, float[][] residuals) {
    this.shapes = shapes;
    this.residuals = residuals;
  }

  /** The hand-made basis; it has no residual components. */
  public static ActionUnitBasis anatomical(CanonicalFace face) {
    return new ActionUnitBasis(AnatomicalShapes.of(face), new float[0][]);
  }

  /** The basis fitted to real motion that ARGen ships; see docs/motion.md. */
  public static ActionUnitBasis fitted() {
    return Shipped.BASIS;
  }

  private static final class Shipped {
    static final ActionUnitBasis BASIS = BasisFiles.shipped();
  }

  /**
   * A basis that {@code fit motion} wrote.
   *
   * @throws io.argen.run.InputException if it is no such file
   */
  public static ActionUnitBasis load(Path file) {
    return BasisFiles.read(file);
  }

  /**
   * Any basis; the arrays are copied.
   *
   * @param shapes one a channel of {@link ActionUnits}, {@code [468 * 3]} cm at intensity 5
   * @param residuals any number, {@code [468 * 3]} cm each
   */
  public static ActionUnitBasis of(float[][] shapes, float[][] residuals) {
    if (shapes.length != ActionUnits.CHANNELS) {
      throw new IllegalArgumentException(
          "expected " + ActionUnits.CHANNELS + " shapes, got " + shapes.length);
    }
    return new ActionUnitBasis(copy(shapes), copy(residuals));
  }

  private static float[][] copy(float[][] fields) {
    float[][] copy = new float[fields.length][];
    for (int k = 0; k < fields.length; k++) {
      if (fields[k].length != SIZE) {
        throw new IllegalArgumentException(
            "expected 468 x 3 values a field, got " + fields[k].length);
      }
      copy[k] = fields[k].clone();
    }
    return copy;
  }

  /**
   * A face's points under given intensities.
   *
   * @param rest the person's neutral, {@code [468 * 3]} in canonical axes, cm; not changed
   * @param out where the result goes, same shape
   */
  public void apply(float[] rest, float[] intensities, float[] out) {
    if (intensities.length != ActionUnits.CHANNELS || rest.length != SIZE) {
      throw new IllegalArgumentException(
          "expected 46 intensities and 468 x 3 points, got "
              + intensities.length
              + " and "
              + rest.length);
    }
    System.arraycopy(rest, 0, out, 0, rest.length);
    addLinear(intensities, out);
    LidMotion.apply(out, intensities);
  }

  /** Adds what is linear in the intensities to points in place: all but the closing of lids. */
  public void addLinear(float[] intensities, float[] points) {
    for (int k = 0; k < shapes.length; k++) {
      add(shapes[k], intensities[k] / ActionUnits.MAX_INTENSITY, points);
    }
  }

  /**
   * Adds residual components to points in place.
   *
   * @param residual amounts, at most {@link #residuals}; those left out are 0
   */
  public void addResidual(float[] residual, float[] points) {
    if (residual.length > residuals.length) {
      throw new IllegalArgumentException(
          "this basis has "
              + residuals.length
              + " residual components, got "
              + residual.length
              + " amounts");
    }
    for (int k = 0; k < residual.length; k++) {
      add(residuals[k], residual[k], points);
    }
  }

  private static void add(float[] field, float amount, float[] out) {
    if (amount != 0) {
      for (int i = 0; i < out.length; i++) {
        out[i] += amount * field[i];
      }
    }
  }

  /** Adds what a channel moves up or down at an intensity to points in place. */
  void addHeight(int channel, float intensity, float[] points) {
    float amount = intensity / ActionUnits.MAX_INTENSITY;
    if (amount != 0) {
      for (int i = 1; i < points.length; i += 3) {
        points[i] += amount * shapes[channel][i];
      }
    }
  }

  /** A fresh copy of a unit's linear displacement at intensity 5, {@code [468 * 3]} cm. */
  public float[] displacement(ActionUnit unit, Side side) {
    return shapes[ActionUnits.channel(unit, side)].clone();
  }

  /** A fresh copy of all linear displacements, {@code [46][468 * 3]} cm at intensity 5. */
  public float[][] displacements() {
    return copy(shapes);
  }

  /** How many residual components there are; 0 without a fit. */
  public int residuals() {
    return residuals.length;
  }

  /** A fresh copy of a residual component, {@code [468 * 3]} cm at amount 1. */
  public float[] residual(int component) {
    return residuals[component].clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ActionUnitBasis that
        && Arrays.deepEquals(shapes, that.shapes)
        && Arrays.deepEquals(residuals, that.residuals);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.deepHashCode(shapes) + Arrays.deepHashCode(residuals);
  }
}
