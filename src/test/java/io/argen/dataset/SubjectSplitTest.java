package io.argen.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.facs.Emotion;
import io.argen.run.Seeds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Nobody is in two splits, and every split gets its share of every class. */
final class SubjectSplitTest {
  private static final List<String> LABELS = List.of("happy", "sad", "fear");

  @Test
  void nobodyIsInTwoSplits() {
    for (int seed = 0; seed < 20; seed++) {
      Dataset split = SubjectSplit.of(corpus(30, seed), 0.2, 0.2, seed);
      Map<String, Set<String>> splitsOf = new HashMap<>();
      for (Sample sample : split.samples()) {
        splitsOf
            .computeIfAbsent(sample.subject().orElseThrow(), s -> new HashSet<>())
            .add(sample.split());
      }
      assertTrue(splitsOf.values().stream().allMatch(splits -> splits.size() == 1));
    }
  }

  @Test
  void everyClassIsSharedOutAsAsked() {
    for (int seed = 0; seed < 20; seed++) {
      Dataset split = SubjectSplit.of(corpus(60, seed), 0.2, 0.1, seed);
      Map<String, Integer> whole = split.counts();
      for (String label : LABELS) {
        int all = whole.getOrDefault(label, 0);
        assertEquals(0.7 * all, split.counts("train").getOrDefault(label, 0), 0.1 * all + 2);
        assertEquals(0.2 * all, split.counts("val").getOrDefault(label, 0), 0.1 * all + 2);
        assertEquals(0.1 * all, split.counts("test").getOrDefault(label, 0), 0.1 * all + 2);
      }
    }
  }

  @Test
  void validationIsTakenFromTrainAlone() {
    Dataset corpus = corpus(60, 3);
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < corpus.samples().size(); i++) {
      Sample s = corpus.samples().get(i);
      samples.add(
          new Sample(
              s.id(),
              s.path(),
              s.label(),
              s.emotion(),
              Optional.empty(),
              i % 5 == 0 ? "test" : "train",
              true,
              false));
    }
    Dataset listed = new Dataset(corpus.root(), "dfew", samples, List.of(), List.of());
    Dataset split = SubjectSplit.validation(listed, 0.2, 1);
    assertEquals(listed.split("test"), split.split("test"));
    assertEquals(listed.counts(), split.counts());
    listed
        .counts("train")
        .forEach(
            (label, n) ->
                assertEquals(0.2 * n, split.counts("val").getOrDefault(label, 0), 0.1 * n + 1));
    assertThrows(io.argen.run.InputException.class, () -> SubjectSplit.validation(split, 0.2, 1));
  }

  @Test
  void theSeedDecidesAndNothingElse() {
    Dataset corpus = corpus(30, 5);
    assertEquals(SubjectSplit.of(corpus, 0.2, 0.2, 1), SubjectSplit.of(corpus, 0.2, 0.2, 1));
    assertNotEquals(
        SubjectSplit.of(corpus, 0.2, 0.2, 1).samples(),
        SubjectSplit.of(corpus, 0.2, 0.2, 2).samples());
  }

  @Test
  void clipsWithoutSubjectAreSplitOneByOneWithAWarning() {
    Dataset corpus = corpus(12, 3);
    List<Sample> nameless = new ArrayList<>();
    for (Sample s : corpus.samples()) {
      nameless.add(
          new Sample(
              s.id(), s.path(), s.label(), s.emotion(), Optional.empty(), "train", true, false));
    }
    Dataset split =
        SubjectSplit.of(
            new Dataset(corpus.root(), "folders", nameless, List.of(), List.of()), 0.25, 0, 1);
    assertTrue(split.warnings().get(0).contains("name no subject"));
    assertEquals(0.25, split.split("val").size() / (double) nameless.size(), 0.1);
    assertTrue(split.split("test").isEmpty());
  }

  @Test
  void tooFewSubjectsAreReported() {
    Dataset split = SubjectSplit.of(corpus(1, 1), 0.2, 0.2, 1);
    assertTrue(String.join("\n", split.warnings()).contains("too few subjects"));
    assertThrows(IllegalArgumentException.class, () -> SubjectSplit.of(corpus(1, 1), 0.6, 0.4, 1));
  }

  /** People with 1 to 8 clips each, of skewed classes. */
  private static Dataset corpus(int subjects, long seed) {
    RandomGenerator random = Seeds.generator(seed);
    List<Sample> samples = new ArrayList<>();
    for (int s = 0; s < subjects; s++) {
      int clips = random.nextInt(1, 9);
      for (int c = 0; c < clips; c++) {
        String label = LABELS.get(Math.min(random.nextInt(3), random.nextInt(3)));
        String id = "s" + s + "_" + c;
        samples.add(
            new Sample(
                id,
                Path.of(id + ".mp4"),
                label,
                Emotion.parse(label),
                Optional.of("s" + s),
                "train",
                true,
                false));
      }
    }
    return new Dataset(Path.of("corpus"), "folders", samples, List.of(), List.of());
  }
}
