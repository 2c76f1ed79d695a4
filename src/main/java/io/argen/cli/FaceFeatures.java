package io.argen.cli;

import io.argen.face.FaceNets;
import io.argen.face.FaceTracker;
import io.argen.face.TrackOptions;
import io.argen.motion.ActionUnitBasis;
import io.argen.motion.ActionUnitEstimator;
import io.argen.motion.ClipAnalyzer;
import io.argen.recognize.FeatureCache;
import io.argen.recognize.FeatureReader;
import io.argen.recognize.RecognizerKind;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Opens the cache of what recognisers read; nets are loaded for the first clip it lacks. */
final class FaceFeatures implements Supplier<FeatureCache.Measure> {
  private final LazyNets lazy;
  private FeatureCache.@Nullable Measure ready;

  private FaceFeatures(LazyNets lazy) {
    this.lazy = lazy;
  }

  static FeatureCache open(Places places, LazyNets lazy, RecognizerKind kind) {
    return new FeatureCache(places.cache().resolve("recognition"), kind, new FaceFeatures(lazy));
  }

  @Override
  public synchronized FeatureCache.Measure get() {
    FeatureCache.Measure measure = ready;
    if (measure == null) {
      FaceNets nets = lazy.get();
      ActionUnitBasis basis = ActionUnitBasis.anatomical(nets.canonical());
      measure =
          new FeatureCache.Measure(
              new ClipAnalyzer(
                  nets, new ActionUnitEstimator(nets.canonical(), basis), TrackOptions.DEFAULT),
              new FeatureReader(nets.canonical(), basis),
              new FaceTracker(nets, TrackOptions.DEFAULT));
      ready = measure;
    }
    return measure;
  }
}
