package io.argen.sample;

import io.argen.face.CanonicalFace;
import io.argen.face.FaceMesh;
import io.argen.face.FaceObservation;
import io.argen.face.HeadPose;
import java.util.Map;

/** Shapes of faces in the canonical head's own axes (cm; x right, y up, z to the camera). */
final class FaceShape {
  private final CanonicalFace canonical;
  private final int[] mirror;

  FaceShape(CanonicalFace canonical) {
    this.canonical = canonical;
    this.mirror = canonical.mirror();
  }

  /** The face's shape without its pose, made symmetric: {@code [468][3]}. */
  double[][] of(FaceObservation face) {
    HeadPose pose = face.pose();
    double[] r = pose.rotation();
    double[][] own = new double[FaceMesh.POINTS][3];
    for (int i = 0; i < own.length; i++) {
      double px = (face.mesh().x(i) - pose.x()) / pose.scale();
      double py = -(face.mesh().y(i) - pose.y()) / pose.scale();
      double pz = -(face.mesh().z(i) - pose.z()) / pose.scale();
      for (int k = 0; k < 3; k++) {
        own[i][k] = r[k] * px + r[3 + k] * py + r[6 + k] * pz;
      }
    }
    double[][] even = new double[own.length][3];
    for (int i = 0; i < own.length; i++) {
      double[] other = own[mirror[i]];
      even[i][0] = (own[i][0] - other[0]) / 2;
      even[i][1] = (own[i][1] + other[1]) / 2;
      even[i][2] = (own[i][2] + other[2]) / 2;
    }
    return even;
  }

  /**
   * Where the face's points go when its shape changes by {@code delta} (cm, canonical axes), in the
   * picture: {@code [468][2]} pixels.
   */
  double[][] moved(FaceObservation face, double[][] delta) {
    HeadPose pose = face.pose();
    double[] r = pose.rotation();
    double[][] out = new double[FaceMesh.POINTS][2];
    for (int i = 0; i < out.length; i++) {
      double dx = r[0] * delta[i][0] + r[1] * delta[i][1] + r[2] * delta[i][2];
      double dy = r[3] * delta[i][0] + r[4] * delta[i][1] + r[5] * delta[i][2];
      out[i][0] = face.mesh().x(i) + pose.scale() * dx;
      out[i][1] = face.mesh().y(i) - pose.scale() * dy;
    }
    return out;
  }

  /** Smooth changes on top of a mixed shape; every value is about -1 to 1. */
  double[][] factors(Map<String, Double> factors) {
    double eyeX = (canonical.x(263) + canonical.x(362)) / 2;
    double eyeY = (canonical.y(263) + canonical.y(362)) / 2;
    double mouthY = canonical.y(61);
    double chinY = canonical.y(152);
    double noseY = canonical.y(1);
    double browY = canonical.y(105);
    double[][] delta = new double[FaceMesh.POINTS][3];
    for (int i = 0; i < delta.length; i++) {
      double x = canonical.x(i);
      double y = canonical.y(i);
      double side = Math.tanh(x / 1.0);
      double[] d = delta[i];
      double jaw = ramp(mouthY + 2, chinY, y);
      d[0] += factor(factors, "jaw") * 0.16 * x * jaw;
      d[0] += factor(factors, "cheeks") * 0.10 * x * bell(y - (mouthY + eyeY) / 2, 2.6);
      d[0] += factor(factors, "width") * 0.08 * x;
      d[1] += factor(factors, "chin") * 0.9 * -ramp(mouthY - 0.8, chinY, y);
      d[1] += factor(factors, "length") * 0.12 * Math.min(0, y - eyeY);
      d[1] += factor(factors, "forehead") * 0.9 * ramp(browY, canonical.y(10), y);
      double nose = bell(x, 1.9) * bell(y - noseY, 1.6);
      d[0] += factor(factors, "nose_width") * 0.28 * x * nose;
      d[1] += factor(factors, "nose_length") * -0.7 * nose;
      double eye = bell(Math.abs(x) - eyeX, 1.6) * bell(y - eyeY, 1.1);
      d[0] += factor(factors, "eye_size") * 0.2 * (x - Math.signum(x) * eyeX) * eye;
      d[1] += factor(factors, "eye_size") * 0.34 * (y - eyeY) * eye;
      double orbit = bell(Math.abs(x) - eyeX, 2.2) * bell(y - eyeY, 2.2);
      d[0] += factor(factors, "eye_spacing") * 0.4 * side * orbit;
      d[1] += factor(factors, "eye_tilt") * 0.16 * (Math.abs(x) - eyeX) * eye;
      d[1] += factor(factors, "eye_height") * 0.45 * orbit;
      double mouth = bell(x, 3.0) * bell(y - mouthY, 1.5);
      d[1] += factor(factors, "lips") * 0.4 * (y - mouthY) * mouth;
      d[0] += factor(factors, "mouth_width") * 0.2 * x * mouth;
      d[1] += factor(factors, "mouth_curve") * 0.06 * x * x * mouth;
      d[1] += factor(factors, "mouth_height") * 0.5 * mouth;
      double brow = bell(y - browY, 1.0) * bell(Math.abs(x) - eyeX, 2.2);
      d[1] += factor(factors, "brow_height") * 0.5 * brow;
      d[1] += factor(factors, "brow_tilt") * 0.22 * (Math.abs(x) - eyeX) * brow;
    }
    return delta;
  }

  private static double factor(Map<String, Double> factors, String name) {
    return factors.getOrDefault(name, 0.0);
  }

  private static double bell(double d, double radius) {
    return Math.exp(-d * d / (radius * radius));
  }

  /** 0 at {@code from}, 1 at {@code to} and beyond, smooth. */
  private static double ramp(double from, double to, double v) {
    double t = Math.max(0, Math.min(1, (v - from) / (to - from)));
    return t * t * (3 - 2 * t);
  }
}
