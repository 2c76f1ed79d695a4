package io.argen.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.clip.Image;
import io.argen.clip.Stills;
import io.argen.face.ExpressionScores;
import io.argen.face.FaceObservation;
import io.argen.face.FaceObserver;
import io.argen.face.Identity;
import io.argen.face.TestNets;
import io.argen.face.TrackOptions;
import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Emotion;
import io.argen.facs.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Real people, where the development faces are at hand. Tables go to target/. */
final class RealFacesTest {
  private static final List<String> NEUTRAL =
      List.of("neutral_d0", "neutral_d9", "neutral_d18", "neutral_d19", "neutral_d20");

  /** Halfway between the strangers' 95th and one's own 5th percentile: IdentityCalibrationTest. */
  private static final double LEAST_ALIKE = 0.651;

  private static final ActionUnitBasis BASIS = ActionUnitBasis.anatomical(TestNets.canonical());
  private static final ActionUnitEstimator ESTIMATOR =
      new ActionUnitEstimator(TestNets.canonical(), BASIS);

  @BeforeAll
  static void faces() {
    Assumptions.assumeTrue(
        System.getenv("ARGEN_SHARED") != null, "ARGEN_SHARED is not set: no real faces");
  }

  @Test
  void neutralPhotosHaveNoUnitAboveOneAndAHalf() {
    for (String name : NEUTRAL) {
      FaceObservation face = face(photo(name));
      ActionUnits units = ESTIMATOR.ofPhoto(face.mesh());
      for (float v : units.toArray()) {
        assertTrue(v <= 1.5, name + ": " + units);
      }
    }
  }

  @Test
  void aSmileIsASmile() {
    ActionUnits peak = clip("smile_green").peak();
    assertTrue(peak.get(ActionUnit.AU12) >= 2, peak.toString());
    assertTrue(
        Math.max(peak.get(ActionUnit.AU25), peak.get(ActionUnit.AU06)) >= 2, peak.toString());
  }

  @Test
  void anOpenMouthDropsTheJawAndAPuckerPuckers() {
    ActionUnits open = clip("open_mouth").peak();
    assertTrue(open.get(ActionUnit.AU26) >= 3 || open.get(ActionUnit.AU27) >= 1, open.toString());
    ActionUnits pucker = clip("talk_pucker").peak();
    assertTrue(
        Math.max(pucker.get(ActionUnit.AU18), pucker.get(ActionUnit.AU22)) >= 1.5,
        pucker.toString());
  }

  @Test
  void eyesCloseForLongAndLookToBothSides() {
    ClipAnalysis clip = clip("eyes_gaze");
    int longest = 0;
    int now = 0;
    double left = 0;
    double right = 0;
    for (int f = 0; f < clip.track().frames(); f++) {
      ActionUnits units = clip.actionUnits().get(f);
      Gaze gaze = clip.gaze(f);
      if (units == null || gaze == null) {
        continue;
      }
      boolean closed =
          units.get(ActionUnit.AU45, Side.LEFT) >= 3 && units.get(ActionUnit.AU45, Side.RIGHT) >= 3;
      now = closed ? now + 1 : 0;
      longest = Math.max(longest, now);
      if (units.get(ActionUnit.AU45) < 1) {
        left = Math.min(left, gaze.yaw());
        right = Math.max(right, gaze.yaw());
      }
    }
    assertTrue(longest >= 10, "longest closure: " + longest + " frames");
    assertTrue(left < -Math.toRadians(10), "to the left: " + Math.toDegrees(left));
    assertTrue(right > Math.toRadians(10), "to the right: " + Math.toDegrees(right));
  }

  @Test
  void sixEmotionsOnFiveFacesKeepFaceSkinAndPerson() throws IOException {
    FaceRenderer renderer = new FaceRenderer(TestNets.canonical(), BASIS);
    FaceObserver observer = new FaceObserver(TestNets.nets());
    StringBuilder table =
        new StringBuilder(
            "| photo | asked | first choice | p(asked) | identity |\n|---|---|---|---|---|\n");
    for (String name : NEUTRAL) {
      Image whole = photo(name);
      FaceCrop crop = FaceCrop.square(whole, face(whole), 256, TestNets.canonical());
      Identity person = TestNets.nets().identity().embed(crop.image(), crop.face().mesh());
      FaceRenderer.Session session = renderer.prepare(crop.image(), crop.face());
      Image out = Image.black(256, 256);
      for (Emotion emotion : Emotion.values()) {
        if (emotion == Emotion.NEUTRAL || emotion == Emotion.CONTEMPT) {
          continue;
        }
        double lowest = 1;
        ExpressionScores last = new ExpressionScores(new java.util.EnumMap<>(Emotion.class));
        for (double strength : new double[] {0.25, 0.5, 0.75, 1}) {
          session.render(MotionFrame.of(EmotionPrototypes.typical(emotion, strength)), out);
          assertEquals(0, session.flippedTriangles(), name + " " + emotion);
          Optional<FaceObservation> seen = observer.largest(out);
          assertTrue(seen.isPresent(), name + " " + emotion + " at " + strength);
          FaceObservation face = seen.orElseThrow();
          lowest =
              Math.min(lowest, person.cosine(TestNets.nets().identity().embed(out, face.mesh())));
          ExpressionScores scores = face.expression();
          last = scores == null ? last : scores;
        }
        assertTrue(lowest >= LEAST_ALIKE, name + " " + emotion + ": " + lowest);
        table.append(
            String.format(
                Locale.ROOT,
                "| %s | %s | %s | %.2f | %.2f |%n",
                name,
                emotion.label(),
                last.top().label(),
                last.get(emotion),
                lowest));
      }
    }
    Files.writeString(Path.of("target/emotions-on-neutral.md"), table);
  }

  private static Path shared(String path) {
    return Path.of(System.getenv("ARGEN_SHARED")).resolve("faces").resolve(path);
  }

  private static Image photo(String name) {
    return Stills.read(shared("photos/" + name + ".jpg"));
  }

  private static FaceObservation face(Image image) {
    return new FaceObserver(TestNets.nets()).largest(image).orElseThrow();
  }

  private static ClipAnalysis clip(String name) {
    return new ClipAnalyzer(TestNets.nets(), ESTIMATOR, TrackOptions.DEFAULT)
        .analyze(shared("clips/" + name + ".mp4"))
        .get(0);
  }
}
