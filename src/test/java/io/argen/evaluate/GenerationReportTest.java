package io.argen.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.face.FaceMesh;
import io.argen.face.FaceObservation;
import io.argen.face.FaceQuality;
import io.argen.face.FaceTrack;
import io.argen.face.HeadPose;
import io.argen.run.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GenerationReportTest {
  @Test
  void anIntervalHoldsItsMeanAndNarrowsWithMoreClips() {
    Interval few = interval(10);
    Interval many = interval(1000);
    for (Interval interval : List.of(few, many)) {
      assertTrue(interval.low() < interval.mean() && interval.mean() < interval.high());
    }
    assertTrue(many.high() - many.low() < (few.high() - few.low()) / 5, few + " " + many);
  }

  @Test
  void theIntervalOfAMeanCoversTheTruthAboutNineteenTimesInTwenty() {
    Random random = new Random(4);
    int covered = 0;
    for (int run = 0; run < 200; run++) {
      List<Double> values = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        values.add(random.nextGaussian());
      }
      Interval interval = of(values);
      covered += interval.low() <= 0 && 0 <= interval.high() ? 1 : 0;
    }
    assertTrue(covered >= 176 && covered <= 199, "covered " + covered + " of 200");
  }

  @Test
  void noClipsHaveNoInterval() {
    assertNull(Interval.of(List.of()));
  }

  @Test
  void classesAreSummedApartAndConfusionsCounted() {
    List<ClipMeasures> clips =
        List.of(
            clip("a", "happy", "happiness", "happiness", 0.9),
            clip("b", "happy", "happiness", "neutral", 0.2),
            clip("c", "calm", null, "neutral", null),
            clip("d", "fear", "fear", null, null));
    GenerationReport report = GenerationSummary.report(Path.of("x"), "source", clips, List.of());
    assertEquals(Map.of("happiness", 1, "neutral", 1), report.confusion().get("happy"));
    assertEquals(Map.of("no face", 1), report.confusion().get("fear"));
    GenerationReport.Summary happy = report.classes().get("happy");
    assertNotNull(happy);
    assertNotNull(happy.expressionAccuracy());
    assertEquals(0.5, happy.expressionAccuracy().mean(), 1e-9);
    GenerationReport.Summary calm = report.classes().get("calm");
    assertNotNull(calm);
    assertNull(calm.expressionAccuracy());
    assertEquals(4, report.overall().clips());
    assertTrue(Json.line(report).contains("\"schema\":\"argen/evaluate-generation/1\""));
  }

  @Test
  void aCsvHasARowAClipUnderItsNames(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("e.csv");
    GenerationSummary.writeCsv(file, List.of(clip("a,b", "happy", "happiness", "happiness", 0.25)));
    List<String> lines = Files.readAllLines(file);
    assertEquals(2, lines.size());
    assertTrue(lines.get(1).startsWith("\"a,b\",happy,happiness,10,1.00000,"), lines.get(1));
    assertEquals(lines.get(0).split(",", -1).length, lines.get(1).split(",", -1).length - 1);
  }

  @Test
  void evenMovementHasNoJitterAndShakingHasItsOwn() {
    Double even = jitter(t -> 2.5 * t);
    Double shaking = jitter(t -> t % 2 == 0 ? 1 : -1);
    assertNotNull(even);
    assertNotNull(shaking);
    assertEquals(0, even, 1e-4);
    // x alternates by 2: its second difference is 4, the eyes are 100 apart.
    assertEquals(0.04, shaking, 1e-4);
  }

  private static @Nullable Double jitter(IntToDoubleFunction x) {
    List<@Nullable FaceObservation> faces = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      float[] points = new float[FaceMesh.POINTS * 3];
      for (int i = 0; i < FaceMesh.POINTS; i++) {
        points[i * 3] = (float) x.applyAsDouble(t);
      }
      points[263 * 3] += 100;
      FaceMesh mesh = new FaceMesh(points, new float[FaceMesh.IRIS_POINTS * 3]);
      faces.add(
          new FaceObservation(
              mesh.box(),
              mesh,
              new HeadPose(0, 0, 0, 0, 0, 0, 1),
              new FaceQuality(100, 100, 1, 1, 1),
              null));
    }
    return ClipMeter.jitter(new FaceTrack(0, Collections.nCopies(8, 0.0), faces));
  }

  private static ClipMeasures clip(
      String name,
      String label,
      @Nullable String emotion,
      @Nullable String seen,
      @Nullable Double probability) {
    return new ClipMeasures(
        name, label, emotion, 10, 1, 0.9, 0.8, 0.7, 0.6, seen, probability, 0.001);
  }

  private static Interval interval(int n) {
    Random random = new Random(9);
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      values.add(random.nextDouble());
    }
    return of(values);
  }

  private static Interval of(List<Double> values) {
    Interval interval = Interval.of(values);
    if (interval == null) {
      throw new AssertionError("no interval");
    }
    return interval;
  }
}
