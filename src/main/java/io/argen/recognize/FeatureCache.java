package io.argen.recognize;

import io.argen.augment.Workers;
import io.argen.clip.ClipReader;
import io.argen.clip.Clips;
import io.argen.dataset.Dataset;
import io.argen.face.FaceTracker;
import io.argen.motion.ClipAnalysis;
import io.argen.motion.ClipAnalyzer;
import io.argen.run.AtomicFiles;
import io.argen.run.ContentHashes;
import io.argen.run.Digests;
import io.argen.run.InputException;
import io.argen.run.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * What recognisers of one kind read of clips, measured once: kept in a folder under the hash of the
 * clip's content.
 */
public final class FeatureCache implements AutoCloseable {
  private static final String STAGE = "reading faces";

  private final Path folder;
  private final RecognizerKind kind;
  private final Supplier<Measure> measure;
  private final ContentHashes hashes;

  /**
   * How a clip is measured.
   *
   * @param analyzer of landmarks and Action Units
   * @param reader of what the analyzer found
   * @param tracker that finds the face in pictures
   */
  public record Measure(ClipAnalyzer analyzer, FeatureReader reader, FaceTracker tracker) {}

  /**
   * Opens a cache.
   *
   * @param folder made if missing
   * @param measure asked for when a clip is not known yet; may be asked often
   */
  public FeatureCache(Path folder, RecognizerKind kind, Supplier<Measure> measure) {
    this.folder = folder;
    this.kind = kind;
    this.measure = measure;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw AtomicFiles.unwritable(folder, e);
    }
    this.hashes = new ContentHashes(folder.resolve("hashes.jsonl"));
  }

  /** What recognisers it measures for. */
  public RecognizerKind kind() {
    return kind;
  }

  /** The hash of a data set's content. */
  public String hash(Dataset data) {
    return data.contentHash(hashes);
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
    boolean mesh = kind == RecognizerKind.MESH;
    try {
      String version = mesh ? ClipFeatures.VERSION : ClipCrops.VERSION;
      String hash = Digests.hex(version, hashes.of(clip)).substring(0, 32);
      Path file = folder.resolve(hash + (mesh ? ".safetensors" : ".json"));
      if (Files.exists(file)) {
        try {
          return mesh ? ClipFeatures.read(file) : ClipCrops.read(file);
        } catch (IOException torn) {
          Files.delete(file);
        }
      }
      return mesh ? features(clip, file) : crops(clip, file);
    } catch (IOException e) {
      throw new InputException(clip, "cannot be read", "check its permissions", e);
    }
  }

  private ClipFeatures features(Path clip, Path file) {
    Measure how = measure.get();
    List<ClipAnalysis> faces = how.analyzer().analyze(clip);
    ClipFeatures features =
        faces.isEmpty() ? new ClipFeatures(new float[0]) : how.reader().of(faces.get(0));
    features.write(file);
    return features;
  }

  private ClipCrops crops(Path clip, Path file) {
    try (ClipReader reader = Clips.open(clip)) {
      return CropReader.of(measure.get().tracker(), reader, file);
    }
  }

  @Override
  public void close() {
    hashes.close();
  }
}
