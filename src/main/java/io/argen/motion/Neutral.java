package io.argen.motion;

import io.argen.face.CanonicalFace;
import io.argen.face.FaceMesh;
import io.argen.face.HeadPose;
import io.argen.face.HeadPoses;
import io.argen.facs.Side;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The face that action units are measured against: the person's own at rest where a clip shows it,
 * or, for a single photo, the typical face with its spread between people.
 */
public final class Neutral {
  /**
   * Mean and standard deviation of {@link FaceMeasures} over seven neutral faces (five photos, two
   * paintings), one side and the middle, cm. The canonical face itself will not do: its mouth is
   * open.
   */
  private static final double[][] TYPICAL_SIDED = {
    {2.10, 0.30}, {2.37, 0.27}, {1.69, 0.21}, {1.51, 0.12}, {-2.75, 0.14}, {-4.16, 0.24},
    {-1.66, 0.20}, {2.48, 0.31}, {-2.19, 0.22}, {4.00, 0.29}, {0.77, 0.13}, {0.92, 0.18},
    {-2.10, 0.18}, {-2.11, 0.18}, {-2.77, 0.23}, {-4.34, 0.26}
  };

  private static final double[][] TYPICAL_CENTRAL = {
    {-1.47, 0.19},
    {-2.13, 0.17},
    {-2.13, 0.18},
    {-3.15, 0.29},
    {-6.70, 0.34},
    {-5.15, 0.20},
    {1.95, 0.27},
    {5.90, 0.21},
    {5.46, 0.19},
    {0.01, 0.03}
  };

  /** Seven people are few: the true spread is taken to be wider. */
  private static final double CAUTION = 1.45;

  private static final double TYPICAL_OPENNESS = 0.31;
  private static final double TYPICAL_OPENNESS_SPREAD = 0.08;
  private static final double TYPICAL_LOWER_LID = -0.095;

  private final boolean personal;
  private final float[] points;
  private final double[] measures;
  private final double[] spread;
  private final double[] seen;
  private final float @Nullable [] look;
  private final double[] openness = new double[2];
  private final double[] lowerLid = new double[2];

  private Neutral(boolean personal, float[] points, double[] measures, double[] spread) {
    this.personal = personal;
    this.points = points;
    this.measures = measures;
    this.spread = spread;
    this.seen = SeenPoints.of(points);
    this.look = null;
  }

  private Neutral(Neutral other, float[] look) {
    personal = other.personal;
    points = other.points;
    measures = other.measures;
    spread = other.spread;
    seen = other.seen;
    this.look = look;
    System.arraycopy(other.openness, 0, openness, 0, openness.length);
    System.arraycopy(other.lowerLid, 0, lowerLid, 0, lowerLid.length);
  }

  /** The same with how the face looks at rest. */
  Neutral withLook(float[] atRest) {
    return new Neutral(this, atRest);
  }

  /** How the face looks at rest; null where there was no picture. */
  float @Nullable [] look() {
    return look;
  }

  /** For a single photo: nothing is known of the person. */
  static Neutral typical(CanonicalFace canonical) {
    double[] measures = new double[FaceMeasures.COUNT];
    double[] spread = new double[FaceMeasures.COUNT];
    int n = TYPICAL_SIDED.length;
    for (int i = 0; i < n; i++) {
      measures[i] = TYPICAL_SIDED[i][0];
      measures[n + i] = TYPICAL_SIDED[i][0];
      spread[i] = CAUTION * TYPICAL_SIDED[i][1];
      spread[n + i] = spread[i];
    }
    for (int i = 0; i < TYPICAL_CENTRAL.length; i++) {
      measures[2 * n + i] = TYPICAL_CENTRAL[i][0];
      spread[2 * n + i] = CAUTION * TYPICAL_CENTRAL[i][1];
    }
    Neutral neutral = new Neutral(false, canonical.points(), measures, spread);
    Arrays.fill(neutral.openness, TYPICAL_OPENNESS);
    Arrays.fill(neutral.lowerLid, TYPICAL_LOWER_LID);
    return neutral;
  }

  /** The person's own face at rest: the median of meshes that show it. */
  static Neutral of(CanonicalFace canonical, List<FaceMesh> restful) {
    if (restful.isEmpty()) {
      throw new IllegalArgumentException("a person's neutral needs at least one mesh");
    }
    HeadPoses poses = new HeadPoses(canonical);
    float[][] unposed = new float[restful.size()][];
    for (int i = 0; i < unposed.length; i++) {
      HeadPose pose = poses.fit(restful.get(i));
      unposed[i] = HeadPoses.unposed(restful.get(i), pose);
    }
    float[] median = new float[FaceMesh.POINTS * 3];
    float[] column = new float[unposed.length];
    for (int k = 0; k < median.length; k++) {
      for (int i = 0; i < column.length; i++) {
        column[i] = unposed[i][k];
      }
      Arrays.sort(column);
      median[k] = (column[(column.length - 1) / 2] + column[column.length / 2]) / 2;
    }
    return ofPoints(median);
  }

  /** From a person's own face at rest, {@code [468 * 3]} cm in canonical axes, not copied. */
  static Neutral ofPoints(float[] median) {
    Neutral neutral =
        new Neutral(true, median, FaceMeasures.of(median), new double[FaceMeasures.COUNT]);
    for (Side side : Side.values()) {
      neutral.openness[index(side)] = Math.max(0.12, EyeMeasures.openness(median, side));
      neutral.lowerLid[index(side)] = EyeMeasures.lowerLid(median, side);
    }
    return neutral;
  }

  /** Whether this is the person's own. */
  public boolean personal() {
    return personal;
  }

  /** A fresh copy, {@code [468 * 3]} cm in canonical axes. */
  public float[] points() {
    return points.clone();
  }

  float[] livePoints() {
    return points;
  }

  double[] measures() {
    return measures;
  }

  /** {@link SeenPoints} of the neutral. */
  double[] seen() {
    return seen;
  }

  /** Standard deviation between people; 0 where the person is known. */
  double[] spread() {
    return spread;
  }

  double openness(Side side) {
    return openness[index(side)];
  }

  double opennessSpread() {
    return personal ? 0 : TYPICAL_OPENNESS_SPREAD;
  }

  double lowerLid(Side side) {
    return lowerLid[index(side)];
  }

  private static int index(Side side) {
    return side == Side.LEFT ? 0 : 1;
  }
}
