package io.argen.augment;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.facs.ActionUnit;
import io.argen.facs.Emotion;
import io.argen.facs.Side;
import io.argen.run.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

final class PlannerTest {
  private static final Map<String, Integer> LONG_TAIL =
      Map.of("happy", 30, "sad", 12, "fear", 2, "disgust", 0);

  @Test
  void everyClassReachesTheLargest() {
    AugmentationPlan plan = plan(Planning.request(10, 1, LONG_TAIL, 30, 20));
    Map<String, Long> made = plan.items().stream().collect(groupingBy(PlanItem::label, counting()));
    assertEquals(Map.of("sad", 18L, "fear", 28L, "disgust", 30L), made);
    assertTrue(plan.shortfall().isEmpty());
  }

  @Test
  void personsTakeEvenTurnsInEveryClassAndOverall() {
    AugmentationPlan plan = plan(Planning.request(7, 1, LONG_TAIL, 30, 20));
    for (String label : List.of("sad", "fear", "disgust")) {
      assertSpreadAtMost(1, plan.items().stream().filter(i -> i.label().equals(label)).toList());
    }
    assertSpreadAtMost(2, plan.items());
  }

  @Test
  void aPersonWhoLacksTheClassGoesFirst() {
    List<Person> people = new ArrayList<>(Planning.people(6, 1));
    Person afraid = people.get(0);
    people.set(
        0,
        new Person(
            afraid.key(),
            afraid.subject(),
            new TreeSet<>(List.of("fear")),
            afraid.sources(),
            List.of()));
    Planner.Request request =
        new Planner.Request(
            7,
            List.of(new ClassNeed("fear", Optional.of(Emotion.FEAR), Optional.empty())),
            List.of("fear", "fear", "fear", "fear", "fear"),
            people,
            List.of(Planning.LOOK),
            List.of(),
            20);
    assertTrue(plan(request).items().stream().noneMatch(i -> "p0".equals(i.subject())));
  }

  @Test
  void noSourceGivesMoreThanItsShareAndTheRestIsShortfall() {
    AugmentationPlan plan = plan(Planning.request(3, 2, LONG_TAIL, 30, 5));
    plan.items().stream()
        .collect(groupingBy(PlanItem::source, counting()))
        .forEach((source, n) -> assertTrue(n <= 5, source + " gave " + n));
    assertEquals(30, plan.items().size());
    assertEquals(46, plan.shortfall().values().stream().mapToInt(Integer::intValue).sum());
  }

  @Test
  void aLimitCutsTheFullestClassesFirst() {
    List<String> order = Targets.order(new TreeMap<>(LONG_TAIL), 30, OptionalInt.of(4));
    assertEquals(List.of("disgust", "disgust", "disgust", "fear"), order);
  }

  @Test
  void theSameSeedGivesTheSamePlanAndAnotherSeedAnother() {
    Planner.Request request = Planning.request(5, 1, LONG_TAIL, 30, 20);
    assertEquals(Json.line(plan(request)), Json.line(plan(request)));
    Planner.Request other =
        new Planner.Request(
            8,
            request.needs(),
            request.order(),
            request.persons(),
            request.looks(),
            request.intensities(),
            20);
    assertNotEquals(Json.line(plan(request)), Json.line(plan(other)));
  }

  @Test
  void idsAreUniqueAndHashWhatDefinesTheItem() {
    AugmentationPlan plan = plan(Planning.request(2, 1, LONG_TAIL, 30, 1000));
    Set<String> ids = new HashSet<>();
    for (PlanItem item : plan.items()) {
      assertTrue(ids.add(item.id()), item.id());
      assertEquals(item, item.identified());
    }
  }

  @Test
  void itemsSurviveTheirFile() throws java.io.IOException {
    for (PlanItem item : plan(Planning.request(3, 1, LONG_TAIL, 30, 20)).items()) {
      assertEquals(item, Json.parse(Json.line(item), PlanItem.class));
    }
  }

  @Test
  void replacementsAreNewItemsAndSpareWhoFailedTwice() {
    Planner.Request request = Planning.request(3, 1, Map.of("happy", 6, "fear", 0), 6, 20);
    List<PlanItem> earlier = plan(request).items();
    Set<String> rejected = new HashSet<>();
    for (PlanItem item : earlier) {
      if ("p1".equals(item.subject())) {
        rejected.add(item.id());
      }
    }
    assertEquals(2, rejected.size());
    AugmentationPlan second =
        Planner.replace(
            request,
            Planning::apex,
            Descriptions.composed(),
            earlier,
            rejected,
            List.of("fear", "fear"),
            1);
    assertEquals(2, second.items().size());
    for (PlanItem item : second.items()) {
      assertFalse("p1".equals(item.subject()));
      assertEquals(1, item.round());
      assertTrue(earlier.stream().noneMatch(e -> e.id().equals(item.id())));
    }
  }

  @Test
  void tenThousandItemsArePlannedInSeconds() {
    Planner.Request request =
        Planning.request(2_000, 1, Map.of("happy", 5000, "fear", 0, "sad", 0), 5000, 20);
    Assertions.assertTimeout(
        Duration.ofSeconds(30), () -> assertEquals(10_000, plan(request).items().size()));
  }

  @Test
  void whatTheFaceShowsAlreadyIsNotAskedAgain() {
    TreeMap<String, Double> own = new TreeMap<>(Map.of("AU25_L", 0.5, "AU25_R", 5.0));
    Person person =
        new Person(
            "p",
            Optional.empty(),
            new TreeSet<>(),
            List.of(new Person.Source("c", "h", new SourceFrame(0, 1, 1, -1, own))),
            List.of());
    Planner.Request request =
        new Planner.Request(
            7,
            List.of(new ClassNeed("fear", Optional.of(Emotion.FEAR), Optional.empty())),
            List.of("fear"),
            List.of(person),
            List.of(Planning.LOOK),
            List.of(),
            20);
    PlanItem item = plan(request).items().get(0);
    float asked = item.asked().get(ActionUnit.AU25, Side.LEFT);
    assertEquals(asked - 0.5, item.moved().get(ActionUnit.AU25, Side.LEFT), 0.011);
    assertFalse(item.ausMoved().containsKey("AU25_R"));
  }

  private static AugmentationPlan plan(Planner.Request request) {
    return Planner.plan(request, Planning::apex, Descriptions.composed());
  }

  private static void assertSpreadAtMost(long most, List<PlanItem> items) {
    Map<String, Long> turns = items.stream().collect(groupingBy(PlanItem::source, counting()));
    long max = turns.values().stream().mapToLong(Long::longValue).max().orElseThrow();
    long min = turns.values().stream().mapToLong(Long::longValue).min().orElseThrow();
    assertTrue(max - min <= most, turns.toString());
  }
}
