package io.argen.affect;

import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Emotion;
import io.argen.facs.Side;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Says the Action Units: a wording from the knowledge base, its strength, its side. */
final class UnitPhrases {
  private static final List<String> CLAUSE_STARTS =
      List.of("", "", "At the apex, ", "At its height, ");
  private static final List<String> NOUN_STARTS =
      List.of("There is ", "The face shows ", "One sees ", "This brings ", "Visible at the peak: ");
  private static final List<String> NOUN_ENDS = List.of(" can be seen", " stand out", " appear");

  /** Sides are as different as this before it is worth a word. */
  private static final float UNEVEN = 0.6f;

  private final EvidenceFinder finder;
  private final Map<ActionUnit, List<Passage>> clauses = new EnumMap<>(ActionUnit.class);
  private final Map<ActionUnit, List<Passage>> nouns = new EnumMap<>(ActionUnit.class);
  private final Map<ActionUnit, List<Passage>> sided = new EnumMap<>(ActionUnit.class);

  UnitPhrases(EvidenceFinder finder) {
    this.finder = finder;
    Knowledge knowledge = finder.knowledge();
    for (ActionUnit unit : ActionUnit.values()) {
      List<Passage> all = knowledge.of(Kind.WORDING, unit);
      sided.put(unit, all.stream().filter(p -> p.text().contains("{side}")).toList());
      List<Passage> both = all.stream().filter(p -> !p.text().contains("{side}")).toList();
      clauses.put(unit, both.stream().filter(p -> p.text().contains("{adv}")).toList());
      nouns.put(unit, both.stream().filter(p -> p.text().contains("{adj}")).toList());
    }
  }

  /** One sentence about one to four units. */
  AffectPrompt.Statement sentence(
      PromptRequest request,
      ActionUnits plan,
      List<ActionUnit> units,
      boolean brief,
      RandomGenerator random) {
    boolean asClauses = random.nextBoolean();
    Set<String> evidence = new LinkedHashSet<>();
    List<String> parts = new ArrayList<>();
    for (ActionUnit unit : units) {
      parts.add(phrase(plan, unit, asClauses, brief, random, evidence));
      evidence(request, plan, unit, random, evidence);
    }
    String text;
    if (asClauses) {
      String joint = parts.size() == 2 && random.nextBoolean() ? "while" : "and";
      text = (brief ? "" : Words.pick(CLAUSE_STARTS, random)) + Words.list(parts, joint);
    } else if (brief || random.nextInt(3) > 0) {
      text = Words.pick(NOUN_STARTS, random) + Words.list(parts, "and");
    } else {
      String end = Words.pick(NOUN_ENDS, random);
      boolean one = parts.size() == 1;
      text =
          Words.list(parts, "and")
              + (one ? end.replace(" stand", " stands").replace(" appear", " appears") : end);
    }
    return new AffectPrompt.Statement(
        Words.articles(Words.capital(text)) + ".", List.copyOf(evidence));
  }

  private String phrase(
      ActionUnits plan,
      ActionUnit unit,
      boolean asClause,
      boolean brief,
      RandomGenerator random,
      Set<String> evidence) {
    Degree degree = Degree.of(plan.get(unit)).orElseThrow();
    Optional<Side> only = ComposedPromptWriter.onlySide(plan, unit);
    List<Passage> choices = (asClause ? clauses : nouns).get(unit);
    List<Passage> bySide =
        sided.getOrDefault(unit, List.of()).stream()
            .filter(p -> p.text().contains("{adv}") == asClause)
            .toList();
    boolean slot = only.isPresent() && !bySide.isEmpty();
    if (slot) {
      choices = bySide;
    }
    if (choices == null || choices.isEmpty()) {
      throw new IllegalStateException("no wording of " + unit);
    }
    Passage wording = Words.pick(choices, random);
    evidence.add(wording.id());
    String text =
        wording
            .text()
            .replace("{adv}", Words.pick(degree.adverbs(), random))
            .replace("{adj}", Words.pick(degree.adjectives(), random));
    if (only.isPresent()) {
      String side = only.get().name().toLowerCase(Locale.ROOT);
      text = slot ? text.replace("{side}", side) : text + " on the " + side + " only";
    } else if (uneven(plan, unit)) {
      Side strong = plan.get(unit, Side.LEFT) > plan.get(unit, Side.RIGHT) ? Side.LEFT : Side.RIGHT;
      text += " (stronger on the " + strong.name().toLowerCase(Locale.ROOT) + ")";
    }
    boolean lettered = random.nextInt(4) == 0;
    return lettered && !brief ? text + " (" + degree.name() + ")" : text;
  }

  private static boolean uneven(ActionUnits plan, ActionUnit unit) {
    float left = plan.get(unit, Side.LEFT);
    float right = plan.get(unit, Side.RIGHT);
    return Math.min(left, right) < UNEVEN * Math.max(left, right);
  }

  /** Why this unit, and what it looks like. */
  private void evidence(
      PromptRequest request,
      ActionUnits plan,
      ActionUnit unit,
      RandomGenerator random,
      Set<String> evidence) {
    List<Passage> looks = finder.looks(unit, Degree.of(plan.get(unit)).orElseThrow());
    if (!looks.isEmpty()) {
      evidence.add(Words.pick(looks, random).id());
    }
    Emotion emotion = request.emotion();
    if (emotion != null) {
      finder.prototypes(emotion).stream()
          .filter(p -> p.actionUnits().contains(unit))
          .findFirst()
          .ifPresent(p -> evidence.add(p.id()));
    }
    for (FaceKind face : request.faceKinds()) {
      finder.cautions(face, Set.of(unit)).stream()
          .filter(p -> p.actionUnits().contains(unit))
          .forEach(p -> evidence.add(p.id()));
    }
  }
}
