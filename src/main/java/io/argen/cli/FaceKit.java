package io.argen.cli;

import io.argen.face.CanonicalFace;
import io.argen.face.FaceNets;
import io.argen.face.ModelStore;
import io.argen.motion.ActionUnitBasis;

/** What verbs need to see and move faces, opened once. */
final class FaceKit implements AutoCloseable {
  private final FaceNets nets;
  private final ActionUnitBasis basis;

  private FaceKit(FaceNets nets) {
    this.nets = nets;
    this.basis = ActionUnitBasis.anatomical(nets.canonical());
  }

  /**
   * Loads the nets and, the first time, converts them.
   *
   * @param threads for one call of one net; 1 when several clips are worked on at once
   * @throws io.argen.run.ArgenException if weights are missing or not the expected ones
   */
  static FaceKit open(Places places, int threads) {
    return new FaceKit(FaceNets.load(new ModelStore(places.models(), places.cache()), threads));
  }

  /** Around nets that someone else closes. */
  static FaceKit of(FaceNets nets) {
    return new FaceKit(nets);
  }

  FaceNets nets() {
    return nets;
  }

  CanonicalFace canonical() {
    return nets.canonical();
  }

  ActionUnitBasis basis() {
    return basis;
  }

  @Override
  public void close() {
    nets.close();
  }
}
