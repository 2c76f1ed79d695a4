package io.argen.recognize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.augment.SampleData;
import io.argen.dataset.Dataset;
import io.argen.dataset.Sample;
import io.argen.face.CanonicalFace;
import io.argen.face.FaceNets;
import io.argen.face.FaceTracker;
import io.argen.face.TestNets;
import io.argen.face.TrackOptions;
import io.argen.motion.ActionUnitBasis;
import io.argen.motion.ActionUnitEstimator;
import io.argen.motion.ClipAnalyzer;
import io.argen.run.ContentCache;
import io.argen.run.InputException;
import io.argen.run.Progress;
import io.argen.run.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecognizerTest {
  private static final TrainingOptions QUICK =
      new TrainingOptions(
          RecognizerKind.MESH,
          ResNetOptions.USUAL,
          16,
          1,
          60,
          16,
          3e-3,
          0.05,
          0.1,
          Balance.NONE,
          20,
          0,
          3);

  /** Clips whose class is which block of points rises over time. */
  private static List<Example> examples(int n, double[] shares, long seed) {
    RandomGenerator random = Seeds.generator(seed);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double at = random.nextDouble();
      int label = at < shares[0] ? 0 : at < shares[0] + shares[1] ? 1 : 2;
      float[] values = new float[5 * ClipFeatures.WIDTH];
      for (int k = 0; k < values.length; k++) {
        values[k] = (float) (0.02 * random.nextGaussian());
      }
      for (int t = 0; t < 5; t++) {
        for (int k = 0; k < 60; k++) {
          values[t * ClipFeatures.WIDTH + ClipFeatures.POINTS + label * 60 + k] += 0.02f * t;
        }
      }
      examples.add(new Example(new ClipFeatures(values), label));
    }
    return examples;
  }

  private static double accuracy(Recognizer recognizer, List<Example> examples) {
    List<double[]> p = recognizer.probabilities(examples.stream().map(Example::input).toList());
    int right = 0;
    for (int i = 0; i < p.size(); i++) {
      right += Recognizer.best(p.get(i)) == examples.get(i).label() ? 1 : 0;
    }
    return (double) right / p.size();
  }

  @Test
  void learnsTheSameWeightsToTheBitAndReadsThemBack(@TempDir Path folder) {
    List<String> labels = List.of("a", "b", "c");
    double[] shares = {0.5, 0.3, 0.2};
    List<Example> train = examples(60, shares, 1);
    List<Example> val = examples(20, shares, 2);
    RecognizerTrainer.Trained one = RecognizerTrainer.train(QUICK, labels, train, val);
    RecognizerTrainer.Trained two = RecognizerTrainer.train(QUICK, labels, train, val);
    assertArrayEquals(one.recognizer().weights(), two.recognizer().weights());
    RecognizerTrainer.Trained other =
        RecognizerTrainer.train(QUICK.with(Balance.NONE, 4), labels, train, val);
    assertFalse(java.util.Arrays.equals(one.recognizer().weights(), other.recognizer().weights()));
    List<Example> test = examples(60, shares, 5);
    assertTrue(accuracy(one.recognizer(), test) > 0.9, "unseen clips of the same kind");
    Path file = folder.resolve("model.safetensors");
    one.recognizer().write(file, Map.of("seed", "3"));
    Recognizer back = Recognizer.read(file);
    assertEquals(labels, back.labels());
    ClipInput clip = test.get(0).input();
    assertArrayEquals(
        one.recognizer().probabilities(List.of(clip)).get(0),
        back.probabilities(List.of(clip)).get(0));
    assertEquals(clip.frames(), back.overTime(clip).size());
  }

  @Test
  void everyBalanceHelpsTheScarceClassOfBlurredOnes() {
    List<String> labels = List.of("a", "b", "c");
    List<Example> train = examples(80, new double[] {0.9, 0.05, 0.05}, 1);
    List<Example> scarce =
        examples(200, new double[] {0, 0.5, 0.5}, 9).stream()
            .map(e -> new Example(e.input().part(0, 2), e.label()))
            .toList();
    double plain = mass(train, scarce, labels, Balance.NONE);
    for (Balance balance :
        List.of(Balance.OVERSAMPLE, Balance.CLASS_WEIGHTED, Balance.LOGIT_ADJUSTED)) {
      assertTrue(mass(train, scarce, labels, balance) > plain, balance.word());
    }
  }

  private static double mass(
      List<Example> train, List<Example> scarce, List<String> labels, Balance balance) {
    Recognizer r =
        RecognizerTrainer.train(QUICK.with(balance, 1), labels, train, List.of()).recognizer();
    return r.probabilities(scarce.stream().map(Example::input).toList()).stream()
        .mapToDouble(p -> 1 - p[0])
        .average()
        .orElse(0);
  }

  @Test
  void mirroringTwiceIsNothingAndPairsAreMirrorImages() {
    Set<Integer> used = new HashSet<>();
    CanonicalFace face = TestNets.canonical();
    for (int p = 0; p < FacePoints.COUNT; p++) {
      assertTrue(used.add(FacePoints.mesh(p)), "point " + FacePoints.mesh(p) + " is there twice");
      int here = FacePoints.mesh(p);
      int there = FacePoints.mesh(FacePoints.mirror(p));
      assertEquals(0, Math.abs(face.x(here) + face.x(there)), 0.1, here + " and " + there);
      assertEquals(face.y(here), face.y(there), 0.1, here + " and " + there);
    }
    for (int k = 0; k < ClipFeatures.WIDTH; k++) {
      assertEquals(k, InputScale.mirror(InputScale.mirror(k)));
    }
  }

  private static Sample sample(String id, String subject, String split) {
    return new Sample(
        id, Path.of(id), "x", Optional.empty(), Optional.of(subject), split, true, false);
  }

  @Test
  void aPersonInTwoSplitsIsRefusedByName() {
    Dataset data =
        new Dataset(
            Path.of("d"),
            "folders",
            List.of(
                sample("1", "anna", "train"),
                sample("2", "bert", "train"),
                sample("3", "bert", "test")),
            List.of(),
            List.of());
    InputException refused =
        assertThrows(InputException.class, () -> PeopleFolds.requireApart(data));
    assertTrue(String.valueOf(refused.getMessage()).contains("bert"), refused.getMessage());
    List<List<Sample>> parts = PeopleFolds.deal(data.samples(), 2, 0);
    assertEquals(2, parts.stream().filter(p -> !p.isEmpty()).count());
  }

  private static double[] peak(ClipInput clip) {
    return ((ClipFeatures) clip).peakUnits();
  }

  @Test
  void threeSmallGreyFramesWithoutANeutralClassAreEnough(@TempDir Path folder) throws IOException {
    Path set = folder.resolve("set");
    StandIn.write(set, SampleData.people().subList(0, 3), 3, 1);
    Dataset data = Dataset.read(set);
    assertEquals(9, data.samples().size());
    FaceNets nets = TestNets.nets();
    ActionUnitBasis basis = ActionUnitBasis.anatomical(nets.canonical());
    FeatureCache.Measure measure =
        new FeatureCache.Measure(
            new ClipAnalyzer(
                nets, new ActionUnitEstimator(nets.canonical(), basis), TrackOptions.DEFAULT),
            new FeatureReader(nets.canonical(), basis),
            new FaceTracker(nets, TrackOptions.DEFAULT));
    List<Path> paths = data.samples().stream().map(Sample::path).toList();
    List<ClipInput> first;
    Path crops = folder.resolve("crops");
    try (ContentCache content = ContentCache.open(folder.resolve("cache"), 1 << 28, "")) {
      first =
          new FeatureCache(content, crops, RecognizerKind.MESH, () -> measure)
              .of(paths, 1, Progress.NONE);
    }
    assertEquals(9, first.stream().filter(f -> f.frames() == 3).count(), "faces in every frame");
    try (ContentCache content = ContentCache.open(folder.resolve("cache"), 1 << 28, "")) {
      FeatureCache known =
          new FeatureCache(
              content,
              crops,
              RecognizerKind.MESH,
              () -> {
                throw new AssertionError("measured twice");
              });
      List<ClipInput> again = known.of(paths, 1, Progress.NONE);
      assertArrayEquals(peak(first.get(4)), peak(again.get(4)));
      FeatureCache video = new FeatureCache(content, crops, RecognizerKind.VIDEO, () -> measure);
      ClipCrops pictures = (ClipCrops) video.of(paths.get(0));
      assertEquals(3, pictures.pictures().size());
      assertEquals(2, pictures.frameNumber(2));
      FeatureCache later =
          new FeatureCache(
              content,
              folder.resolve("later crops"),
              RecognizerKind.VIDEO,
              () -> {
                throw new AssertionError("looked at twice");
              });
      ClipCrops same = (ClipCrops) later.of(paths.get(0));
      assertArrayEquals(pictures.pictures().get(1).rgb(), same.pictures().get(1).rgb());
      assertEquals(2, same.frameNumber(2));
    }
    assertTrue(Files.exists(set.resolve("metadata.csv")));
    List<Example> examples = new ArrayList<>();
    List<String> labels = List.copyOf(data.counts().keySet());
    for (int i = 0; i < paths.size(); i++) {
      examples.add(new Example(first.get(i), labels.indexOf(data.samples().get(i).label())));
    }
    assertTrue(
        accuracy(
                RecognizerTrainer.train(
                        QUICK.with(Balance.OVERSAMPLE, 1), labels, examples, List.of())
                    .recognizer(),
                examples)
            > 0.7,
        "clips it was trained on");
  }
}
