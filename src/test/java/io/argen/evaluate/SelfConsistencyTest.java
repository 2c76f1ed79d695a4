package io.argen.evaluate;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.augment.SampleData;
import io.argen.clip.Stills;
import io.argen.evaluate.SelfConsistency.Options;
import io.argen.evaluate.SelfConsistency.Portrait;
import io.argen.face.TestNets;
import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.motion.ActionUnitBasis;
import io.argen.motion.ActionUnitEstimator;
import io.argen.motion.FaceRenderer;
import io.argen.report.MatrixChart;
import io.argen.run.Progress;
import io.argen.run.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

final class SelfConsistencyTest {
  private static final int SAMPLE_PEOPLE = 5;

  /** Concordances that held for today's sample people and renderer, less slack: to be raised. */
  private static final Map<String, Double> FLOORS =
      Map.ofEntries(
          Map.entry("AU01", 0.77),
          Map.entry("AU02", 0.77),
          Map.entry("AU04", 0.85),
          Map.entry("AU05", 0.61),
          Map.entry("AU06", 0.61),
          Map.entry("AU07", 0.46),
          Map.entry("AU09", 0.79),
          Map.entry("AU10", 0.64),
          Map.entry("AU12", 0.84),
          Map.entry("AU14", 0.50),
          Map.entry("AU15", 0.71),
          Map.entry("AU17", 0.56),
          Map.entry("AU20", 0.69),
          Map.entry("AU25", 0.75),
          Map.entry("AU26", 0.80),
          Map.entry("AU27", 0.83));

  @Test
  void mixturesHoldTwoToFourUnitsThatGoTogetherAndLipsPartWhereTheJawDrops() {
    RandomGenerator random = Seeds.generator(1);
    for (int i = 0; i < 2000; i++) {
      ActionUnits units = UnitDraws.mixed(random).units();
      int moved = 0;
      for (ActionUnit unit : ActionUnit.values()) {
        float v = units.get(unit);
        moved += v > 0 ? 1 : 0;
        assertTrue(v == 0 || (v >= 1 && v <= 5), units.toString());
      }
      boolean jaw = units.get(ActionUnit.AU26) + units.get(ActionUnit.AU27) > 0;
      assertTrue(moved >= 2 && moved <= (jaw ? 5 : 4), units.toString());
      assertTrue(!jaw || units.get(ActionUnit.AU25) > 0, units.toString());
      assertFalse(units.get(ActionUnit.AU26) > 0 && units.get(ActionUnit.AU27) > 0);
      assertFalse(units.get(ActionUnit.AU24) > 0 && units.get(ActionUnit.AU25) > 0);
    }
  }

  @Test
  void whatIsMeasuredAsAskedAgreesAndDoesNotTalkAcross() {
    List<ConsistencyReport.Trial> trials = new ArrayList<>();
    RandomGenerator random = Seeds.generator(2);
    for (int i = 0; i < 300; i++) {
      UnitDraws.Ask ask = UnitDraws.mixed(random);
      // 12 is measured at half its height, everything else as asked.
      ActionUnits units = ask.units();
      trials.add(
          new ConsistencyReport.Trial(
              ask, units.with(ActionUnit.AU12, units.get(ActionUnit.AU12) / 2)));
    }
    UnitDraws.Ask smile = UnitDraws.alone(ActionUnit.AU12, 4);
    trials.add(new ConsistencyReport.Trial(smile, smile.units().with(ActionUnit.AU06, 2)));
    ConsistencyReport report = ConsistencyReport.of(List.of("a"), trials, 0);
    ConsistencyReport.Agreement exact = agreement(report, ActionUnit.AU04);
    assertEquals(1, exact.concordance(), 1e-9);
    ConsistencyReport.Agreement half = agreement(report, ActionUnit.AU12);
    assertEquals(1, half.correlation(), 1e-6);
    assertEquals(0.5, half.gain(), 1e-6);
    assertEquals(0, half.phantom(), 1e-9);
    assertTrue(half.concordance() < 0.85);
    assertEquals(0.5, crossTalk(report, ActionUnit.AU12, ActionUnit.AU06), 1e-9);
    assertEquals(1, crossTalk(report, ActionUnit.AU12, ActionUnit.AU12), 1e-9);
  }

  /** The whole measure where the development faces are at hand, a short one elsewhere. */
  @Test
  void askedUnitsAreMeasuredAgain(@TempDir Path folder) throws IOException {
    Optional<Path> shared = Optional.ofNullable(System.getenv("ARGEN_SHARED")).map(Path::of);
    List<Portrait> people = new ArrayList<>();
    for (SampleData.SamplePerson person : SampleData.people().subList(0, SAMPLE_PEOPLE)) {
      Path photo = Files.write(folder.resolve(person.file()), person.jpeg());
      people.add(new Portrait(person.subject(), Stills.read(photo)));
    }
    for (String name : List.of("d0", "d9", "d18", "d19", "d20")) {
      shared.ifPresent(
          root -> {
            Path photo = root.resolve("faces/photos/neutral_" + name + ".jpg");
            people.add(new Portrait(name, Stills.read(photo)));
          });
    }
    // With a dozen mixtures a face some units are asked five times in all.
    int mixtures = Integer.getInteger("argen.mixtures", shared.isPresent() ? 30 : 40);
    ActionUnitBasis basis = ActionUnitBasis.anatomical(TestNets.canonical());
    ConsistencyReport report =
        new SelfConsistency(
                TestNets.nets(),
                new FaceRenderer(TestNets.canonical(), basis),
                new ActionUnitEstimator(TestNets.canonical(), basis))
            .measure(people, new Options(mixtures, 256, 2, 3), Progress.NONE);
    report.writeUnits(Path.of("target/au-consistency.csv"));
    report.writeCrossTalk(Path.of("target/au-cross-talk.csv"));
    MatrixChart.draw(
        Path.of("target/au_cross_talk.png"),
        "measured for each unit of intensity asked alone (26 and 27 with 25)",
        "asked",
        "measured",
        report.crossTalk(),
        1);
    List<Executable> checks = new ArrayList<>();
    FLOORS.forEach(
        (unit, floor) ->
            checks.add(
                () -> {
                  double ccc = agreement(report, ActionUnit.valueOf(unit)).concordance();
                  assertTrue(ccc >= floor, unit + ": " + ccc + ", needed " + floor);
                }));
    assertAll(checks);
    assertEquals(0, report.lost());
  }

  private static ConsistencyReport.Agreement agreement(ConsistencyReport report, ActionUnit unit) {
    return report
        .units()
        .getOrDefault(unit.column(), new ConsistencyReport.Agreement(0, 0, 0, 0, 0));
  }

  private static double crossTalk(ConsistencyReport report, ActionUnit asked, ActionUnit seen) {
    return report
        .crossTalk()
        .getOrDefault(asked.column(), Collections.emptySortedMap())
        .getOrDefault(seen.column(), Double.NaN);
  }
}
