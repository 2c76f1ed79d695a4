package io.argen.cli;

import io.argen.face.CanonicalFace;
import io.argen.face.FaceNets;
import io.argen.face.ModelStore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The nets, loaded when first asked for: a run that finds everything done does not wait for them.
 */
final class LazyNets implements Supplier<FaceNets>, AutoCloseable {
  private final Places places;
  private final int threads;
  private @Nullable FaceNets loaded;
  private @Nullable CanonicalFace canonical;

  /**
   * Loads nothing yet.
   *
   * @param threads for one call of one net; 1 when several clips are worked on at once
   */
  LazyNets(Places places, int threads) {
    this.places = places;
    this.threads = threads;
  }

  @Override
  public synchronized FaceNets get() {
    FaceNets nets = loaded;
    if (nets == null) {
      nets = FaceNets.load(new ModelStore(places.models(), places.cache()), threads);
      loaded = nets;
    }
    return nets;
  }

  /** The typical face, for which the nets need not be loaded. */
  synchronized CanonicalFace canonical() {
    CanonicalFace face = canonical;
    if (face == null) {
      face =
          loaded == null
              ? CanonicalFace.load(new ModelStore(places.models(), places.cache()))
              : loaded.canonical();
      canonical = face;
    }
    return face;
  }

  @Override
  public synchronized void close() {
    if (loaded != null) {
      loaded.close();
      loaded = null;
    }
  }
}
