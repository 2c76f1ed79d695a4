package io.argen.motion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.augment.SampleData;
import io.argen.clip.ClipMark;
import io.argen.clip.Image;
import io.argen.clip.Images;
import io.argen.clip.Stills;
import io.argen.clip.VideoWriter;
import io.argen.face.ClipGlance;
import io.argen.face.FaceNets;
import io.argen.face.TestNets;
import io.argen.face.TrackOptions;
import io.argen.run.ContentCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one verb measured of a clip, another need not measure again. */
final class SharedMeasurementsTest {
  private static final int SIDE = 192;
  private static final int FRAMES = 5;

  private static final ActionUnitEstimator ESTIMATOR =
      new ActionUnitEstimator(
          TestNets.canonical(), ActionUnitBasis.anatomical(TestNets.canonical()));

  private static FaceNets unused() {
    throw new AssertionError("looked at twice");
  }

  @Test
  void aClipIsMeasuredOnceForAllAndToTheSameBit(@TempDir Path folder) throws IOException {
    Path clip = clip(folder.resolve("clip.mp4"));
    ClipAnalyzer alone = new ClipAnalyzer(TestNets.nets(), ESTIMATOR, TrackOptions.DEFAULT);
    MeasuredClip fresh = alone.measure(clip);
    try (ContentCache cache = ContentCache.open(folder.resolve("cache"), 1 << 24, "")) {
      measure(TestNets::nets, cache, clip);
      Path moved = folder.resolve("elsewhere.mp4");
      Files.move(clip, moved);
      MeasuredClip kept = measure(SharedMeasurementsTest::unused, cache, moved);
      assertEquals(moved, kept.info().path());
      assertEquals(FRAMES, kept.frames());
      AnalysisCodec codec = new AnalysisCodec(ESTIMATOR.typical());
      assertArrayEquals(codec.bytes(fresh), codec.bytes(kept));
      Path one = folder.resolve("one");
      Path two = folder.resolve("two");
      AnalysisFiles.write(one, "clip", fresh.info(), fresh.faces());
      AnalysisFiles.write(two, "clip", kept.info(), kept.faces());
      for (String name : new String[] {"clip.csv", "clip.safetensors"}) {
        assertEquals(-1, Files.mismatch(one.resolve(name), two.resolve(name)), name);
      }
      ClipGlance glance = cache.get(ClipGlance.KIND, moved).flatMap(ClipGlance::of).orElseThrow();
      assertEquals(FRAMES, glance.frames());
      assertTrue(glance.facePx() > 40 && glance.who().isPresent(), glance.toString());
    }
  }

  @Test
  void otherQuestionsAndForeignBytesAreAnsweredAnew(@TempDir Path folder) throws IOException {
    Path clip = clip(folder.resolve("clip.mp4"));
    try (ContentCache cache = ContentCache.open(folder.resolve("cache"), 1 << 24, "")) {
      TrackOptions all = new TrackOptions(TrackOptions.ALL, true, true, 15);
      new ClipAnalyzer(TestNets::nets, ESTIMATOR, all, cache).measure(clip);
      boolean[] asked = {false};
      Supplier<FaceNets> counting =
          () -> {
            asked[0] = true;
            return TestNets.nets();
          };
      MeasuredClip largest = measure(counting, cache, clip);
      assertTrue(asked[0], "all faces are another question than the largest");
      cache.put("analysis " + TrackOptions.DEFAULT, clip, new byte[] {0x41, 0x52, 0x47, 0x31, 9});
      asked[0] = false;
      assertEquals(largest.frames(), measure(counting, cache, clip).frames());
      assertTrue(asked[0], "bytes that are no analysis");
      asked[0] = false;
      measure(counting, cache, clip);
      assertFalse(asked[0]);
    }
  }

  private static MeasuredClip measure(Supplier<FaceNets> nets, ContentCache cache, Path clip) {
    return new ClipAnalyzer(nets, ESTIMATOR, TrackOptions.DEFAULT, cache).measure(clip);
  }

  /** An invented face, and a last frame without one. */
  private static Path clip(Path file) throws IOException {
    Path photo = file.resolveSibling("photo.jpg");
    Files.write(photo, SampleData.people().get(0).jpeg());
    Image face = Images.resize(Stills.read(photo), SIDE, SIDE);
    try (VideoWriter writer = VideoWriter.create(file, SIDE, SIDE, 25, ClipMark.none())) {
      for (int t = 0; t < FRAMES; t++) {
        writer.write(t < FRAMES - 1 ? face : Image.black(SIDE, SIDE));
      }
    }
    return file;
  }
}
