package io.argen.face;

import io.argen.clip.Image;

/** The identity embedding (faceres, a 1024-dimensional pooled feature of a MobileNet). */
public final class IdentityNet implements AutoCloseable {
  static final String OUTPUT = "global_pooling/Mean";

  private static final int SIDE = 224;
  private static final double MARGIN = 1.1;

  private final OnnxNet net;

  IdentityNet(byte[] model, int threads) {
    net = new OnnxNet(model, "input_1", new long[] {1, SIDE, SIDE, 3}, threads);
  }

  /** Who this is, from an upright square 1.1 times the face's box. */
  public Identity embed(Image image, FaceMesh mesh) {
    float[] pixels = Region.around(mesh).faceOnly().scaled(MARGIN).sample(image, SIDE, 1, 0);
    return new Identity(OnnxNet.output(net.run(pixels), OUTPUT));
  }

  @Override
  public void close() {
    net.close();
  }
}
