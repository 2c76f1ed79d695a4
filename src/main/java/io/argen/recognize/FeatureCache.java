package io.argen.recognize;

import io.argen.augment.Workers;
import io.argen.clip.ClipReader;
import io.argen.clip.Clips;
import io.argen.dataset.Dataset;
import io.argen.face.FaceTracker;
import io.argen.motion.ClipAnalysis;
import io.argen.motion.ClipAnalyzer;
import io.argen.run.AtomicFiles;
import io.argen.run.ContentCache;
import io.argen.run.Digests;
import io.argen.run.InputException;
import io.argen.run.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What recognisers of one kind read of clips, found once for each content and kept in the cache of
 * all verbs. While a run lasts, pictures of faces lie in a folder of its own: those of a set would
 * fill the memory, and the cache may drop them.
 */
public final class FeatureCache {
  private static final String STAGE = "reading faces";

  private final ContentCache content;
  private final Path folder;
  private final RecognizerKind kind;
  private final Supplier<Measure> measure;

  /**
   * How a clip is measured.
   *
   * @param analyzer of landmarks and Action Units
   * @param reader of what the analyzer found
   * @param tracker that finds the face in pictures
   */
  public record Measure(ClipAnalyzer analyzer, FeatureReader reader, FaceTracker tracker) {}

  /**
   * What recognisers read, by way of caches.
   *
   * @param content where all is kept
   * @param folder where pictures lie while this is used, made for its owner alone when there are
   *     some; whoever gives it deletes it
   * @param measure asked for when a clip is not known yet; may be asked often
   */
  public FeatureCache(
      ContentCache content, Path folder, RecognizerKind kind, Supplier<Measure> measure) {
    this.content = content;
    this.folder = folder;
    this.kind = kind;
    this.measure = measure;
  }

  /** Where features, and whatever else is known of clips, are kept. */
  public ContentCache content() {
    return content;
  }

  /** What recognisers it measures for. */
  public RecognizerKind kind() {
    return kind;
  }

  /** The hash of a data set's content. */
  public String hash(Dataset data) {
    return data.contentHash(content.hashes());
  }

  /**
   * What is read of clips, in order; without a frame for those that show no face.
   *
   * @throws InputException if a clip cannot be read
   */
  public List<ClipInput> of(List<Path> clips, int jobs, Progress progress) {
    progress.begin(STAGE, clips.size());
    try (Workers workers = new Workers(jobs)) {
      return workers.map(
          clips,
          clip -> {
            ClipInput input = of(clip);
            progress.step(STAGE);
            return input;
          });
    } finally {
      progress.end(STAGE);
    }
  }

  /** What is read of one clip. */
  public ClipInput of(Path clip) {
    return kind == RecognizerKind.MESH ? features(clip) : crops(clip);
  }

  private ClipFeatures features(Path clip) {
    Optional<ClipFeatures> known =
        content.get(ClipFeatures.VERSION, clip).flatMap(ClipFeatures::of);
    if (known.isPresent()) {
      return known.get();
    }
    Measure how = measure.get();
    List<ClipAnalysis> faces = how.analyzer().analyze(clip);
    ClipFeatures features =
        faces.isEmpty() ? new ClipFeatures(new float[0]) : how.reader().of(faces.get(0));
    content.put(ClipFeatures.VERSION, clip, features.toBytes());
    return features;
  }

  private ClipCrops crops(Path clip) {
    try {
      AtomicFiles.privateFolder(folder);
      String hash = Digests.hex(ClipCrops.VERSION, content.hashes().of(clip)).substring(0, 32);
      Path file = folder.resolve(hash + ".json");
      if (Files.exists(file)) {
        try {
          return ClipCrops.read(file);
        } catch (IOException torn) {
          Files.delete(file);
        }
      }
      Optional<byte[]> kept = content.get(ClipCrops.VERSION, clip);
      if (kept.isPresent()) {
        return ClipCrops.unpacked(kept.get(), file);
      }
      ClipCrops crops;
      try (ClipReader reader = Clips.open(clip)) {
        crops = CropReader.of(measure.get().tracker(), reader, file);
      }
      if (content.keeps()) {
        content.put(ClipCrops.VERSION, clip, ClipCrops.packed(file));
      }
      return crops;
    } catch (IOException e) {
      throw new InputException(clip, "cannot be read", "check its permissions", e);
    }
  }
}
