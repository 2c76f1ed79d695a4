package io.argen.affect;

import io.argen.facs.ActionUnits;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The degrees of intensity of FACS (Ekman, Friesen & Hager 2002) and our words for them: trace,
 * slight, marked or pronounced, severe or extreme, maximum.
 */
@SuppressWarnings("ImmutableEnumChecker") // List.of is immutable.
public enum Degree {
  A(
      List.of("faintly", "barely", "minimally"),
      List.of("faint", "barely visible", "minimal"),
      List.of("trace", "hint", "almost imperceptibl[ey]", "subtly", "subtle")),
  B(
      List.of("slightly", "mildly", "lightly"),
      List.of("slight", "mild", "light"),
      List.of("a little", "gentl[ey]", "somewhat", "weak", "weakly", "small")),
  C(
      List.of("markedly", "clearly", "noticeably", "distinctly"),
      List.of("marked", "clear", "pronounced", "distinct"),
      List.of("noticeable", "visibly", "visible", "moderate", "moderately", "medium")),
  D(
      List.of("strongly", "severely", "intensely", "powerfully"),
      List.of("strong", "severe", "intense", "powerful"),
      List.of("heav(?:y|ily)", "forceful(?:ly)?", "hard", "tightly", "deeply", "great")),
  E(
      List.of("maximally", "extremely", "fully", "utterly"),
      List.of("maximal", "extreme", "full", "utmost"),
      List.of("maximum", "as far as possible", "complete(?:ly)?", "very strong(?:ly)?"));

  private final List<String> adverbs;
  private final List<String> adjectives;
  private final List<String> others;

  Degree(List<String> adverbs, List<String> adjectives, List<String> others) {
    this.adverbs = adverbs;
    this.adjectives = adjectives;
    this.others = others;
  }

  /** The degree of an intensity 0-5; empty below 0.5, where nothing is seen. */
  public static Optional<Degree> of(float intensity) {
    int rounded = Math.round(Math.min(ActionUnits.MAX_INTENSITY, intensity));
    return rounded < 1 ? Optional.empty() : Optional.of(values()[rounded - 1]);
  }

  /** 1-5. */
  @SuppressWarnings("EnumOrdinal") // A to E are 1 to 5.
  public int number() {
    return ordinal() + 1;
  }

  /** "a" to "e". */
  String letter() {
    return name().toLowerCase(Locale.ROOT);
  }

  List<String> adverbs() {
    return adverbs;
  }

  List<String> adjectives() {
    return adjectives;
  }

  /** Words of other writers, as regular expressions. */
  List<String> others() {
    return others;
  }
}
