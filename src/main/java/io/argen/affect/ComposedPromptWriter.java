package io.argen.affect;

import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Emotion;
import io.argen.facs.Side;
import io.argen.run.Seeds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Writes descriptions by a grammar over the knowledge base, without any network.
 *
 * <p>Opening, one to four sentences of movements, timing, head and gaze. Every unit at B or above
 * is said once, with its strength and, where the sides differ, its side; no other unit is. Every
 * sentence names the passages it rests on. Texts fit the text encoder. Immutable.
 */
public final class ComposedPromptWriter implements PromptWriter {
  /** Its name in {@link AffectPrompt#writer}. */
  public static final String NAME = "composer/1";

  private static final int MANY_UNITS = 6;
  private static final int TOKENS = TextEncoder.MAX_TOKENS - 6;
  private static final int TRIES = 24;

  private final Knowledge knowledge;
  private final UnitPhrases phrases;
  private final AlignmentCheck check = AlignmentCheck.standard();

  public ComposedPromptWriter(Knowledge knowledge) {
    this.knowledge = knowledge;
    this.phrases = new UnitPhrases(knowledge);
  }

  @Override
  public AffectPrompt write(PromptRequest request) {
    ActionUnits plan = visible(request.apex());
    AffectPrompt best = null;
    int shortest = Integer.MAX_VALUE;
    for (int t = 0; t < TRIES; t++) {
      AffectPrompt prompt = compose(request, plan, t);
      int tokens = Words.tokens(prompt.text());
      if (tokens <= TOKENS) {
        return prompt;
      }
      if (best == null || tokens < shortest) {
        best = prompt;
        shortest = tokens;
      }
    }
    return java.util.Objects.requireNonNull(best);
  }

  /** Without what is too weak to be seen. */
  static ActionUnits visible(ActionUnits apex) {
    float[] values = apex.toArray();
    for (int k = 0; k < values.length; k++) {
      if (Degree.of(values[k]).isEmpty()) {
        values[k] = 0;
      }
    }
    return ActionUnits.of(values);
  }

  private AffectPrompt compose(PromptRequest request, ActionUnits plan, int attempt) {
    RandomGenerator random =
        Seeds.generator(Seeds.derive(request.seed(), "describe", Integer.toString(attempt)));
    List<ActionUnit> units = said(plan, random);
    boolean brief = units.size() >= MANY_UNITS || attempt > 2;
    List<AffectPrompt.Statement> statements = new ArrayList<>();
    statements.add(opening(request, units, random));
    if (units.isEmpty()) {
      statements.add(calm(random));
    }
    for (List<ActionUnit> group : groups(units, plan, random)) {
      statements.add(phrases.sentence(request, plan, group, brief, random));
    }
    Timing timing = request.timing();
    if (timing != null && !units.isEmpty()) {
      statements.add(
          new AffectPrompt.Statement(
              TimeWords.sentence(timing, brief, random), timeEvidence(request, random)));
    }
    HeadGaze headGaze = request.headGaze();
    if (headGaze != null) {
      statements.add(
          new AffectPrompt.Statement(
              HeadGazeWords.sentence(headGaze, random), some(Kind.HEAD_GAZE, request, random)));
    }
    StringBuilder text = new StringBuilder();
    for (AffectPrompt.Statement statement : statements) {
      text.append(text.isEmpty() ? "" : " ").append(statement.text());
    }
    return new AffectPrompt(
        text.toString(),
        NegativePrompts.of(request.apex()),
        statements,
        plan,
        check.score(plan, text.toString()),
        NAME);
  }

  /** All units at B or above; of those at A some. */
  private static List<ActionUnit> said(ActionUnits plan, RandomGenerator random) {
    List<ActionUnit> units = new ArrayList<>();
    int seen = 0;
    for (ActionUnit unit : ActionUnit.values()) {
      seen += plan.get(unit) > 0 ? 1 : 0;
    }
    for (ActionUnit unit : ActionUnit.values()) {
      float value = plan.get(unit);
      boolean trace = value > 0 && Degree.of(value).orElseThrow() == Degree.A && value <= 2;
      boolean chosen = random.nextBoolean() && seen < MANY_UNITS;
      if (value > 0 && (!trace || chosen)) {
        units.add(unit);
      }
    }
    return units;
  }

  /** Cuts the units into sentences: down the face, up the face, or the strongest first. */
  private static List<List<ActionUnit>> groups(
      List<ActionUnit> units, ActionUnits plan, RandomGenerator random) {
    List<ActionUnit> ordered = new ArrayList<>(units);
    int order = random.nextInt(3);
    if (order == 1) {
      java.util.Collections.reverse(ordered);
    } else if (order == 2) {
      ordered.sort(Comparator.comparingDouble((ActionUnit unit) -> -plan.get(unit)));
    }
    int size = units.size() >= MANY_UNITS ? 3 + random.nextInt(2) : 2 + random.nextInt(2);
    List<List<ActionUnit>> groups = new ArrayList<>();
    for (int from = 0; from < ordered.size(); from += size) {
      groups.add(List.copyOf(ordered.subList(from, Math.min(from + size, ordered.size()))));
    }
    return groups;
  }

  private AffectPrompt.Statement opening(
      PromptRequest request, List<ActionUnit> units, RandomGenerator random) {
    Set<String> evidence = new LinkedHashSet<>();
    Emotion emotion = request.emotion();
    if (emotion != null) {
      List<Passage> prototypes = knowledge.of(Kind.PROTOTYPE, emotion);
      prototypes.stream()
          .filter(p -> units.isEmpty() || p.actionUnits().stream().anyMatch(units::contains))
          .limit(2)
          .forEach(p -> evidence.add(p.id()));
    }
    for (FaceKind kind : request.faceKinds()) {
      knowledge
          .get("caution." + kind.name().toLowerCase(java.util.Locale.ROOT))
          .ifPresent(p -> evidence.add(p.id()));
    }
    return new AffectPrompt.Statement(
        Openings.sentence(request, units.isEmpty(), random), List.copyOf(evidence));
  }

  private AffectPrompt.Statement calm(RandomGenerator random) {
    return new AffectPrompt.Statement(
        Openings.calm(random),
        knowledge.of(Kind.PROTOTYPE, Emotion.NEUTRAL).stream().limit(1).map(Passage::id).toList());
  }

  private List<String> timeEvidence(PromptRequest request, RandomGenerator random) {
    String wanted =
        switch (request.manner()) {
          case POSED -> "time.posed";
          case SPONTANEOUS -> "time.spontaneous";
          case UNSTATED -> "time.course";
        };
    List<String> fitting =
        knowledge.of(Kind.TIME).stream()
            .map(Passage::id)
            .filter(id -> id.startsWith(wanted))
            .toList();
    return fitting.isEmpty()
        ? some(Kind.TIME, request, random)
        : List.of(Words.pick(fitting, random));
  }

  private List<String> some(Kind kind, PromptRequest request, RandomGenerator random) {
    Emotion emotion = request.emotion();
    List<Passage> fitting = emotion == null ? List.of() : knowledge.of(kind, emotion);
    List<Passage> from = fitting.isEmpty() ? knowledge.of(kind) : fitting;
    return from.isEmpty() ? List.of() : List.of(Words.pick(from, random).id());
  }

  /** The one side a unit is on, if its other side shows nothing. */
  static java.util.Optional<Side> onlySide(ActionUnits plan, ActionUnit unit) {
    for (Side side : Side.values()) {
      if (plan.get(unit, side) > 0 && plan.get(unit, side.opposite()) == 0) {
        return java.util.Optional.of(side);
      }
    }
    return java.util.Optional.empty();
  }
}
