package io.argen.affect;

import io.argen.facs.ActionUnit;
import io.argen.facs.Emotion;
import io.argen.run.ArgenException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** Cuts texts into stems, and gives passages a heading that says what they are about. */
final class PassageAnalysis {
  private final Analyzer analyzer = new EnglishAnalyzer();

  Analyzer analyzer() {
    return analyzer;
  }

  Set<String> stems(String text) {
    Set<String> stems = new LinkedHashSet<>();
    try (TokenStream stream = analyzer.tokenStream("text", text)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        stems.add(term.toString());
      }
      stream.end();
    } catch (IOException e) {
      throw new ArgenException("a text cannot be cut into words", e);
    }
    return stems;
  }

  /** For instance "lip corner puller; happiness; what its muscle is". */
  String heading(Passage passage) {
    List<String> parts = new ArrayList<>();
    if (passage.actionUnits().size() <= 2) {
      passage.actionUnits().stream().map(ActionUnit::facsName).forEach(parts::add);
    }
    passage.emotions().stream().map(Emotion::label).limit(2).forEach(parts::add);
    parts.add(
        switch (passage.kind()) {
          case MUSCLE -> "muscle, anatomy";
          case APPEARANCE -> "appearance, what is seen";
          case DEGREES -> "intensity, how strong";
          case CO_OCCURRENCE -> "seen together, when it occurs";
          case CONFUSION -> "mistaken for, difference";
          case PROTOTYPE -> "expression of emotion";
          case COMPOUND -> "mixed emotion, blend";
          case TIME -> "timing";
          case INTENSITY -> "strength";
          case CONTRADICTION -> "combination";
          case CAUTION -> "caution when measuring";
          case HEAD_GAZE -> "head and gaze";
          case WORDING, EXEMPLAR, NOTE -> "";
        });
    return String.join("; ", parts);
  }

  /**
   * The movement or the emotion that a passage of ours, or one like it, is about: the first Action
   * Unit of those that tell of a unit, or else the only emotion there is.
   */
  Optional<String> topic(Passage passage) {
    return switch (passage.kind()) {
      case MUSCLE, APPEARANCE, DEGREES, CO_OCCURRENCE, CONFUSION ->
          passage.actionUnits().stream().findFirst().map(ActionUnit::name);
      case PROTOTYPE, COMPOUND, TIME, INTENSITY, CONTRADICTION, CAUTION, HEAD_GAZE ->
          passage.emotions().size() == 1
              ? Optional.of(passage.emotions().get(0).label())
              : Optional.empty();
      case WORDING, EXEMPLAR, NOTE -> Optional.empty();
    };
  }

  /** What the vector of a passage is of. */
  String embedded(Passage passage) {
    return heading(passage) + ": " + passage.text();
  }
}
