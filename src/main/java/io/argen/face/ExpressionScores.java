package io.argen.face;

import io.argen.facs.Emotion;
import java.util.EnumMap;
import java.util.Map;

/** Probabilities of the seven basic classes (no contempt), summing to 1. */
public final class ExpressionScores {
  private final Map<Emotion, Double> probabilities;

  public ExpressionScores(Map<Emotion, Double> probabilities) {
    this.probabilities = new EnumMap<>(probabilities);
  }

  /** The probability, 0 for a class the net does not know. */
  public double get(Emotion emotion) {
    return probabilities.getOrDefault(emotion, 0.0);
  }

  /** The first choice. */
  public Emotion top() {
    Emotion best = Emotion.NEUTRAL;
    double most = -1;
    for (Map.Entry<Emotion, Double> entry : probabilities.entrySet()) {
      if (entry.getValue() > most) {
        most = entry.getValue();
        best = entry.getKey();
      }
    }
    return best;
  }

  /** A fresh copy in enum order. */
  public Map<Emotion, Double> asMap() {
    return new EnumMap<>(probabilities);
  }
}
