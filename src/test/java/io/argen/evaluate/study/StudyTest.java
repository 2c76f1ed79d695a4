package io.argen.evaluate.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.augment.SampleData;
import io.argen.augment.studio.AnimationStudio;
import io.argen.augment.studio.ReenactmentStudio;
import io.argen.dataset.Dataset;
import io.argen.dataset.Sample;
import io.argen.face.FaceNets;
import io.argen.face.FaceTracker;
import io.argen.face.TestNets;
import io.argen.face.TrackOptions;
import io.argen.facs.Emotion;
import io.argen.motion.ActionUnitBasis;
import io.argen.motion.ActionUnitEstimator;
import io.argen.motion.ClipAnalyzer;
import io.argen.motion.ExpressionDynamics;
import io.argen.recognize.FeatureCache;
import io.argen.recognize.FeatureReader;
import io.argen.recognize.RecognizerKind;
import io.argen.recognize.StandIn;
import io.argen.recognize.TrainingOptions;
import io.argen.run.ContentCache;
import io.argen.run.InputException;
import io.argen.run.Json;
import io.argen.run.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StudyTest {
  private static final Path NOWHERE = Path.of("nowhere");

  private static Sample sample(String id, String label, String subject, String split) {
    return new Sample(
        id,
        NOWHERE.resolve(id),
        label,
        Emotion.parse(label),
        Optional.of(subject),
        split,
        true,
        false);
  }

  private static Dataset people(int n) {
    List<Sample> samples = new ArrayList<>();
    for (int p = 0; p < n; p++) {
      for (int c = 0; c < 4; c++) {
        samples.add(sample("p" + p + "c" + c, c < 3 ? "fear" : "anger", "p" + p, "train"));
      }
    }
    return new Dataset(NOWHERE, "folders", samples, List.of(), List.of());
  }

  @Test
  void nobodyIsInTwoPartsOfAFoldAndEverybodyIsTestedOnce() {
    Set<String> tested = new HashSet<>();
    for (StudyFold fold : StudyFold.dealt(people(11), 5, 3)) {
      Set<String> seen = new HashSet<>();
      for (List<Sample> part : List.of(fold.train(), fold.val(), fold.test())) {
        Set<String> here = new HashSet<>();
        part.forEach(s -> here.add(s.subject().orElseThrow()));
        assertFalse(here.isEmpty());
        here.forEach(who -> assertTrue(seen.add(who), who));
      }
      assertEquals(11, seen.size());
      fold.test().forEach(s -> assertTrue(tested.add(s.id())));
    }
    assertEquals(44, tested.size());
  }

  @Test
  void aPersonOnBothSidesIsRefusedByName() {
    List<Sample> samples = new ArrayList<>(people(3).samples());
    samples.add(sample("x", "fear", "p1", "test"));
    Dataset leaking = new Dataset(NOWHERE, "folders", samples, List.of(), List.of());
    InputException e = assertThrows(InputException.class, () -> StudyFold.published(leaking, 1, 0));
    assertTrue(String.valueOf(e.getMessage()).contains("subject p1"), e.getMessage());
  }

  @Test
  void tooFewPeopleAreRefused() {
    assertThrows(InputException.class, () -> StudyFold.dealt(people(2), 2, 0));
    assertThrows(InputException.class, () -> StudyFold.dealt(people(4), 5, 0));
  }

  @Test
  void armsAreReadFromTheirNames() {
    Arm arm = Arm.parse("diffusion-only=my/model.safetensors@0.5");
    assertEquals(Arm.Origin.DIFFUSION, arm.origin());
    assertEquals(Optional.of("my/model.safetensors"), arm.weights());
    assertEquals(0.5, arm.ratio());
    assertTrue(arm.alone());
    assertFalse(arm.pool().contains("/"));
    assertFalse(Arm.parse("class-weighted").synthetic());
    assertEquals(Arm.parse("dynamics@1").pool(), Arm.parse("dynamics").pool());
    for (String wrong :
        List.of("dynamic", "set", "real@2", "dynamics=w", "none", "real-only", "")) {
      assertThrows(InputException.class, () -> Arm.parse(wrong), wrong);
    }
    Arm.USUAL.forEach(Arm::parse);
  }

  @Test
  void aStudyOfSmallGreySequencesGoesOnWhereItWasCutOff(@TempDir Path folder) throws IOException {
    Path set = folder.resolve("set");
    StandIn.write(set, SampleData.people().subList(0, 4), 6, 2);
    Dataset data = Dataset.read(set);
    FaceNets nets = TestNets.nets();
    ActionUnitBasis basis = ActionUnitBasis.anatomical(nets.canonical());
    FeatureCache.Measure measure =
        new FeatureCache.Measure(
            new ClipAnalyzer(
                nets, new ActionUnitEstimator(nets.canonical(), basis), TrackOptions.DEFAULT),
            new FeatureReader(nets.canonical(), basis),
            new FaceTracker(nets, TrackOptions.DEFAULT));
    AnimationStudio dynamics = new AnimationStudio(() -> nets, new ExpressionDynamics());
    ReenactmentStudio reenactment = new ReenactmentStudio(dynamics, List.of());
    StudyPools.Studios studios =
        (arm, train) -> arm.origin() == Arm.Origin.REENACTMENT ? reenactment.with(train) : dynamics;
    Path out = folder.resolve("study");
    List<StudyFold> folds = StudyFold.dealt(data, 2, 0);
    Study.Request request =
        new Study.Request(
            out,
            data,
            folds,
            "dealt",
            List.of(
                Arm.parse("real"),
                Arm.parse("oversample"),
                Arm.parse("reenactment@1"),
                Arm.parse("dynamics")),
            1,
            TrainingOptions.MESH.steps(20),
            0,
            2);
    try (ContentCache content = ContentCache.open(folder.resolve("cache"), 1 << 28, "")) {
      FeatureCache cache =
          new FeatureCache(content, folder.resolve("crops"), RecognizerKind.MESH, () -> measure);
      StudyReport first = Study.run(request, cache, studios, Progress.NONE, Clock.systemUTC());
      assertEquals(4, first.arms().size());
      assertTrue(first.arms().get(3).synthetic() > 0);
      for (StudyFold fold : folds) {
        Set<String> held = new HashSet<>();
        fold.test().forEach(s -> held.add(s.subject().orElseThrow()));
        fold.val().forEach(s -> held.add(s.subject().orElseThrow()));
        for (String pool : List.of("dynamics", "reenactment")) {
          Path made = out.resolve("clips").resolve("fold-" + fold.number()).resolve(pool);
          for (Sample sample : Dataset.read(made).samples()) {
            assertFalse(held.contains(sample.subject().orElseThrow()), sample.id());
            assertTrue(Files.isRegularFile(sample.path().resolve("frame_000003.png")));
            assertFalse(Files.exists(sample.path().resolve("frame_000004.png")));
          }
        }
      }
      Path cells = out.resolve(".argen/cells.jsonl");
      List<String> lines = Files.readAllLines(cells);
      assertEquals(8, lines.size());
      Files.writeString(
          cells, String.join("\n", lines.subList(0, 5)) + "\n" + lines.get(6).substring(0, 30));
      StudyReport again = Study.run(request, cache, studios, Progress.NONE, Clock.systemUTC());
      assertEquals(Json.line(first.arms()), Json.line(again.arms()));
      assertEquals(Json.line(first.pools()), Json.line(again.pools()));
      assertTrue(Files.readString(out.resolve("predictions.csv")).lines().count() > 1 + 4 * 20);
    }
  }
}
