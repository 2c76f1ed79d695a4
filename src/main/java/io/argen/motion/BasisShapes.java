package io.argen.motion;

import io.argen.face.CanonicalFace;
import io.argen.face.FaceMesh;
import java.util.Arrays;

/**
 * Building blocks of the anatomical basis: smooth pulls on the canonical face, written for the
 * subject's right (the picture's left) and mirrored. Centimetres.
 */
final class BasisShapes {
  // Rings of the lips from the outer border inward, upper and lower separately, corners excluded.
  private static final int[][] UPPER_RINGS = {
    {185, 40, 39, 37, 0, 267, 269, 270, 409},
    {184, 74, 73, 72, 11, 302, 303, 304, 408},
    {183, 42, 41, 38, 12, 268, 271, 272, 407},
    {191, 80, 81, 82, 13, 312, 311, 310, 415}
  };
  private static final int[][] LOWER_RINGS = {
    {146, 91, 181, 84, 17, 314, 405, 321, 375},
    {77, 90, 180, 85, 16, 315, 404, 320, 307},
    {96, 89, 179, 86, 15, 316, 403, 319, 325},
    {95, 88, 178, 87, 14, 317, 402, 318, 324}
  };

  /** How far each ring follows a pull on the border; the inner ones lie close together. */
  private static final float[] BORDER = {1, 0.62f, 0.08f, 0};

  private static final int[] CORNERS = {61, 76, 62, 78, 291, 306, 292, 308};
  private static final int[] LIDS = {
    7, 163, 144, 145, 153, 154, 155, 246, 161, 160, 159, 158, 157, 173, 33, 133, 249, 390, 373, 374,
    380, 381, 382, 466, 388, 387, 386, 385, 384, 398, 263, 362
  };

  // Between lid and brow: they give way little by little.
  private static final int[] FOLDS = {
    247, 30, 29, 27, 28, 56, 190, 467, 260, 259, 257, 258, 286, 414
  };
  private static final int[] ABOVE_FOLDS = {
    113, 225, 224, 223, 222, 221, 189, 342, 445, 444, 443, 442, 441, 413
  };

  private final CanonicalFace face;
  private final int[] mirror;

  /** 1 on the upper lip, 0 on the lower, 0.5 at the corners, 1 elsewhere above them and so on. */
  private final float[] upper = new float[FaceMesh.POINTS];

  private final float[] lower = new float[FaceMesh.POINTS];

  /** How far inward on the lip: 1 at the outer border, 0 at the line where the lips meet. */
  private final float[] border = new float[FaceMesh.POINTS];

  /** How far a point follows the brow. */
  private final float[] brow = new float[FaceMesh.POINTS];

  private final boolean[] lip = new boolean[FaceMesh.POINTS];

  BasisShapes(CanonicalFace face) {
    this.face = face;
    this.mirror = face.mirror();
    Arrays.fill(border, 1);
    double line = (face.y(61) + face.y(291)) / 2;
    for (int i = 0; i < FaceMesh.POINTS; i++) {
      upper[i] = face.y(i) >= line ? 1 : 0;
      lower[i] = 1 - upper[i];
    }
    rings(UPPER_RINGS, 1);
    rings(LOWER_RINGS, 0);
    for (int i : CORNERS) {
      upper[i] = 0.5f;
      lower[i] = 0.5f;
      lip[i] = true;
    }
    Arrays.fill(brow, 1);
    follow(LIDS, 0.12f);
    follow(FOLDS, 0.38f);
    follow(ABOVE_FOLDS, 0.72f);
  }

  /** Rings of the upper lip from the border inward, each from the subject's right; not copied. */
  static int[][] upperRings() {
    return UPPER_RINGS;
  }

  /** The lower lip's; a place in a ring lies below the same place of the upper lip's. */
  static int[][] lowerRings() {
    return LOWER_RINGS;
  }

  /** How far a ring follows the line where lips meet: 0 at the border, 1 there. */
  static double inward(int ring) {
    return 1 - BORDER[ring];
  }

  private void follow(int[] points, float share) {
    for (int i : points) {
      brow[i] = share;
    }
  }

  private void rings(int[][] rings, float isUpper) {
    for (int ring = 0; ring < rings.length; ring++) {
      for (int i : rings[ring]) {
        upper[i] = isUpper;
        lower[i] = 1 - isUpper;
        border[i] = BORDER[ring];
        lip[i] = true;
      }
    }
  }

  /** Which points a pull may move, and how much. */
  enum Where {
    ANYWHERE,
    /** The upper lip and what lies above the line of the mouth. */
    UPPER,
    /** The lower lip and what lies below. */
    LOWER,
    /** As UPPER, fading to nothing where the lips meet. */
    UPPER_BORDER,
    LOWER_BORDER,
    /** Everything but the lids, which have a motion of their own. */
    NOT_LIDS,
    NOT_LIPS
  }

  float mask(Where where, int point) {
    return switch (where) {
      case ANYWHERE -> 1;
      case UPPER -> upper[point];
      case LOWER -> lower[point];
      case UPPER_BORDER -> upper[point] * border[point];
      case LOWER_BORDER -> lower[point] * border[point];
      case NOT_LIDS -> brow[point];
      case NOT_LIPS -> lip[point] ? 0.25f : 1;
    };
  }

  /**
   * A pull on the subject's right: points near {@code centres} move by (dx, dy, dz), less with
   * distance.
   *
   * @param radius centimetres at which the pull has fallen to 1/e
   */
  void pull(
      float[] into, Where where, double radius, double dx, double dy, double dz, int... centres) {
    for (int i = 0; i < FaceMesh.POINTS; i++) {
      double weight = 0;
      for (int c : centres) {
        double x = face.x(i) - face.x(c);
        double y = face.y(i) - face.y(c);
        double z = 0.5 * (face.z(i) - face.z(c));
        weight = Math.max(weight, Math.exp(-(x * x + y * y + z * z) / (radius * radius)));
      }
      weight *= mask(where, i);
      into[i * 3] += (float) (weight * dx);
      into[i * 3 + 1] += (float) (weight * dy);
      into[i * 3 + 2] += (float) (weight * dz);
    }
  }

  /**
   * The jaw: what lies below the mouth turns down and back with it; the lower lip follows, least at
   * the corners.
   */
  void jaw(float[] into, double down, double back, double corners) {
    double line = (face.y(61) + face.y(291)) / 2;
    double chin = face.y(152);
    double half = Math.abs(face.x(61));
    double[] reach = new double[FaceMesh.POINTS];
    for (int ring = 0; ring < LOWER_RINGS.length; ring++) {
      for (int i : LOWER_RINGS[ring]) {
        reach[i] = Math.abs(face.x(CORNERS[ring]));
      }
    }
    for (int i = 0; i < FaceMesh.POINTS; i++) {
      double x = face.x(i);
      double depth = clamp((line - face.y(i)) / (line - chin));
      double weight = lower[i] == 0 ? 0 : smooth(depth);
      if (lip[i] && lower[i] > 0) {
        // An ellipse: the lip hangs from the corners, without a step beside them.
        double across = 1 - x * x / (reach[i] * reach[i]);
        double follow = lower[i] == 1 ? Math.sqrt(Math.max(0, across)) : 0;
        weight = corners + (1 - corners) * follow;
      } else if (lower[i] == 1) {
        // Below the lip the skin is carried by the chin all the way up.
        double across = Math.exp(-Math.pow(x / (1.6 * half), 4));
        weight = Math.max(weight, 0.85 * across * clamp((line - face.y(i)) / 0.6));
      }
      double side = Math.max(0, Math.abs(x) - 4.2);
      weight *= Math.exp(-side * side / 5);
      into[i * 3 + 1] -= (float) (weight * down);
      into[i * 3 + 2] -= (float) (weight * back);
    }
    // The cheeks are drawn down a little by the corners.
    pullBoth(into, Where.NOT_LIPS, 2.0, 0, -0.16 * down, -0.05 * down, 212, 202);
  }

  private void pullBoth(
      float[] into, Where where, double radius, double dx, double dy, double dz, int... centres) {
    pull(into, where, radius, dx, dy, dz, centres);
    int[] others = new int[centres.length];
    for (int i = 0; i < centres.length; i++) {
      others[i] = mirror[centres[i]];
    }
    pull(into, where, radius, -dx, dy, dz, others);
  }

  /** The same shape on the other side of the face. */
  float[] mirrored(float[] shape) {
    float[] out = new float[shape.length];
    for (int i = 0; i < FaceMesh.POINTS; i++) {
      out[mirror[i] * 3] = -shape[i * 3];
      out[mirror[i] * 3 + 1] = shape[i * 3 + 1];
      out[mirror[i] * 3 + 2] = shape[i * 3 + 2];
    }
    return out;
  }

  /**
   * The half of a shape that belongs to the subject's right: full beyond a centimetre from the
   * middle, shared within it. The halves of a symmetric shape add up to the whole.
   */
  float[] rightHalf(float[] shape) {
    float[] out = shape.clone();
    for (int i = 0; i < FaceMesh.POINTS; i++) {
      float share = (float) smooth(clamp(0.5 - face.x(i) / 2.0));
      for (int c = 0; c < 3; c++) {
        out[i * 3 + c] *= share;
      }
    }
    return out;
  }

  private static double clamp(double v) {
    return Math.max(0, Math.min(1, v));
  }

  private static double smooth(double v) {
    return v * v * (3 - 2 * v);
  }
}
