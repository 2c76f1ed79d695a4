package io.argen.motion;

import io.argen.face.CanonicalFace;
import io.argen.face.FaceMesh;
import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Side;
import io.argen.motion.BasisShapes.Where;

/**
 * What each unit's muscle does to the canonical face, written down by hand.
 *
 * <p>Directions and places follow the muscles (Ekman, Friesen & Hager 2002); sizes are ours, chosen
 * so that intensity 5 is about the most a face does.
 */
final class AnatomicalShapes {
  private AnatomicalShapes() {}

  /** One shape a channel, {@code [468 * 3]} cm at intensity 5. */
  static float[][] of(CanonicalFace face) {
    BasisShapes tool = new BasisShapes(face);
    float[][] shapes = new float[ActionUnits.CHANNELS][];
    for (ActionUnit unit : ActionUnit.values()) {
      float[] right = right(unit, tool);
      shapes[ActionUnits.channel(unit, Side.RIGHT)] = right;
      shapes[ActionUnits.channel(unit, Side.LEFT)] = tool.mirrored(right);
    }
    return shapes;
  }

  private static float[] right(ActionUnit unit, BasisShapes t) {
    float[] s = new float[FaceMesh.POINTS * 3];
    switch (unit) {
      case AU01 -> {
        t.pull(s, Where.NOT_LIDS, 1.25, 0.06, 0.90, 0.10, 55, 107, 66);
        t.pull(s, Where.NOT_LIDS, 1.4, 0.0, 0.45, 0.05, 108, 69);
      }
      case AU02 -> {
        t.pull(s, Where.NOT_LIDS, 1.35, 0.0, 0.85, 0.05, 46, 70, 53, 63);
        t.pull(s, Where.NOT_LIDS, 1.4, 0.0, 0.35, 0.0, 104, 68);
      }
      case AU04 -> {
        t.pull(s, Where.NOT_LIDS, 1.15, 0.55, -0.98, 0.12, 55, 107, 65);
        t.pull(s, Where.NOT_LIDS, 1.3, 0.18, -0.70, 0.05, 105, 52, 66);
      }
      case AU05 -> {
        t.pull(s, Where.ANYWHERE, 0.85, 0, 0.72, 0.02, 159, 158, 160);
        t.pull(s, Where.ANYWHERE, 0.6, 0, -0.22, 0, 145, 144, 153);
      }
      case AU06 -> {
        t.pull(s, Where.NOT_LIDS, 1.5, 0.05, 0.42, 0.18, 50, 118, 101);
        t.pull(s, Where.ANYWHERE, 0.7, 0, 0.10, 0.02, 145, 144, 153);
        t.pull(s, Where.NOT_LIDS, 1.0, 0.12, -0.12, 0, 46, 35);
      }
      case AU07 -> t.pull(s, Where.NOT_LIDS, 0.8, 0, 0.18, 0.03, 23, 24, 110);
      case AU09 -> {
        t.pull(s, Where.NOT_LIPS, 1.0, -0.04, 0.52, 0.10, 129, 98, 49, 64);
        t.pull(s, Where.NOT_LIPS, 1.0, 0.0, 0.24, 0.10, 196, 197, 195);
        t.pull(s, Where.UPPER, 1.0, 0, 0.28, 0.05, 37, 0, 39, 40);
        t.pull(s, Where.NOT_LIDS, 1.1, 0.26, -0.55, 0.05, 55, 107);
        t.pull(s, Where.NOT_LIDS, 1.3, 0.0, 0.34, 0.14, 101, 100, 126);
      }
      case AU10 -> {
        t.pull(s, Where.UPPER, 0.95, -0.06, 0.58, 0.08, 39, 37, 40);
        t.pull(s, Where.NOT_LIPS, 1.2, -0.05, 0.40, 0.12, 203, 206, 165);
        t.pull(s, Where.NOT_LIPS, 0.9, -0.06, 0.20, 0, 129, 64);
      }
      case AU11 -> t.pull(s, Where.NOT_LIPS, 1.0, -0.10, 0.28, 0.10, 203, 206, 36);
      case AU12 -> {
        t.pull(s, Where.ANYWHERE, 1.55, -0.85, 0.80, -0.38, 61);
        t.pull(s, Where.NOT_LIDS, 1.6, -0.10, 0.45, 0.22, 205, 50, 187);
        t.pull(s, Where.UPPER, 1.2, -0.10, 0.16, -0.12, 39, 40);
        // Stretched lips are thinner lips.
        t.pull(s, Where.UPPER_BORDER, 1.2, 0, -0.14, 0, 0, 37, 39);
        t.pull(s, Where.LOWER_BORDER, 1.2, 0, 0.16, 0, 17, 84, 181);
      }
      case AU14 -> {
        // The corner is drawn in against the teeth and narrowed; the lips are stretched flat.
        t.pull(s, Where.ANYWHERE, 0.9, -0.42, 0.10, -0.62, 61);
        t.pull(s, Where.UPPER_BORDER, 0.75, 0, -0.20, -0.10, 185, 40);
        t.pull(s, Where.LOWER_BORDER, 0.75, 0, 0.24, -0.10, 146, 91);
        t.pull(s, Where.NOT_LIPS, 1.1, 0.06, 0.26, 0.10, 204, 211);
        t.pull(s, Where.NOT_LIPS, 0.9, 0.22, 0.0, 0.12, 216, 212);
      }
      case AU15 -> {
        t.pull(s, Where.ANYWHERE, 1.15, -0.15, -0.92, -0.05, 61);
        t.pull(s, Where.NOT_LIPS, 1.2, -0.05, -0.35, 0.05, 204, 211);
      }
      case AU16 -> t.pull(s, Where.LOWER, 1.0, -0.04, -0.60, 0.05, 84, 181, 17);
      case AU17 -> {
        t.pull(s, Where.NOT_LIPS, 1.4, 0, 0.82, 0.26, 199, 200, 171, 208);
        t.pull(s, Where.LOWER, 1.1, 0, 0.76, 0.24, 17, 84);
        t.pull(s, Where.UPPER, 0.8, 0, 0.34, 0.08, 0, 37);
      }
      case AU18 -> {
        t.pull(s, Where.ANYWHERE, 1.3, 0.90, 0.0, 0.35, 61);
        t.pull(s, Where.ANYWHERE, 1.3, 0.08, 0.0, 0.50, 37, 84, 0, 17);
        // Pushed forward the red parts show more of themselves.
        t.pull(s, Where.UPPER_BORDER, 1.0, 0, 0.16, 0, 0, 37);
        t.pull(s, Where.LOWER_BORDER, 1.0, 0, -0.20, 0, 17, 84);
      }
      case AU20 -> {
        // Platysma, which comes with risorius, pulls down too.
        t.pull(s, Where.ANYWHERE, 2.1, -1.10, -0.80, -0.30, 61);
        t.pull(s, Where.NOT_LIPS, 1.2, -0.05, -0.40, 0.05, 204, 211);
        t.pull(s, Where.LOWER, 1.2, -0.10, -0.16, -0.06, 84, 181);
      }
      case AU22 -> {
        t.pull(s, Where.ANYWHERE, 1.3, 0.50, 0.0, 0.45, 61);
        t.pull(s, Where.UPPER, 1.1, 0, 0.30, 0.60, 37, 0, 39);
        t.pull(s, Where.LOWER, 1.1, 0, -0.40, 0.60, 84, 17, 181);
      }
      case AU23 -> {
        // Red parts rolled in and narrowed, the mouth a little shorter.
        t.pull(s, Where.UPPER_BORDER, 1.1, 0, -0.36, -0.12, 0, 37, 39);
        t.pull(s, Where.LOWER_BORDER, 1.1, 0, 0.44, -0.12, 17, 84, 181);
        t.pull(s, Where.ANYWHERE, 1.1, 0.36, 0, -0.02, 61);
        t.pull(s, Where.NOT_LIPS, 0.9, 0, 0.16, 0.08, 18, 83);
        t.pull(s, Where.NOT_LIPS, 0.9, 0, -0.14, 0.08, 164, 167);
      }
      case AU24 -> {
        // Pressed to a line as wide as before; the skin above and below bulges.
        t.pull(s, Where.UPPER_BORDER, 1.2, 0, -0.44, -0.10, 0, 37, 39, 40);
        t.pull(s, Where.LOWER_BORDER, 1.2, 0, 0.50, -0.06, 17, 84, 181, 91);
        t.pull(s, Where.NOT_LIPS, 1.2, 0, 0.22, 0.12, 200, 18, 83);
        t.pull(s, Where.NOT_LIPS, 1.0, 0, -0.12, 0.12, 164, 167);
        t.pull(s, Where.ANYWHERE, 0.9, -0.14, -0.06, 0, 61);
      }
      case AU25 -> {
        t.pull(s, Where.UPPER, 1.3, 0, 0.20, 0.02, 13, 82, 0, 37);
        t.pull(s, Where.LOWER, 1.3, 0, -0.62, 0.0, 14, 87, 17, 84);
      }
      case AU26 -> {
        t.jaw(s, JawDrop.DROP_CM, 0.44, 0.52);
        t.pull(s, Where.ANYWHERE, 1.3, 0.34, -0.06, 0, 61);
      }
      case AU27 -> {
        t.jaw(s, JawDrop.STRETCH_CM, 0.85, 0.5);
        t.pull(s, Where.ANYWHERE, 1.3, 0.35, -0.10, 0, 61);
        t.pull(s, Where.UPPER, 1.0, 0, 0.15, 0, 0, 37);
      }
      case AU45 -> {
        // The lids themselves; see LidMotion.
      }
    }
    return t.rightHalf(s);
  }
}
