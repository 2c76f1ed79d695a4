package io.argen.motion;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.clip.ClipMark;
import io.argen.clip.ClipReader;
import io.argen.clip.Clips;
import io.argen.clip.Frame;
import io.argen.clip.Image;
import io.argen.clip.VideoWriter;
import io.argen.face.FaceObservation;
import io.argen.face.FaceObserver;
import io.argen.face.FaceTracker;
import io.argen.face.TestNets;
import io.argen.face.TrackOptions;
import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Side;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real clips, where the development faces are at hand. */
final class RealClipsTest {
  private static final int FRESH_EVERY = 15;

  private static final ActionUnitEstimator ESTIMATOR =
      new ActionUnitEstimator(
          TestNets.canonical(), ActionUnitBasis.anatomical(TestNets.canonical()));

  @BeforeAll
  static void faces() {
    Assumptions.assumeTrue(
        System.getenv("ARGEN_SHARED") != null, "ARGEN_SHARED is not set: no real faces");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "camera_move",
        "eyes_gaze",
        "glasses_grimace",
        "glasses_smile",
        "head_turn",
        "open_mouth",
        "smile_green",
        "talk_pucker"
      })
  void theTrackedBoxIsWhereAFreshLookFindsTheFace(String name) {
    List<Image> looked = new ArrayList<>();
    ClipAnalysis clip =
        analysed(
            shared(name),
            (frame, faces) -> {
              if (frame.index() % FRESH_EVERY == 0) {
                looked.add(frame.image());
              }
            });
    assertTrue(clip.track().present() >= 0.98 * clip.track().frames());
    FaceObserver observer = new FaceObserver(TestNets.nets(), false);
    for (int i = 0; i < looked.size(); i++) {
      FaceObservation tracked = clip.track().observations().get(i * FRESH_EVERY);
      FaceObservation fresh = observer.largest(looked.get(i)).orElse(null);
      if (tracked != null && fresh != null) {
        double iou = tracked.box().iou(fresh.box());
        assertTrue(iou >= 0.5, name + ", frame " + i * FRESH_EVERY + ": " + iou);
      } else {
        assertTrue(tracked == null, name + ", frame " + i * FRESH_EVERY + " is not found again");
      }
    }
  }

  @Test
  void aMirroredClipHasMirroredUnits(@TempDir Path folder) {
    Path mirror = folder.resolve("mirrored.mp4");
    try (ClipReader clip = Clips.open(shared("glasses_grimace"))) {
      try (VideoWriter writer =
          VideoWriter.create(
              mirror, clip.info().width(), clip.info().height(), 30, ClipMark.none())) {
        for (Frame frame = clip.next(); frame != null; frame = clip.next()) {
          writer.write(mirrored(frame.image()));
        }
      }
    }
    ClipAnalysis seen = analysed(shared("glasses_grimace"), (frame, faces) -> {});
    ClipAnalysis turned = analysed(mirror, (frame, faces) -> {});
    double apart = 0;
    double swapped = 0;
    for (int f = 0; f < seen.track().frames(); f++) {
      ActionUnits a = seen.actionUnits().get(f);
      ActionUnits b = turned.actionUnits().get(f);
      if (a == null || b == null) {
        continue;
      }
      for (ActionUnit unit : ActionUnit.values()) {
        for (Side side : Side.values()) {
          Side other = side == Side.LEFT ? Side.RIGHT : Side.LEFT;
          apart += Math.abs(a.get(unit, side) - b.get(unit, side));
          swapped += Math.abs(a.get(unit, side) - b.get(unit, other));
        }
      }
    }
    double each = ActionUnits.CHANNELS * (double) seen.track().frames();
    System.out.printf("mirrored: sides swapped %.3f, not %.3f%n", swapped / each, apart / each);
    assertTrue(swapped / each < 0.25, "mean difference: " + swapped / each);
    assertTrue(swapped < 0.8 * apart, swapped + " against " + apart);
  }

  private static Image mirrored(Image image) {
    Image out = Image.black(image.width(), image.height());
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        for (int c = 0; c < 3; c++) {
          out.rgb()[(y * image.width() + image.width() - 1 - x) * 3 + c] =
              image.rgb()[(y * image.width() + x) * 3 + c];
        }
      }
    }
    return out;
  }

  private static Path shared(String name) {
    return Path.of(System.getenv("ARGEN_SHARED")).resolve("faces/clips/" + name + ".mp4");
  }

  private static ClipAnalysis analysed(Path path, FaceTracker.FrameListener listener) {
    try (ClipReader clip = Clips.open(path)) {
      return new ClipAnalyzer(TestNets.nets(), ESTIMATOR, TrackOptions.DEFAULT)
          .analyze(clip, listener)
          .get(0);
    }
  }
}
