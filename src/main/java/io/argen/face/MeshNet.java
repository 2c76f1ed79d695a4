package io.argen.face;

import io.argen.clip.Image;
import java.util.List;
import java.util.Map;

/**
 * The face mesh with attention (Grishchenko et al. 2020, "Attention Mesh", arXiv 2006.10962): 468
 * points of which those of lips and eyes are replaced by the more exact ones of their own branches,
 * and the irises.
 */
final class MeshNet implements AutoCloseable {
  private static final String MESH = "output_mesh_identity";
  private static final String LIPS = "output_lips";
  private static final String EYE_A = "output_left_eye";
  private static final String EYE_B = "output_right_eye";
  private static final String IRIS_A = "output_left_iris";
  private static final String IRIS_B = "output_right_iris";
  private static final String FLAG = "conv_faceflag";

  static final List<String> OUTPUTS = List.of(MESH, LIPS, EYE_A, EYE_B, IRIS_A, IRIS_B, FLAG);

  private static final int SIDE = 192;

  private final OnnxNet net;

  MeshNet(byte[] model, int threads) {
    net = new OnnxNet(model, "input_1", new long[] {1, SIDE, SIDE, 3}, threads);
  }

  /**
   * A mesh and how sure the net is that it shows a face.
   *
   * @param flag probability, 0-1
   */
  record Found(FaceMesh mesh, double flag) {}

  Found find(Image image, Region region) {
    Map<String, float[]> outputs = net.run(region.sample(image, SIDE, 1 / 255f, 0));
    float[] mesh = OnnxNet.output(outputs, MESH);
    replace(mesh, OnnxNet.output(outputs, LIPS), MeshPoints.LIPS);
    replace(mesh, OnnxNet.output(outputs, EYE_A), MeshPoints.EYE_PICTURE_LEFT);
    replace(mesh, OnnxNet.output(outputs, EYE_B), MeshPoints.EYE_PICTURE_RIGHT);
    float[] iris = new float[FaceMesh.IRIS_POINTS * 3];
    iris(iris, 0, OnnxNet.output(outputs, IRIS_A), mesh, MeshPoints.LIDS_PICTURE_LEFT);
    iris(iris, 5, OnnxNet.output(outputs, IRIS_B), mesh, MeshPoints.LIDS_PICTURE_RIGHT);
    toPicture(mesh, region);
    toPicture(iris, region);
    double flag = 1 / (1 + Math.exp(-OnnxNet.output(outputs, FLAG)[0]));
    return new Found(new FaceMesh(mesh, iris), flag);
  }

  private static void replace(float[] mesh, float[] exact, int[] points) {
    for (int i = 0; i < points.length; i++) {
      mesh[points[i] * 3] = exact[i * 2];
      mesh[points[i] * 3 + 1] = exact[i * 2 + 1];
    }
  }

  /** The irises come without depth: they get the mean depth of their lids. */
  private static void iris(float[] iris, int first, float[] flat, float[] mesh, int[] lids) {
    float depth = 0;
    for (int lid : lids) {
      depth += mesh[lid * 3 + 2] / lids.length;
    }
    for (int i = 0; i < 5; i++) {
      iris[(first + i) * 3] = flat[i * 2];
      iris[(first + i) * 3 + 1] = flat[i * 2 + 1];
      iris[(first + i) * 3 + 2] = depth;
    }
  }

  private static void toPicture(float[] points, Region region) {
    for (int i = 0; i < points.length; i += 3) {
      double u = points[i] / SIDE;
      double v = points[i + 1] / SIDE;
      points[i] = (float) region.toX(u, v);
      points[i + 1] = (float) region.toY(u, v);
      points[i + 2] = (float) (points[i + 2] / SIDE * region.size());
    }
  }

  @Override
  public void close() {
    net.close();
  }
}
