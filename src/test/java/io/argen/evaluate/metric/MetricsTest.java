package io.argen.evaluate.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.argen.run.Json;
import io.argen.run.Seeds;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class MetricsTest {
  private static final int SUBJECTS = 60;
  private static final double[] EASE = {1.2, 0.6, 0, -0.5};
  private static final double[] SHARE = {0.4, 0.3, 0.2, 0.1};

  private static JsonNode cases() throws IOException {
    try (InputStream in = MetricsTest.class.getResourceAsStream("cases.json")) {
      assertNotNull(in);
      return Json.tree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static int[] ints(JsonNode node) {
    int[] values = new int[node.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = node.get(i).asInt();
    }
    return values;
  }

  private static double[][] rows(JsonNode node) {
    double[][] rows = new double[node.size()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new double[node.get(i).size()];
      for (int k = 0; k < rows[i].length; k++) {
        rows[i][k] = node.get(i).get(k).asDouble();
      }
    }
    return rows;
  }

  @Test
  void classificationAgreesWithScikitLearn() throws IOException {
    for (JsonNode c : cases().get("classification")) {
      int[] truth = ints(c.get("truth"));
      int[] predicted = ints(c.get("predicted"));
      int classes = c.get("classes").asInt();
      Confusion confusion = Confusion.of(truth, predicted, classes);
      assertEquals(c.get("war").asDouble(), confusion.war(), 1e-12);
      assertEquals(c.get("uar").asDouble(), confusion.uar(), 1e-12);
      assertEquals(c.get("macro_f1").asDouble(), confusion.macroF1(), 1e-12);
      int[] present = ints(c.get("present"));
      for (int i = 0; i < present.length; i++) {
        assertEquals(c.get("recalls").get(i).asDouble(), confusion.recall(present[i]), 1e-12);
      }
      for (int k = 0; k < classes; k++) {
        for (int j = 0; j < classes; j++) {
          assertEquals(c.get("confusion").get(k).get(j).asLong(), confusion.count(k, j));
        }
      }
      double[] confidence = new double[truth.length];
      boolean[] right = new boolean[truth.length];
      for (int i = 0; i < right.length; i++) {
        confidence[i] = c.get("confidence").get(i).asDouble();
        right[i] = truth[i] == predicted[i];
      }
      assertEquals(
          c.get("calibration_error").asDouble(), Calibration.error(confidence, right, 10), 1e-12);
    }
  }

  @Test
  void distancesAgreeWithScikitLearnAndScipy() throws IOException {
    JsonNode f = cases().get("features");
    double[][] made = rows(f.get("made"));
    double[][] real = rows(f.get("real"));
    assertEquals(f.get("kid").asDouble(), FeatureDistances.kid(made, real), 1e-9);
    assertEquals(f.get("frechet").asDouble(), FeatureDistances.frechet(made, real), 1e-6);
    assertEquals(f.get("diversity").asDouble(), FeatureDistances.diversity(made), 1e-9);
    assertEquals(f.get("usual_neighbour").asDouble(), FeatureDistances.usualNeighbour(made), 1e-9);
  }

  @Test
  void handComputedCase() {
    // Truth a a a b b c, predicted a a b b c c: recalls 2/3, 1/2, 1; F1 4/5, 1/2, 2/3.
    int[] truth = {0, 0, 0, 1, 1, 2};
    Confusion c = Confusion.of(truth, new int[] {0, 0, 1, 1, 2, 2}, 3);
    assertEquals(4 / 6.0, c.war(), 1e-15);
    assertEquals((2 / 3.0 + 0.5 + 1) / 3, c.uar(), 1e-15);
    assertEquals((0.8 + 0.5 + 2 / 3.0) / 3, c.macroF1(), 1e-15);
    assertArrayEquals(new long[] {2, 1, 0}, c.counts()[0]);
    // Bins (0.5, 1] and [0, 0.5]: |0.9 + 0.7 - 1| and |0.4 - 1|, over three clips.
    assertEquals(
        (0.6 + 0.6) / 3,
        Calibration.error(new double[] {0.9, 0.7, 0.4}, new boolean[] {true, false, true}, 2),
        1e-12);
  }

  @Test
  void copiesOfTestClipsAreSeen() {
    double[][] others = {{0, 0}, {4, 0}, {0, 4}};
    double[][] made = {{0.1, 0}, {2, 2}, {8, 8}, {4, 0}};
    assertEquals(0.5, FeatureDistances.nearCopies(made, others, 1), 0);
    double[][] twice = {{0, 0}, {0, 0}, {4, 0}, {4, 0}};
    assertEquals(0, FeatureDistances.usualNeighbour(twice), 0);
  }

  @Test
  void exactTestOfThreeSubjectsIsByHand() {
    // Differences 1, 2, 3: of eight signs only +++ and --- reach 6.
    Groups groups = new Groups("subjects", List.of(List.of(0), List.of(1), List.of(2)));
    double p =
        PairedPermutation.test(
            groups, x -> (x[0] ? -1 : 1) + (x[1] ? -2 : 2) + (x[2] ? -3 : 3), 10, 0);
    assertEquals(0.25, p, 0);
  }

  @Test
  void clipsAreDrawnSinglyWhereASubjectIsMissing() {
    assertEquals(
        "clips", Groups.of(List.of(Optional.of("a"), Optional.empty(), Optional.of("a"))).over());
    assertEquals(
        2,
        Groups.of(List.of(Optional.of("a"), Optional.of("b"), Optional.of("a"))).members().size());
  }

  /** Clips of subjects some of whom are harder to read than others. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record World(Groups groups, int[] truth, boolean[][] right) {

    static World draw(RandomGenerator random, int arms) {
      List<Optional<String>> subjects = new ArrayList<>();
      List<Integer> truth = new ArrayList<>();
      List<boolean[]> right = new ArrayList<>();
      for (int s = 0; s < SUBJECTS; s++) {
        double ability = 0.8 * random.nextGaussian();
        int clips = 2 + random.nextInt(5);
        for (int i = 0; i < clips; i++) {
          double at = random.nextDouble();
          int k = 0;
          while (k < SHARE.length - 1 && at >= SHARE[k]) {
            at -= SHARE[k++];
          }
          boolean[] outcome = new boolean[arms];
          for (int a = 0; a < arms; a++) {
            outcome[a] = random.nextDouble() < 1 / (1 + Math.exp(-EASE[k] - ability));
          }
          subjects.add(Optional.of("s" + s));
          truth.add(k);
          right.add(outcome);
        }
      }
      return new World(
          Groups.of(subjects),
          truth.stream().mapToInt(Integer::intValue).toArray(),
          right.toArray(boolean[][]::new));
    }

    double uar(int[] items) {
      int[] all = new int[EASE.length];
      int[] good = new int[EASE.length];
      for (int i : items) {
        all[truth[i]]++;
        good[truth[i]] += right[i][0] ? 1 : 0;
      }
      return mean(all, good);
    }

    double difference(boolean[] exchanged) {
      int[] all = new int[EASE.length];
      int[] first = new int[EASE.length];
      int[] second = new int[EASE.length];
      for (int i = 0; i < truth.length; i++) {
        all[truth[i]]++;
        first[truth[i]] += right[i][exchanged[i] ? 1 : 0] ? 1 : 0;
        second[truth[i]] += right[i][exchanged[i] ? 0 : 1] ? 1 : 0;
      }
      return mean(all, first) - mean(all, second);
    }

    private static double mean(int[] all, int[] good) {
      double sum = 0;
      int classes = 0;
      for (int k = 0; k < all.length; k++) {
        if (all[k] > 0) {
          sum += (double) good[k] / all[k];
          classes++;
        }
      }
      return sum / classes;
    }
  }

  private static double trueUar() {
    double sum = 0;
    double weights = 0;
    for (double z = -6; z <= 6; z += 0.01) {
      double weight = Math.exp(-z * z / 2);
      for (double ease : EASE) {
        sum += weight / (1 + Math.exp(-ease - 0.8 * z)) / EASE.length;
      }
      weights += weight;
    }
    return sum / weights;
  }

  @Test
  void intervalsHoldTheTruthAsOftenAsTheySay() {
    RandomGenerator random = Seeds.generator(5);
    double truth = trueUar();
    int worlds = 1000;
    int held = 0;
    for (int w = 0; w < worlds; w++) {
      World world = World.draw(random, 1);
      Estimate e = Bootstrap.of(world.groups(), world::uar, 400, w);
      held += e.low() <= truth && truth <= e.high() ? 1 : 0;
    }
    assertTrue(held >= 930 && held <= 970, "coverage in thousandths: " + held);
  }

  @Test
  void armsThatDoNotDifferAreSeldomFoundToDiffer() {
    RandomGenerator random = Seeds.generator(6);
    int worlds = 1000;
    int found = 0;
    for (int w = 0; w < worlds; w++) {
      World world = World.draw(random, 2);
      found += PairedPermutation.test(world.groups(), world::difference, 300, w) <= 0.05 ? 1 : 0;
    }
    assertTrue(found >= 30 && found <= 70, "false positives in thousandths: " + found);
  }

  @Test
  void anArmThatIsBetterIsFound() {
    World world = World.draw(Seeds.generator(8), 2);
    for (int i = 0; i < world.truth().length; i++) {
      world.right()[i][0] |= i % 3 == 0;
      world.right()[i][1] &= i % 4 != 0;
    }
    assertTrue(PairedPermutation.test(world.groups(), world::difference, 500, 1) < 0.01);
  }
}
