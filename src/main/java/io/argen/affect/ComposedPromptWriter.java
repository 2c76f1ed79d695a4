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
 * Writes descriptions by a grammar over retrieved knowledge, without any network.
 *
 * <p>Opening, one to four sentences of movements, timing, head and gaze. Every unit at B or above
 * is said once, with its strength and, where the sides differ, its side; no other unit is. Every
 * sentence names the passages it rests on, found through the {@link Retriever} by emotion, unit and
 * kind. Texts fit the text encoder. Immutable.
 */
public final class ComposedPromptWriter implements PromptWriter {
  /** Its name in {@link AffectPrompt#writer}. */
  public static final String NAME = "composer/1";

  private static final int MANY_UNITS = 6;
  private static final int TOKENS = TextEncoder.MAX_TOKENS - 6;
  private static final int TRIES = 24;

  private final EvidenceFinder evidence;
  private final UnitPhrases phrases;
  private final AlignmentCheck check = AlignmentCheck.standard();

  /** Over an index of its own, which takes a moment to open. */
  public ComposedPromptWriter(Knowledge knowledge) {
    this(new EvidenceFinder(new Retriever(knowledge), PrototypeTable.ARGEN));
  }

  /** Over what is found so. */
  public ComposedPromptWriter(EvidenceFinder evidence) {
    this.evidence = evidence;
    this.phrases = new UnitPhrases(evidence);
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
              Words.articles(TimeWords.sentence(timing, brief, random)),
              some(evidence.times(request.manner(), request.emotion()), random)));
    }
    HeadGaze headGaze = request.headGaze();
    if (headGaze != null) {
      statements.add(
          new AffectPrompt.Statement(
              HeadGazeWords.sentence(headGaze, random),
              some(evidence.headGaze(request.emotion()), random)));
    }
    StringBuilder text = new StringBuilder();
    for (AffectPrompt.Statement statement : statements) {
      text.append(text.isEmpty() ? "" : " ").append(statement.text());
    }
    return new AffectPrompt(
        text.toString(),
        NegativePrompts.of(request.apex(), request.faceKinds()),
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
    Set<String> ids = new LinkedHashSet<>();
    Emotion emotion = request.emotion();
    List<Passage> row =
        emotion != null
            ? evidence.prototypes(emotion).stream()
                .filter(p -> units.isEmpty() || p.actionUnits().stream().anyMatch(units::contains))
                .toList()
            : evidence.named(request.label());
    row.stream().limit(2).forEach(p -> ids.add(p.id()));
    for (FaceKind face : request.faceKinds()) {
      evidence.cautions(face, Set.copyOf(units)).forEach(p -> ids.add(p.id()));
    }
    evidence.exemplars(request).forEach(p -> ids.add(p.id()));
    return new AffectPrompt.Statement(
        Openings.sentence(request, units.isEmpty(), random), List.copyOf(ids));
  }

  private AffectPrompt.Statement calm(RandomGenerator random) {
    return new AffectPrompt.Statement(
        Openings.calm(random),
        evidence.prototypes(Emotion.NEUTRAL).stream().limit(1).map(Passage::id).toList());
  }

  private static List<String> some(List<Passage> from, RandomGenerator random) {
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
