package io.argen.cli;

import io.argen.face.CanonicalFace;
import io.argen.face.FaceNets;
import io.argen.face.TrackOptions;
import io.argen.motion.ActionUnitBasis;
import io.argen.motion.ActionUnitEstimator;
import io.argen.motion.ClipAnalyzer;
import io.argen.run.ContentCache;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What verbs need to see and move faces, opened once, each part when it is first needed. */
final class FaceKit implements AutoCloseable {
  private final LazyNets nets;
  private final boolean ownsNets;
  private final Supplier<ContentCache> opens;
  private @Nullable ContentCache opened;
  private @Nullable ActionUnitBasis basis;

  private FaceKit(LazyNets nets, boolean ownsNets, Supplier<ContentCache> opens) {
    this.nets = nets;
    this.ownsNets = ownsNets;
    this.opens = opens;
  }

  /**
   * A kit of this machine.
   *
   * @param threads for one call of one net; 1 when several clips are worked on at once
   */
  static FaceKit open(Places places, int threads) {
    return open(places, threads, () -> SharedCache.open(places));
  }

  /** The same with a cache that is opened when needed, and closed with the kit. */
  static FaceKit open(Places places, int threads, Supplier<ContentCache> cache) {
    return new FaceKit(new LazyNets(places, threads), true, cache);
  }

  /** Around nets that someone else closes. */
  static FaceKit of(LazyNets nets, Supplier<ContentCache> cache) {
    return new FaceKit(nets, false, cache);
  }

  /**
   * The nets, loaded and, the first time, converted.
   *
   * @throws io.argen.run.ArgenException if weights are missing or not the expected ones
   */
  FaceNets nets() {
    return nets.get();
  }

  CanonicalFace canonical() {
    return nets.canonical();
  }

  synchronized ActionUnitBasis basis() {
    ActionUnitBasis ready = basis;
    if (ready == null) {
      ready = ActionUnitBasis.anatomical(canonical());
      basis = ready;
    }
    return ready;
  }

  /** Measures clips of which the shared cache knows nothing. */
  ClipAnalyzer analyzer(TrackOptions options) {
    return new ClipAnalyzer(nets, new ActionUnitEstimator(canonical(), basis()), options, cache());
  }

  private synchronized ContentCache cache() {
    ContentCache cache = opened;
    if (cache == null) {
      cache = opens.get();
      opened = cache;
    }
    return cache;
  }

  @Override
  public synchronized void close() {
    if (opened != null) {
      opened.close();
    }
    if (ownsNets) {
      nets.close();
    }
  }
}
