package io.argen.cli;

import io.argen.face.ExpressionScores;
import io.argen.face.FaceObservation;
import io.argen.face.TrackOptions;
import io.argen.facs.Emotion;
import io.argen.motion.AnalysisFiles;
import io.argen.motion.ClipAnalysis;
import io.argen.motion.ClipAnalyzer;
import io.argen.motion.MeasuredClip;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Analyses one clip and writes its files. Safe for several threads. */
final class AnalysisJob {
  private static final double NANOS = 1e9;

  private final ClipAnalyzer analyzer;
  private final Path out;
  private final boolean overlay;
  private final boolean crops;

  AnalysisJob(FaceKit kit, TrackOptions options, Path out, boolean overlay, boolean crops) {
    this.analyzer = kit.analyzer(options);
    this.out = out;
    this.overlay = overlay;
    this.crops = crops;
  }

  /**
   * Analyses a clip.
   *
   * @throws io.argen.run.InputException if it cannot be read to its end
   */
  AnalyzedClip analyze(ClipFinder.Found clip) {
    long start = System.nanoTime();
    MeasuredClip measured = analyzer.measure(clip.path());
    int frames = measured.frames();
    List<ClipAnalysis> faces = measured.faces();
    Path csv = AnalysisFiles.write(out, clip.id(), measured.info(), faces);
    AnalysisPictures pictures = new AnalysisPictures(clip, faces, out);
    @Nullable Path drawn = overlay ? pictures.overlay() : null;
    @Nullable Path cut = crops && !faces.isEmpty() ? pictures.crops() : null;
    double seconds = (System.nanoTime() - start) / NANOS;
    boolean none = faces.isEmpty();
    return new AnalyzedClip(
        clip.id(),
        clip.path().toString(),
        csv.toString(),
        none ? null : tensors(clip.id(), faces.get(0).track().faceId()),
        drawn == null ? null : drawn.toString(),
        cut == null ? null : cut.toString(),
        frames,
        none ? 0 : faces.get(0).track().present(),
        faces.size(),
        seconds,
        frames / seconds,
        none ? new TreeMap<>() : Measures.strongest(faces.get(0).peak()),
        none ? null : expression(faces.get(0)));
  }

  /** As {@link AnalysisFiles} names it. */
  private String tensors(String id, int faceId) {
    return out.resolve(id + (faceId == 0 ? "" : ".face" + faceId) + ".safetensors").toString();
  }

  /** By mean probability; null if expressions were not looked at. */
  private static @Nullable String expression(ClipAnalysis face) {
    double[] sums = new double[Emotion.values().length];
    for (FaceObservation seen : face.track().observations()) {
      @Nullable ExpressionScores scores = seen == null ? null : seen.expression();
      if (scores != null) {
        scores.asMap().forEach((emotion, p) -> sums[emotion.ordinal()] += p);
      }
    }
    int best = 0;
    for (int i = 1; i < sums.length; i++) {
      best = sums[i] > sums[best] ? i : best;
    }
    return sums[best] > 0 ? Emotion.values()[best].label() : null;
  }
}
