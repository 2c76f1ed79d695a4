package io.argen.face;

import java.nio.file.Path;

/** The real nets, loaded once for all tests. */
public final class TestNets {
  private static final Path HOME = Path.of("").toAbsolutePath();

  private TestNets() {}

  private static final class Holder {
    static final FaceNets NETS = FaceNets.load(store(), 1);
  }

  public static ModelStore store() {
    return new ModelStore(HOME.resolve("models"), HOME.resolve("target/test-models"));
  }

  public static FaceNets nets() {
    return Holder.NETS;
  }

  public static CanonicalFace canonical() {
    return nets().canonical();
  }

  /**
   * A mesh as the net would see the given points under a pose, irises in the middle of the eyes.
   */
  public static FaceMesh posed(float[] points, HeadPose pose) {
    float[] iris = new float[FaceMesh.IRIS_POINTS * 3];
    for (int i = 0; i < FaceMesh.IRIS_POINTS; i++) {
      int outer = (i < 5 ? 33 : 263) * 3;
      int inner = (i < 5 ? 133 : 362) * 3;
      for (int c = 0; c < 3; c++) {
        iris[i * 3 + c] = (points[outer + c] + points[inner + c]) / 2;
      }
      iris[i * 3 + 1] += 0.2f;
    }
    return new FaceMesh(project(points, pose), project(iris, pose));
  }

  /** The canonical face looking at the camera, its height about {@code sizePx}. */
  public static FaceObservation frontal(double sizePx) {
    HeadPose pose = new HeadPose(0, 0, 0, sizePx, sizePx, 0, sizePx / 17);
    FaceMesh mesh = posed(canonical().points(), pose);
    return new FaceObservation(mesh.box(), mesh, pose, new FaceQuality(sizePx, 100, 1, 1, 1), null);
  }

  private static float[] project(float[] points, HeadPose pose) {
    double[] r = pose.rotation();
    float[] out = new float[points.length];
    for (int i = 0; i < points.length; i += 3) {
      double x = r[0] * points[i] + r[1] * points[i + 1] + r[2] * points[i + 2];
      double y = r[3] * points[i] + r[4] * points[i + 1] + r[5] * points[i + 2];
      double z = r[6] * points[i] + r[7] * points[i + 1] + r[8] * points[i + 2];
      out[i] = (float) (pose.x() + pose.scale() * x);
      out[i + 1] = (float) (pose.y() - pose.scale() * y);
      out[i + 2] = (float) (pose.z() - pose.scale() * z);
    }
    return out;
  }
}
