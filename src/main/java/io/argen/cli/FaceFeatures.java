package io.argen.cli;

import io.argen.face.FaceTracker;
import io.argen.face.TrackOptions;
import io.argen.recognize.FeatureCache;
import io.argen.recognize.FeatureReader;
import io.argen.recognize.RecognizerKind;
import io.argen.run.ContentCache;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What recognisers read of clips; nets are loaded for the first clip of which nothing is known. */
final class FaceFeatures implements Supplier<FeatureCache.Measure>, AutoCloseable {
  private final Places places;
  private final FaceKit kit;
  private final ContentCache cache;
  private FeatureCache.@Nullable Measure ready;
  private @Nullable RunPictures pictures;

  /** Around nets that someone else closes; the cache is closed with this. */
  FaceFeatures(Places places, LazyNets nets, ContentCache cache) {
    this.places = places;
    this.cache = cache;
    this.kit = FaceKit.of(nets, () -> cache);
  }

  FeatureCache features(RecognizerKind kind) {
    Path folder = kind == RecognizerKind.VIDEO ? pictures().folder() : RunPictures.root(places);
    return new FeatureCache(cache, folder, kind, this);
  }

  @Override
  public synchronized FeatureCache.Measure get() {
    FeatureCache.Measure measure = ready;
    if (measure == null) {
      measure =
          new FeatureCache.Measure(
              kit.analyzer(TrackOptions.DEFAULT),
              new FeatureReader(kit.canonical(), kit.basis()),
              new FaceTracker(kit.nets(), TrackOptions.DEFAULT));
      ready = measure;
    }
    return measure;
  }

  private synchronized RunPictures pictures() {
    RunPictures open = pictures;
    if (open == null) {
      open = RunPictures.open(places);
      pictures = open;
    }
    return open;
  }

  @Override
  public synchronized void close() {
    cache.close();
    if (pictures != null) {
      pictures.close();
      pictures = null;
    }
  }
}
