package io.argen.motion;

import io.argen.clip.ClipReader;
import io.argen.clip.Clips;
import io.argen.face.ClipGlance;
import io.argen.face.FaceNets;
import io.argen.face.FaceTrack;
import io.argen.face.FaceTracker;
import io.argen.face.TrackOptions;
import io.argen.run.ContentCache;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * From a clip's file to measured faces in one pass over its frames, or from what an earlier pass
 * over the same content left in the cache. Safe for several threads.
 */
public final class ClipAnalyzer {
  private final Supplier<FaceNets> nets;
  private final ActionUnitEstimator estimator;
  private final TrackOptions options;
  private final ContentCache cache;
  private final String kind;
  private final AnalysisCodec codec;

  /** Measures with any estimator, every time anew. */
  public ClipAnalyzer(FaceNets nets, ActionUnitEstimator estimator, TrackOptions options) {
    this(() -> nets, estimator, options, ContentCache.none());
  }

  /**
   * Measures what the cache does not know.
   *
   * @param nets asked for when a clip is not known; may be asked often
   * @param estimator this build's own on the anatomical basis: what is kept names no other
   */
  public ClipAnalyzer(
      Supplier<FaceNets> nets,
      ActionUnitEstimator estimator,
      TrackOptions options,
      ContentCache cache) {
    this.nets = nets;
    this.estimator = estimator;
    this.options = options;
    this.cache = cache;
    this.kind = "analysis " + options;
    this.codec = new AnalysisCodec(estimator.typical());
  }

  /** The asked faces, largest first; empty if the clip shows none. */
  public List<ClipAnalysis> analyze(Path path) {
    return measure(path).faces();
  }

  /**
   * All of a clip.
   *
   * @throws io.argen.run.InputException if it cannot be read
   */
  public MeasuredClip measure(Path path) {
    Optional<byte[]> kept = cache.get(kind, path);
    if (kept.isPresent()) {
      try {
        return codec.read(kept.get(), path);
      } catch (IOException | RuntimeException foreign) {
        // Whatever wrote it, a clip that is measured anew is right.
      }
    }
    try (ClipReader clip = Clips.open(path)) {
      ClipGlance.Taker taker = new ClipGlance.Taker(clip.info(), cache.keeps() ? nets.get() : null);
      int[] frames = {0};
      List<ClipAnalysis> faces =
          analyze(
              clip,
              (frame, seen) -> {
                frames[0]++;
                taker.see(frame);
              });
      if (cache.keeps()) {
        // A check that follows needs this too, and it is next to nothing beside the rest.
        cache.put(ClipGlance.KIND, path, taker.taken().toBytes());
      }
      MeasuredClip measured = new MeasuredClip(clip.info(), frames[0], faces);
      keep(path, measured);
      return measured;
    }
  }

  /** Lets the cache know of a clip that was measured in another way with the same options. */
  public void keep(Path path, MeasuredClip measured) {
    if (cache.keeps()) {
      cache.put(kind, path, codec.bytes(measured));
    }
  }

  /** The faces of an open clip; the listener sees every frame with them. */
  public List<ClipAnalysis> analyze(ClipReader clip, FaceTracker.FrameListener listener) {
    List<ClipAnalysis> faces = new ArrayList<>();
    SeenLooks looks = estimator.looks();
    FaceTracker.FrameListener looking =
        (frame, seen) -> {
          looks.add(frame.image(), seen);
          listener.frame(frame, seen);
        };
    for (FaceTrack track : new FaceTracker(nets.get(), options).track(clip, looking)) {
      Neutral neutral = estimator.neutralOf(track, looks);
      faces.add(
          new ClipAnalysis(clip.info(), track, neutral, estimator.ofTrack(track, neutral, looks)));
    }
    return faces;
  }
}
