package io.argen.motion.fit;

import io.argen.face.CanonicalFace;
import io.argen.face.FaceMesh;
import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Side;
import io.argen.motion.ActionUnitBasis;
import io.argen.motion.LidMotion;

/**
 * What a unit may look like before any data are seen: its anatomical shape, held the more firmly
 * the farther a point lies from the unit's muscle, and the smaller the unit's motion is.
 */
final class ShapePrior {
  /** How firmly shapes are held at their own place, over the data of eight people. */
  private static final double STIFFNESS = 0.0375;

  /** Points far from a unit are held 21 times as firmly as its own. */
  private static final double LEAKAGE = 0.05;

  private static final double REACH_CM = 0.7;

  final float[][] shapes;
  private final double[][] stiffness = new double[ActionUnits.CHANNELS][FaceMesh.POINTS];

  ShapePrior(CanonicalFace face) {
    shapes = ActionUnitBasis.anatomical(face).displacements();
    for (int k = 0; k < shapes.length; k++) {
      double[] size = sizes(k);
      double most = 0;
      for (double s : size) {
        most = Math.max(most, s);
      }
      boolean blink = ActionUnit.values()[k / 2] == ActionUnit.AU45;
      double relative = blink ? 1 : Math.pow(0.6 / Math.max(most, 0.15), 2);
      double[] local = spread(face, size, most);
      for (int i = 0; i < local.length; i++) {
        stiffness[k][i] = STIFFNESS * relative / (local[i] + LEAKAGE);
      }
    }
  }

  /** How far a channel moves each point; of a blink, which lids it closes. */
  private double[] sizes(int k) {
    double[] size = new double[FaceMesh.POINTS];
    float[] s = shapes[k];
    for (int i = 0; i < size.length; i++) {
      size[i] = Math.hypot(Math.hypot(s[i * 3], s[i * 3 + 1]), s[i * 3 + 2]);
    }
    if (ActionUnit.values()[k / 2] == ActionUnit.AU45) {
      boolean right = k == ActionUnits.channel(ActionUnit.AU45, Side.RIGHT);
      for (int[] pair : LidMotion.pairs()[right ? 0 : 1]) {
        size[pair[0]] = 1;
        size[pair[1]] = 1;
      }
    }
    return size;
  }

  private static double[] spread(CanonicalFace face, double[] size, double most) {
    double[] local = new double[size.length];
    for (int i = 0; i < local.length; i++) {
      for (int j = 0; j < local.length; j++) {
        double x = face.x(i) - face.x(j);
        double y = face.y(i) - face.y(j);
        double z = face.z(i) - face.z(j);
        double squared = (x * x + y * y + 0.5 * z * z) / (2 * REACH_CM * REACH_CM);
        local[i] = Math.max(local[i], size[j] / Math.max(most, 1e-9) * Math.exp(-squared));
      }
    }
    return local;
  }

  double stiffness(int channel, int point) {
    return stiffness[channel][point];
  }

  /**
   * How much more firmly the gap between two lips is held than the lips themselves: a smile must
   * not open the mouth because smiles in the data do.
   */
  static double lipGap(int channel) {
    return switch (ActionUnit.values()[channel / 2]) {
      case AU25 -> 1;
      case AU10, AU16, AU22, AU26, AU27 -> 10;
      default -> 100;
    };
  }

  /** The same for the lids, whose closing is {@code LidMotion}'s. */
  static double lidGap(int channel) {
    return ActionUnit.values()[channel / 2] == ActionUnit.AU05 ? 1 : 100;
  }
}
