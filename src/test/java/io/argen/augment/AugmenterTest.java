package io.argen.augment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.argen.dataset.Dataset;
import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.run.InputException;
import io.argen.run.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AugmenterTest {
  private SmallWorld world;

  @BeforeEach
  void longTail(@TempDir Path folder) throws IOException {
    world = SmallWorld.longTail(folder);
  }

  @Test
  void everyTrainClassComesOutExactlyAsLargeAsTheLargest() {
    AugmentResult result = world.run(world.options(), new FakeStudio());
    assertEquals(
        Map.of("happy", 12, "sad", 12, "fear", 12, "disgust", 12),
        result.countsAfter().get("train"));
    assertEquals(result.countsBefore().get("val"), result.countsAfter().get("val"));
    assertEquals(result.countsBefore().get("test"), result.countsAfter().get("test"));
    assertEquals(33, result.synthetic());
    assertTrue(result.complete(), result.toString());
  }

  @Test
  void theSameBytesComeOutWhateverTheNumberOfJobs() throws IOException {
    Map<String, String> one = outcome(1, false);
    assertEquals(one, outcome(4, true));
    assertEquals(one, outcome(3, true));
  }

  private Map<String, String> outcome(int jobs, boolean dawdle) throws IOException {
    FakeStudio studio = new FakeStudio();
    studio.failPercent = 40;
    studio.dawdle = dawdle;
    Path out = world.fresh();
    world.run(world.options(out, jobs), studio);
    return world.snapshot(out);
  }

  @Test
  void aRunKilledAnywhereAndContinuedEqualsOneThatWasNot() throws IOException {
    Map<String, String> whole = outcome(1, false);
    for (int dieAt : List.of(1, 7, 19, 31)) {
      Path out = world.fresh();
      FakeStudio mortal = new FakeStudio();
      mortal.failPercent = 40;
      mortal.dieAt = dieAt;
      assertThrows(
          FakeStudio.Killed.class, () -> world.run(world.options(out, 2), mortal), "" + dieAt);
      FakeStudio next = new FakeStudio();
      next.failPercent = 40;
      AugmentResult result = world.run(world.options(out, 2), next);
      assertEquals(whole, world.snapshot(out), "killed at " + dieAt);
      assertTrue(dieAt < 19 || result.reused() > 0, "nothing was reused");
    }
  }

  @Test
  void aProcessKilledTenTimesAndContinuedLeavesTheSameBytes() throws Exception {
    Map<String, String> whole = outcome(1, false);
    Path out = world.fresh();
    for (int atItem : List.of(1, 2, 4, 6, 9, 11, 14, 17, 20, 23)) {
      Process process = MortalRun.start(world.root().resolveSibling(""), out);
      Path items = out.resolve(".argen/items.jsonl");
      while (process.isAlive() && lines(items) < atItem) {
        Thread.sleep(5);
      }
      assertTrue(process.isAlive(), "ended before it could be killed");
      process.destroyForcibly().waitFor();
    }
    FakeStudio studio = new FakeStudio();
    studio.failPercent = 40;
    AugmentResult result = world.run(world.options(out, 2), studio);
    assertTrue(result.reused() > 0, result.toString());
    assertEquals(whole, world.snapshot(out));
  }

  private static long lines(Path file) throws IOException {
    if (!Files.exists(file)) {
      return 0;
    }
    return Files.readString(file).lines().count();
  }

  @Test
  void aClipThatWasRenamedIntoPlaceButNotYetNotedIsMadeAgainTheSame() throws IOException {
    Path out = world.fresh();
    world.run(world.options(out, 1), new FakeStudio());
    Map<String, String> whole = world.snapshot(out);
    Path items = out.resolve(".argen/items.jsonl");
    List<String> lines = Files.readAllLines(items);
    String torn = lines.get(5).substring(0, 40);
    Files.writeString(items, String.join("\n", lines.subList(0, 5)) + "\n" + torn);
    Files.delete(out.resolve("train/metadata.jsonl"));
    Files.delete(out.resolve(Json.tree(lines.get(2)).get("file_name").asText()));
    FakeStudio studio = new FakeStudio();
    world.run(world.options(out, 1), studio);
    assertEquals(whole, world.snapshot(out));
    assertEquals(lines.size() - 4, studio.generated.get());
  }

  @Test
  void aControlGivesFullClassesSyntheticClipsToo() throws IOException {
    AugmentOptions usual = world.options(world.fresh(), 2);
    AugmentOptions control =
        new AugmentOptions(
            usual.out(),
            usual.target(),
            usual.classes(),
            usual.limit(),
            usual.maxPerSource(),
            usual.candidates(),
            usual.seed(),
            usual.jobs(),
            usual.link(),
            usual.prototypes(),
            true);
    AugmentResult result = world.run(control, new FakeStudio());
    SortedMap<String, Integer> train = result.countsAfter().getOrDefault("train", new TreeMap<>());
    // 12 happy, 0 disgust: disgust gets 12, and so does happy.
    assertEquals(12, train.get("disgust"));
    assertEquals(24, train.get("happy"));
    assertEquals(12, train.get("sad"));
  }

  @Test
  void whatAReviewRejectsIsReplacedForGoodAndTheRestStays() throws IOException {
    Path out = world.fresh();
    AugmentResult first = world.run(world.options(out, 2), new FakeStudio());
    List<String> clips;
    try (java.util.stream.Stream<Path> files = Files.list(out.resolve("train/synthetic"))) {
      clips = files.map(f -> String.valueOf(f.getFileName())).sorted().toList();
    }
    for (int list = 0; list < 2; list++) {
      Path rejects = out.resolveSibling("rejects" + list + ".txt");
      String clip = clips.get(list * 3);
      Files.writeString(rejects, "# not these\ntrain/synthetic/" + clip + ",blurred\n");
      assertEquals(1, Reviews.add(out, rejects));
      AugmentResult next = world.run(world.options(out, 2), new FakeStudio());
      assertEquals(first.countsAfter(), next.countsAfter());
      assertFalse(Files.exists(out.resolve("train/synthetic").resolve(clip)));
      assertEquals(first.synthetic() - 1, next.reused());
    }
    for (int kept : List.of(1, 2, 4)) {
      assertTrue(Files.exists(out.resolve("train/synthetic").resolve(clips.get(kept))));
    }
    Map<String, String> reviewed = world.snapshot(out);
    FakeStudio idle = new FakeStudio();
    world.run(world.options(out, 2), idle);
    assertEquals(0, idle.generated.get());
    assertEquals(reviewed, world.snapshot(out));
    Path wrong = out.resolveSibling("wrong.txt");
    Files.writeString(wrong, "nobody.mp4\n");
    assertThrows(InputException.class, () -> Reviews.add(out, wrong));
    assertThrows(InputException.class, () -> Reviews.add(world.fresh(), wrong));
  }

  @Test
  void aRerunWithNothingToDoMakesAndLooksAtNothing() throws IOException {
    Path out = world.fresh();
    AugmentResult first = world.run(world.options(out, 2), new FakeStudio());
    Map<String, String> before = world.snapshot(out);
    FakeStudio studio = new FakeStudio();
    AugmentResult again = world.run(world.options(out, 2), studio);
    assertEquals(0, studio.generated.get() + studio.surveyed.get());
    assertEquals(first.synthetic(), again.reused());
    assertEquals(first.countsAfter(), again.countsAfter());
    assertEquals(before, world.snapshot(out));
  }

  @Test
  void aRerunOfAThousandItemsTakesSeconds() {
    AugmentOptions options =
        new AugmentOptions(
            world.fresh(),
            OptionalInt.of(260),
            new TreeSet<>(),
            OptionalInt.empty(),
            1000,
            1,
            7,
            2,
            AugmentOptions.Link.HARD,
            new TreeMap<>());
    AugmentResult first = world.run(options, new FakeStudio());
    assertEquals(260 * 4 - 15, first.synthetic());
    AugmentResult again =
        assertTimeout(Duration.ofSeconds(10), () -> world.run(options, new FakeStudio()));
    assertEquals(first.synthetic(), again.reused());
  }

  @Test
  void inputsAreUntouched() throws IOException {
    Map<String, String> before = world.snapshot(world.root());
    FakeStudio studio = new FakeStudio();
    studio.failPercent = 30;
    for (AugmentOptions.Link link : AugmentOptions.Link.values()) {
      world.run(world.options(world.fresh(), 2, link), studio);
      assertEquals(before, world.snapshot(world.root()));
    }
  }

  @Test
  void itemsThatNeverPassAreReplacedByOtherPeople() throws IOException {
    FakeStudio studio = new FakeStudio();
    studio.neverWorks = "p3";
    AugmentResult result = world.run(world.options(), studio);
    assertTrue(result.shortfall().isEmpty(), result.toString());
    assertEquals(12, train(result.countsAfter(), "fear"));
    List<String> rejects = Files.readAllLines(world.out().resolve(".argen/rejects.jsonl"));
    assertEquals(result.rejected(), rejects.size());
    for (String line : rejects) {
      assertEquals("p3", Json.tree(line).get("subject").asText());
      assertEquals(3, Json.tree(line).get("attempts").asInt());
      assertTrue(line.contains("not the same person"), line);
    }
  }

  @Test
  void whenNobodyCanShowAClassItsShortfallIsReported() {
    FakeStudio studio = new FakeStudio();
    studio.failPercent = 100;
    AugmentResult result = world.run(world.options(), studio);
    assertEquals(Map.of("sad", 10, "fear", 11, "disgust", 12), result.shortfall());
    assertEquals(0, result.synthetic());
    assertFalse(result.complete());
  }

  @Test
  void badFilesAreNamedAndSkippedAndTheRestIsDone() throws IOException {
    world.add("train", "happy", "p5", "zero", "");
    world.add("train", "happy", "p6", "text", "no such thing");
    world.add("train", "happy", "p7", "late", "clip broken");
    world.add("train", "sad", "p10", "wall", "clip faceless");
    AugmentResult result = world.run(world.options(), new FakeStudio());
    assertEquals(12, train(result.countsAfter(), "sad"));
    assertEquals(12, train(result.countsAfter(), "happy"));
    List<String> named = result.skipped().stream().map(AugmentResult.Skipped::path).toList();
    assertTrue(named.stream().anyMatch(s -> s.contains("zero")), named.toString());
    assertTrue(named.stream().anyMatch(s -> s.contains("text")), named.toString());
    assertTrue(named.stream().anyMatch(s -> s.contains("late")), named.toString());
    assertTrue(named.stream().anyMatch(s -> s.contains("p10")), named.toString());
    assertFalse(result.complete());
  }

  @Test
  void aFaceWithoutConsentIsKeptButNeverAnimated() throws IOException {
    world.addWithoutConsent("train", "fear", "p11", "private");
    FakeStudio studio = new FakeStudio();
    AugmentResult result = world.run(world.options(), studio);
    assertTrue(studio.sourcesUsed.stream().noneMatch(s -> s.contains("private")));
    assertEquals(2, train(result.countsBefore(), "fear"));
    assertTrue(Files.exists(world.out().resolve("train/real/fear/p11-private.mp4")));
    String card = Files.readString(world.out().resolve("README.md"));
    assertTrue(card.contains("1 clip says `consent: false`"), card);
    for (String line : Files.readAllLines(world.out().resolve("train/metadata.jsonl"))) {
      assertEquals(!line.contains("private"), Json.tree(line).get("consent").asBoolean(), line);
    }
  }

  @Test
  void onlyTrainPeopleAreAnimated() {
    FakeStudio studio = new FakeStudio();
    world.run(world.options(), studio);
    assertTrue(studio.sourcesUsed.stream().noneMatch(s -> s.startsWith("p9")));
    assertTrue(studio.sourcesUsed.stream().noneMatch(s -> s.startsWith("p8")));
  }

  @Test
  void everyRowHasEveryKeyAndAFileInsideTheSet() throws IOException {
    world.run(world.options(), new FakeStudio());
    Set<String> keys = new TreeSet<>();
    int rows = 0;
    for (String split : List.of("train", "val", "test")) {
      Path folder = world.out().resolve(split);
      for (String line : Files.readAllLines(folder.resolve("metadata.jsonl"))) {
        JsonNode row = Json.tree(line);
        List<String> names = new ArrayList<>();
        row.fieldNames().forEachRemaining(names::add);
        keys.add(names.toString());
        Path file = folder.resolve(row.get("file_name").asText()).normalize();
        assertTrue(file.startsWith(folder) && Files.exists(file), line);
        boolean made = row.get("synthetic").asBoolean();
        assertEquals(made, row.get("prompt").isTextual(), line);
        assertEquals(made, row.get("file_name").asText().startsWith("synthetic/"), line);
        assertTrue(!made || Files.exists(folder.resolve(row.get("source").asText())), line);
        rows++;
      }
    }
    assertEquals(50, rows);
    assertEquals(
        Set.of(
            "[file_name, label, emotion, subject, consent, synthetic, source, prompt, evidence, action_units, seed,"
                + " generator, scores]"),
        keys);
  }

  @Test
  void theDataCardSaysWhatWasMadeAndThatTheLicenceIsUnknown() throws IOException {
    world.run(world.options(), new FakeStudio());
    String card = Files.readString(world.out().resolve("README.md"));
    assertTrue(card.startsWith("---\nlicense: unknown\n"), card);
    assertTrue(card.contains("| train | fear | 1 | 11 | 12 |"), card);
    assertTrue(card.contains("states no licence"), card);
  }

  @Test
  void classesWithoutMeaningAreLeftAloneUnlessGivenAPrototype() throws IOException {
    world.add("train", "calm", "p1", "calm");
    AugmentResult without = world.run(world.options(), new FakeStudio());
    assertEquals(Map.of("calm", 11), without.leftAlone());
    assertEquals(1, train(without.countsAfter(), "calm"));
    assertTrue(without.warnings().toString().contains("--prototype calm"), without.toString());
    TreeMap<String, ActionUnits> calm = new TreeMap<>();
    calm.put("calm", ActionUnits.symmetric(Map.of(ActionUnit.AU14, 2f)));
    AugmentResult with =
        world.run(
            new AugmentOptions(
                world.fresh(),
                OptionalInt.empty(),
                new TreeSet<>(List.of("calm")),
                OptionalInt.of(3),
                20,
                1,
                7,
                1,
                AugmentOptions.Link.COPY,
                calm),
            new FakeStudio());
    assertEquals(4, train(with.countsAfter(), "calm"));
    assertEquals(3, with.synthetic());
  }

  @Test
  void aMistypedClassIsRefusedWithTheOneMeant() {
    AugmentOptions typo =
        new AugmentOptions(
            world.fresh(),
            OptionalInt.empty(),
            new TreeSet<>(List.of("disgsut")),
            OptionalInt.empty(),
            20,
            1,
            7,
            1,
            AugmentOptions.Link.HARD,
            new TreeMap<>());
    InputException e = assertThrows(InputException.class, () -> world.run(typo, new FakeStudio()));
    assertTrue(e.toString().contains("did you mean disgust?"), e.toString());
  }

  @Test
  void anOutputInsideTheInputIsRefused() {
    Path inside = world.root().resolve("out");
    InputException e =
        assertThrows(
            InputException.class, () -> world.run(world.options(inside, 1), new FakeStudio()));
    assertTrue(e.toString().contains("lies inside the input"), e.toString());
    assertFalse(Files.exists(inside));
  }

  @Test
  void aDryRunCountsAndWritesNothing() {
    AugmentEstimate estimate = Augmenter.estimate(world.options(), world.dataset());
    assertEquals(33, estimate.total());
    assertEquals(Map.of("sad", 10, "fear", 11, "disgust", 12), estimate.toMake());
    assertTrue(estimate.estimatedMinutes() > 0);
    assertFalse(Files.exists(world.out()));
  }

  @Test
  void ofSeveralCandidatesOneIsKept() throws IOException {
    AugmentOptions options =
        new AugmentOptions(
            world.out(),
            OptionalInt.empty(),
            new TreeSet<>(),
            OptionalInt.of(5),
            20,
            4,
            7,
            1,
            AugmentOptions.Link.HARD,
            new TreeMap<>());
    FakeStudio studio = new FakeStudio();
    world.run(options, studio);
    assertEquals(20, studio.generated.get());
    try (var made = Files.list(world.out().resolve("train/synthetic"))) {
      assertEquals(5, made.count());
    }
  }

  @Test
  void namesOfRealFilesAreUniqueAndSafe() {
    Dataset data = world.dataset();
    Map<String, String> names = OutputSet.names(data.samples());
    assertEquals(data.samples().size(), Set.copyOf(names.values()).size());
    assertEquals("_..", OutputSet.safe(".."));
    assertEquals("a_b__c", OutputSet.safe("a/b:?c"));
    assertEquals("_", OutputSet.safe(""));
    assertEquals("Übel_1.mp4", OutputSet.safe("Übel 1.mp4"));
  }

  private static int train(SortedMap<String, SortedMap<String, Integer>> counts, String label) {
    return counts.getOrDefault("train", new TreeMap<>()).getOrDefault(label, -1);
  }
}
