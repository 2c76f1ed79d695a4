package io.argen.recognize;

import io.argen.augment.Workers;
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

/** Features of clips, measured once: kept in a folder under the hash of the clip's content. */
public final class FeatureCache implements AutoCloseable {
  private static final String STAGE = "reading faces";

  private final Path folder;
  private final Supplier<Measure> measure;
  private final ContentHashes hashes;

  /** How a clip is measured. */
  public record Measure(ClipAnalyzer analyzer, FeatureReader reader) {}

  /**
   * Opens a cache.
   *
   * @param folder made if missing
   * @param measure asked for when a clip is not known yet; may be asked often
   */
  public FeatureCache(Path folder, Supplier<Measure> measure) {
    this.folder = folder;
    this.measure = measure;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw AtomicFiles.unwritable(folder, e);
    }
    this.hashes = new ContentHashes(folder.resolve("hashes.jsonl"));
  }

  /**
   * The features of clips, in order; without a frame for those that show no face.
   *
   * @throws InputException if a clip cannot be read
   */
  public List<ClipFeatures> of(List<Path> clips, int jobs, Progress progress) {
    progress.begin(STAGE, clips.size());
    try (Workers workers = new Workers(jobs)) {
      return workers.map(
          clips,
          clip -> {
            ClipFeatures features = of(clip);
            progress.step(STAGE);
            return features;
          });
    } finally {
      progress.end(STAGE);
    }
  }

  /** The features of one clip. */
  public ClipFeatures of(Path clip) {
    try {
      String hash = Digests.hex(ClipFeatures.VERSION, hashes.of(clip));
      Path file = folder.resolve(hash.substring(0, 32) + ".safetensors");
      if (Files.exists(file)) {
        try {
          return ClipFeatures.read(file);
        } catch (IOException torn) {
          Files.delete(file);
        }
      }
      Measure how = measure.get();
      List<ClipAnalysis> faces = how.analyzer().analyze(clip);
      ClipFeatures features =
          faces.isEmpty() ? new ClipFeatures(new float[0]) : how.reader().of(faces.get(0));
      features.write(file);
      return features;
    } catch (IOException e) {
      throw new InputException(clip, "cannot be read", "check its permissions", e);
    }
  }

  @Override
  public void close() {
    hashes.close();
  }
}
