package io.argen.face;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * Fits head poses: the similarity from the canonical face to a mesh by least squares over points of
 * the skull (Umeyama 1991, IEEE TPAMI 13(4)).
 */
public final class HeadPoses {
  private static final double[] SKULL = new double[FaceMesh.POINTS];

  static {
    for (int i : MeshPoints.RIGID) {
      SKULL[i] = 1;
    }
  }

  private final CanonicalFace canonical;

  public HeadPoses(CanonicalFace canonical) {
    this.canonical = canonical;
  }

  /** The pose of a mesh against the canonical face. */
  public HeadPose fit(FaceMesh mesh) {
    return fit(canonical.points(), mesh);
  }

  /**
   * The pose of a mesh against another person's neutral face.
   *
   * @param neutral {@code [468 * 3]} in canonical axes, cm
   */
  public static HeadPose fit(float[] neutral, FaceMesh mesh) {
    return fit(neutral, mesh, SKULL);
  }

  /**
   * The same over other points.
   *
   * @param weights how much each of the 468 points counts, not negative, at least three positive
   */
  public static HeadPose fit(float[] neutral, FaceMesh mesh, double[] weights) {
    double[] from = new double[3];
    double[] to = new double[3];
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    for (int i = 0; i < weights.length; i++) {
      for (int c = 0; weights[i] > 0 && c < 3; c++) {
        from[c] += weights[i] * neutral[i * 3 + c] / total;
        to[c] += weights[i] * image(mesh, i, c) / total;
      }
    }
    double[][] covariance = new double[3][3];
    double spread = 0;
    for (int i = 0; i < weights.length; i++) {
      for (int c = 0; weights[i] > 0 && c < 3; c++) {
        double a = neutral[i * 3 + c] - from[c];
        spread += weights[i] * a * a;
        for (int r = 0; r < 3; r++) {
          covariance[r][c] += weights[i] * (image(mesh, i, r) - to[r]) * a;
        }
      }
    }
    SingularValueDecomposition svd =
        new SingularValueDecomposition(new Array2DRowRealMatrix(covariance, false));
    RealMatrix sign = new Array2DRowRealMatrix(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}});
    double det = new LUDecomposition(svd.getU().multiply(svd.getVT())).getDeterminant();
    sign.setEntry(2, 2, det < 0 ? -1 : 1);
    RealMatrix rotation = svd.getU().multiply(sign).multiply(svd.getVT());
    double[] sigma = svd.getSingularValues();
    double scale = (sigma[0] + sigma[1] + sign.getEntry(2, 2) * sigma[2]) / spread;
    double[] moved = rotation.operate(from);
    double pitch = Math.atan2(rotation.getEntry(2, 1), rotation.getEntry(2, 2));
    double yaw = Math.asin(Math.max(-1, Math.min(1, -rotation.getEntry(2, 0))));
    double roll = Math.atan2(rotation.getEntry(1, 0), rotation.getEntry(0, 0));
    return new HeadPose(
        pitch,
        yaw,
        roll,
        to[0] - scale * moved[0],
        -(to[1] - scale * moved[1]),
        -(to[2] - scale * moved[2]),
        scale);
  }

  /**
   * A mesh taken back into canonical axes and centimetres: pose and size removed.
   *
   * @return {@code [468 * 3]}
   */
  public static float[] unposed(FaceMesh mesh, HeadPose pose) {
    float[] out = new float[FaceMesh.POINTS * 3];
    double[] r = pose.rotation();
    for (int i = 0; i < FaceMesh.POINTS; i++) {
      back(r, pose, mesh.x(i), mesh.y(i), mesh.z(i), out, i * 3);
    }
    return out;
  }

  /** The irises taken back into canonical axes and centimetres, {@code [10 * 3]}. */
  public static float[] unposedIris(FaceMesh mesh, HeadPose pose) {
    float[] out = new float[FaceMesh.IRIS_POINTS * 3];
    double[] r = pose.rotation();
    for (int i = 0; i < FaceMesh.IRIS_POINTS; i++) {
      back(r, pose, mesh.irisX(i), mesh.irisY(i), mesh.irisZ(i), out, i * 3);
    }
    return out;
  }

  private static void back(
      double[] r, HeadPose pose, double px, double py, double pz, float[] out, int at) {
    double x = (px - pose.x()) / pose.scale();
    double y = -(py - pose.y()) / pose.scale();
    double z = -(pz - pose.z()) / pose.scale();
    out[at] = (float) (r[0] * x + r[3] * y + r[6] * z);
    out[at + 1] = (float) (r[1] * x + r[4] * y + r[7] * z);
    out[at + 2] = (float) (r[2] * x + r[5] * y + r[8] * z);
  }

  /** Image axes flipped into canonical handedness. */
  private static double image(FaceMesh mesh, int point, int axis) {
    return switch (axis) {
      case 0 -> mesh.x(point);
      case 1 -> -mesh.y(point);
      default -> -mesh.z(point);
    };
  }
}
