package io.argen.face;

import org.bytedeco.opencv.global.opencv_core;

/** All face nets, loaded once and shared: every net is safe for several threads. */
public final class FaceNets implements AutoCloseable {
  private final FaceDetector detector;
  private final MeshNet mesh;
  private final ExpressionNet expression;
  private final ExpressionNet secondExpression;
  private final IdentityNet identity;
  private final CanonicalFace canonical;

  private FaceNets(ModelStore store, int threads) {
    // One thread a call: work is parallel over clips, and results do not depend on the machine.
    opencv_core.setNumThreads(1);
    canonical = CanonicalFace.load(store);
    detector = new FaceDetector(store.detector());
    mesh = new MeshNet(store.attentionMesh(), threads);
    expression = ExpressionNet.first(store.expression(), threads);
    secondExpression = ExpressionNet.second(store.secondExpression(), threads);
    identity = new IdentityNet(store.identity(), threads);
  }

  /**
   * Loads and, the first time, converts the nets.
   *
   * @param threads for one call of one net; 1 when several clips are worked on at once
   * @throws io.argen.run.ArgenException if weights are missing or not the expected ones
   */
  public static FaceNets load(ModelStore store, int threads) {
    return new FaceNets(store, threads);
  }

  public FaceDetector detector() {
    return detector;
  }

  MeshNet mesh() {
    return mesh;
  }

  public CanonicalFace canonical() {
    return canonical;
  }

  public ExpressionNet expression() {
    return expression;
  }

  /** Another net's opinion, for evaluation only. */
  public ExpressionNet secondExpression() {
    return secondExpression;
  }

  public IdentityNet identity() {
    return identity;
  }

  @Override
  public void close() {
    detector.close();
    mesh.close();
    expression.close();
    secondExpression.close();
    identity.close();
  }
}
