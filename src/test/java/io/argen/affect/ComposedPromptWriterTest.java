package io.argen.affect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Emotion;
import io.argen.facs.Side;
import io.argen.run.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class ComposedPromptWriterTest {
  private static final Knowledge KNOWLEDGE = Knowledge.builtIn();
  private static final ComposedPromptWriter WRITER = new ComposedPromptWriter(KNOWLEDGE);
  private static final AlignmentCheck CHECK = AlignmentCheck.standard();
  private static final int REQUESTS = 5;
  private static final int SEEDS = 20;

  private static List<Emotion> emotions() {
    return Arrays.stream(Emotion.values()).filter(e -> e != Emotion.NEUTRAL).toList();
  }

  /** Five faces: weak to strong, with and without timing, kinds, manner, head and gaze. */
  private static PromptRequest request(Emotion emotion, int face) {
    RandomGenerator random = Seeds.generator(Seeds.derive(7, emotion.label(), "face" + face));
    ActionUnits apex = Plans.apex(emotion, 0.55 + 0.11 * face, random);
    PromptRequest plain = PromptRequest.of(emotion, apex, 0);
    return switch (face) {
      case 0 -> plain;
      case 1 -> plain.withTiming(new Timing(0, 12, 16, 16, 25)).withManner(Manner.POSED);
      case 2 ->
          plain
              .withTiming(new Timing(10, 17, 40, 60, 25))
              .withManner(Manner.SPONTANEOUS)
              .withHeadGaze(new HeadGaze(12, -9, 0, 0, -8));
      case 3 ->
          plain
              .withTiming(new Timing(2, 6, 50, 75, 30))
              .withFaceKinds(Set.of(FaceKind.GLASSES, FaceKind.BEARD));
      default ->
          plain
              .withTiming(new Timing(0, 40, 90, 120, 25))
              .withHeadGaze(HeadGaze.AHEAD)
              .withFaceKinds(Set.of(FaceKind.CHILD));
    };
  }

  @Test
  void everyDescriptionReadsBackAsItsPlan() {
    for (Emotion emotion : emotions()) {
      for (int face = 0; face < REQUESTS; face++) {
        for (int seed = 0; seed < SEEDS; seed++) {
          PromptRequest request = request(emotion, face).withSeed(seed);
          AffectPrompt prompt = WRITER.write(request);
          AlignmentCheck.Reading read = CHECK.read(prompt.text());
          assertFalse(prompt.text().matches("(?s).*\\b[Aa] [aeiou].*"), prompt.text());
          assertEquals(
              new AlignmentCheck.Reading(prompt.planned()).atLeast(Degree.C),
              read.atLeast(Degree.C),
              request.apex() + "\n" + prompt.text());
          assertTrue(prompt.alignment() >= 0.9, () -> prompt.alignment() + " " + prompt.text());
          for (ActionUnit unit : read.units()) {
            assertTrue(request.apex().get(unit) >= 0.5f, unit + " in " + prompt.text());
          }
          for (ActionUnit unit : ActionUnit.values()) {
            assertTrue(
                request.apex().get(unit) <= 2 || read.units().contains(unit),
                unit + " is missing in " + prompt.text());
          }
        }
      }
    }
  }

  @Test
  void anyPlanReadsBackWithItsSides() {
    RandomGenerator random = Seeds.generator(3);
    for (int n = 0; n < 400; n++) {
      ActionUnits plan = ActionUnits.neutral();
      for (ActionUnit unit : ActionUnit.values()) {
        if (random.nextInt(5) == 0) {
          float strength = 1 + random.nextInt(5);
          plan = plan.with(unit, strength);
          if (random.nextInt(4) == 0) {
            plan = plan.with(unit, random.nextBoolean() ? Side.LEFT : Side.RIGHT, 0);
          }
        }
      }
      AffectPrompt prompt = WRITER.write(PromptRequest.of(Emotion.FEAR, plan, n));
      ActionUnits read = CHECK.read(prompt.text()).intensities();
      for (ActionUnit unit : ActionUnit.values()) {
        for (Side side : Side.values()) {
          if (plan.get(unit) > 1) {
            assertEquals(plan.get(unit, side), read.get(unit, side), unit + ": " + prompt.text());
          } else {
            assertTrue(read.get(unit, side) <= plan.get(unit, side), unit + ": " + prompt.text());
          }
        }
      }
    }
  }

  @Test
  void everyEmotionHasFiftyVisiblyDifferentWordings() {
    for (Emotion emotion : Emotion.values()) {
      ActionUnits apex = Plans.apex(emotion, 0.9, Seeds.generator(1));
      List<Set<String>> different = new ArrayList<>();
      for (int seed = 0; seed < 400; seed++) {
        Set<String> pairs = pairs(WRITER.write(PromptRequest.of(emotion, apex, seed)).text());
        if (different.stream().allMatch(other -> overlap(other, pairs) < 0.6)) {
          different.add(pairs);
        }
      }
      assertTrue(different.size() >= 50, emotion + " has " + different.size());
    }
  }

  private static Set<String> pairs(String text) {
    String[] words = text.toLowerCase(Locale.ROOT).split("\\W+", -1);
    Set<String> pairs = new HashSet<>();
    for (int i = 0; i + 1 < words.length; i++) {
      pairs.add(words[i] + " " + words[i + 1]);
    }
    return pairs;
  }

  private static double overlap(Set<String> a, Set<String> b) {
    long both = a.stream().filter(b::contains).count();
    return both / (double) (a.size() + b.size() - both);
  }

  @Test
  void everyStatementButHeadAndTimeRestsOnKnownPassages() {
    AffectPrompt prompt = WRITER.write(request(Emotion.FEAR, 2));
    assertEquals(
        prompt.text(), String.join(" ", prompt.statements().stream().map(s -> s.text()).toList()));
    for (AffectPrompt.Statement statement : prompt.statements()) {
      assertFalse(statement.evidence().isEmpty(), statement.text());
      for (String id : statement.evidence()) {
        assertTrue(KNOWLEDGE.get(id).isPresent(), id);
      }
    }
  }

  @Test
  void theNegativePromptNamesNothingPlanned() {
    for (Emotion emotion : emotions()) {
      ActionUnits apex = Plans.apex(emotion, 1, Seeds.generator(2));
      AffectPrompt prompt = WRITER.write(PromptRequest.of(emotion, apex, 2));
      for (ActionUnit unit : CHECK.read(prompt.negativePrompt()).units()) {
        assertEquals(0, apex.get(unit), unit + " in " + prompt.negativePrompt());
      }
    }
  }

  @Test
  void theSeedDecidesTheWords() {
    PromptRequest request = request(Emotion.ANGER, 3);
    assertEquals(WRITER.write(request), WRITER.write(request));
    assertNotEquals(WRITER.write(request), WRITER.write(request.withSeed(99)));
  }

  @Test
  void descriptionsFitTheTextEncoder() {
    try (TextEncoder encoder = new TextEncoder()) {
      for (Emotion emotion : Emotion.values()) {
        for (int face = 0; face < REQUESTS; face++) {
          for (int seed = 0; seed < 10; seed++) {
            String text = WRITER.write(request(emotion, face).withSeed(seed)).text();
            assertFalse(encoder.cuts(text), text);
          }
        }
      }
    }
  }

  @Test
  void timingIsSaidInWords() {
    String text = WRITER.write(request(Emotion.HAPPINESS, 4)).text();
    assertTrue(text.contains("1.6 seconds") && text.contains("two seconds"), text);
    assertTrue(text.contains("onset") || text.contains("peak"), text);
  }
}
