package io.argen.affect;

import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the Action Units back out of a description, and says how well they are those planned.
 *
 * <p>A text is cut into clauses; {@link Vocabulary} finds the units of each, its strength is the
 * clause's degree letter or word (C if there is none), its side the clause's "left" or "right".
 * Where a clause names a part of the face but none of its words is known, knowledge is asked: if
 * words and meaning agree on what the clause says, and that is planned, it counts as said.
 */
public final class AlignmentCheck {
  private static final AlignmentCheck STANDARD = new AlignmentCheck(Vocabulary.load(), null);

  private static final Pattern SENTENCES = Pattern.compile("[.!?]+(?=\\s|$)|[\\n\\r]+");
  private static final Pattern CLAUSES =
      Pattern.compile("[,;:]|\\b(?:and|while|as|with|but|then|plus|beside a|together with)\\b");
  private static final Pattern NEGATED =
      Pattern.compile(
          "\\b(?:no|not|without|never|neither|nor|lacks?|absent|rather than|instead of"
              + "|(?:does|do|is|are)n't)\\b");
  private static final Pattern PART =
      Pattern.compile(
          "\\b(?:(?:inner |outer )?(?:eye)?brows?|(?:upper |lower )?(?:eye)?lids?|eyes?|cheeks?"
              + "|nose|(?:upper |lower )?lips?|(?:lip|mouth) corners?"
              + "|corners? of (?:the|his|her|their) (?:mouth|lips)|mouth|jaw|chin)\\b");
  private static final Pattern OWN_SUBJECT =
      Pattern.compile("\\b(?:the|an?|it|they|he|she|his|her|their|head|gaze|this|that)\\b");
  private static final Pattern LETTER =
      Pattern.compile("\\((?:intensity |degree )?([a-e])\\)|\\b(?:intensity|degree) ([a-e])\\b");
  private static final Pattern NUMBERED = Pattern.compile("\\bau ?0?(\\d{1,2})([lr])?\\b");
  private static final Pattern STRONGER = Pattern.compile("\\bstronger on the (left|right)\\b");
  private static final Pattern LEFT = Pattern.compile("\\bleft\\b");
  private static final Pattern RIGHT = Pattern.compile("\\bright\\b");
  private static final Pattern[] DEGREES = degrees();

  /** Share of the stronger side that the weaker has where only "stronger on the left" is said. */
  private static final float WEAKER = 0.5f;

  private static final int FEW_WORDS = 3;

  private final Vocabulary vocabulary;
  private final @Nullable Retriever retriever;

  private AlignmentCheck(Vocabulary vocabulary, @Nullable Retriever retriever) {
    this.vocabulary = vocabulary;
    this.retriever = retriever;
  }

  /** The check that asks knowledge too; it loads the text encoder when it first has to. */
  public static AlignmentCheck over(Retriever retriever) {
    return new AlignmentCheck(STANDARD.vocabulary, retriever);
  }

  /** The check over ARGen's vocabulary. Immutable. */
  public static AlignmentCheck standard() {
    return STANDARD;
  }

  /**
   * What a text says.
   *
   * @param intensities 0-5 a side
   */
  public record Reading(ActionUnits intensities) {
    /** All units said, in order. */
    public List<ActionUnit> units() {
      return atLeast(Degree.A);
    }

    /** Those of at least a degree, on either side. */
    public List<ActionUnit> atLeast(Degree degree) {
      return Arrays.stream(ActionUnit.values())
          .filter(u -> Math.round(intensities.get(u)) >= degree.number())
          .toList();
    }
  }

  private static Pattern[] degrees() {
    Pattern[] patterns = new Pattern[Degree.values().length];
    for (Degree degree : Degree.values()) {
      List<String> words = new ArrayList<>(degree.adverbs());
      words.addAll(degree.adjectives());
      words.addAll(degree.others());
      words.sort(Comparator.comparingInt(String::length).reversed());
      patterns[degree.number() - 1] = Pattern.compile("\\b(?:" + String.join("|", words) + ")\\b");
    }
    return patterns;
  }

  /** Reads a text by its words alone. */
  public Reading read(String text) {
    return read(text, ActionUnits.neutral());
  }

  /** Reads a text that is to say a plan. */
  public Reading read(String text, ActionUnits plan) {
    ActionUnits found = ActionUnits.neutral();
    String small = text.toLowerCase(Locale.ROOT).replace('\u2019', '\'');
    for (String sentence : SENTENCES.split(small)) {
      String part = "";
      for (String clause : CLAUSES.split(sentence)) {
        Set<ActionUnit> units = units(clause, part);
        Matcher parts = PART.matcher(clause);
        if (parts.find()) {
          part = parts.group();
        }
        if (units.isEmpty()) {
          asked(clause, plan).ifPresent(units::add);
        }
        if (!units.isEmpty() && !NEGATED.matcher(clause).find()) {
          for (ActionUnit unit : units) {
            found = stronger(found, unit, clause);
          }
        }
      }
    }
    return new Reading(found);
  }

  private Set<ActionUnit> units(String clause, String part) {
    Set<ActionUnit> units = EnumSet.noneOf(ActionUnit.class);
    Matcher numbers = NUMBERED.matcher(clause);
    while (numbers.find()) {
      ActionUnit.ofNumber(Integer.parseInt(numbers.group(1))).ifPresent(units::add);
    }
    if (units.isEmpty()) {
      units.addAll(vocabulary.units(clause));
    }
    // "the brows rise and draw together": the second movement is the brows' too.
    if (units.isEmpty() && !part.isEmpty() && !OWN_SUBJECT.matcher(clause).find()) {
      units.addAll(vocabulary.units(part + " " + clause));
    }
    return units;
  }

  /** What knowledge says a clause about a part of the face is, if that is planned. */
  private Optional<ActionUnit> asked(String clause, ActionUnits plan) {
    if (retriever == null
        || !PART.matcher(clause).find()
        || clause.strip().split("\\s+").length < FEW_WORDS) {
      return Optional.empty();
    }
    return retriever.search(clause, Retriever.Filter.of(Kind.APPEARANCE), 1).stream()
        .filter(hit -> hit.wordRank() == 1 && hit.meaningRank() == 1)
        .flatMap(hit -> hit.passage().actionUnits().stream())
        .filter(unit -> plan.get(unit) > 0)
        .findFirst();
  }

  private static ActionUnits stronger(ActionUnits before, ActionUnit unit, String clause) {
    float value = degree(clause).number();
    boolean left = LEFT.matcher(clause).find();
    boolean right = RIGHT.matcher(clause).find();
    float onLeft = left || !right ? value : 0;
    float onRight = right || !left ? value : 0;
    Matcher uneven = STRONGER.matcher(clause);
    if (uneven.find()) {
      boolean toLeft = "left".equals(uneven.group(1));
      onLeft = toLeft ? value : WEAKER * value;
      onRight = toLeft ? WEAKER * value : value;
    }
    return before
        .with(unit, Side.LEFT, Math.max(before.get(unit, Side.LEFT), onLeft))
        .with(unit, Side.RIGHT, Math.max(before.get(unit, Side.RIGHT), onRight));
  }

  private static Degree degree(String clause) {
    Matcher letter = LETTER.matcher(clause);
    if (letter.find()) {
      String found = letter.group(1) != null ? letter.group(1) : letter.group(2);
      return Degree.valueOf(found.toUpperCase(Locale.ROOT));
    }
    // "barely visible" is A though "visible" is C, "very strong" E: the longest word decides.
    Degree best = Degree.C;
    int length = 0;
    for (Degree degree : Degree.values()) {
      Matcher word = DEGREES[degree.number() - 1].matcher(clause);
      while (word.find()) {
        if (word.end() - word.start() > length) {
          length = word.end() - word.start();
          best = degree;
        }
      }
    }
    return best;
  }

  /**
   * How well a text says a plan: the mean over all units planned at B or above or said, of one
   * minus the difference in degrees over 5; a unit left out or invented counts 0. Units planned at
   * A may be left out. A plan of nothing said as nothing is 1.
   */
  public double score(ActionUnits plan, String text) {
    ActionUnits said = read(text, plan).intensities();
    double sum = 0;
    int count = 0;
    for (ActionUnit unit : ActionUnit.values()) {
      int planned = number(plan.get(unit));
      int read = number(said.get(unit));
      if (read == 0 && planned <= Degree.A.number()) {
        continue;
      }
      count++;
      if (planned > 0 && read > 0) {
        double apart = 0;
        for (Side side : Side.values()) {
          apart += Math.abs(number(plan.get(unit, side)) - number(said.get(unit, side)));
        }
        sum += 1 - apart / (2 * ActionUnits.MAX_INTENSITY);
      }
    }
    return count == 0 ? 1 : sum / count;
  }

  private static int number(float intensity) {
    return Optional.of(intensity).flatMap(Degree::of).map(Degree::number).orElse(0);
  }
}
