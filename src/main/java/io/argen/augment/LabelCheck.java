package io.argen.augment;

import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Emotion;
import io.argen.facs.Side;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a made clip may carry its label.
 *
 * <p>All must hold: a face in every frame; the identity cosine at or above the same-person
 * threshold; the asked Action Units measured; no expression score against the label.
 *
 * <p><b>Agreement.</b> For each unit moved by at least 1 (blinks apart): the correlation between
 * the asked and the measured curve, not below 0, times the measured rise over half the asked one,
 * not above 1; the mean of these weighted by the asked peak. Half, because a unit that shares its
 * skin with others is seldom measured at the height it was asked at. Neutral clips agree by as much
 * as nothing else moves: 1 minus a fifth of the strongest unit.
 *
 * <p><b>Expression.</b> The nets are weak on fear, disgust and on some neutral faces, so their
 * first choice decides nothing. A clip is refused only where another emotion's probability exceeds
 * 0.9, the asked one's is below 0.02, and the other rose by more than 0.3 since the clip's first
 * frame. Fear and surprise do not count against each other. No net knows contempt: it is checked by
 * the side that moves.
 */
final class LabelCheck {
  private static final double LEAST_AGREEMENT = 0.3;
  private static final double MOVED = 1;
  private static final double RISE_ASKED_FOR = 0.5;
  private static final double OTHER_SURE = 0.9;
  private static final double ASKED_DENIED = 0.02;
  private static final double RISEN = 0.3;

  private LabelCheck() {}

  /**
   * The outcome.
   *
   * @param reason why the clip was refused; empty if it was not
   */
  record Verdict(Scores scores, String reason) {
    boolean passed() {
      return reason.isEmpty();
    }
  }

  /** Checks a clip made for a class against the motion that was rendered. */
  static Verdict check(Optional<Emotion> emotion, List<ActionUnits> asked, Findings findings) {
    int frames = findings.measured().size();
    double present = frames == 0 ? 0 : (double) findings.faceFrames() / frames;
    double agreement = agreement(emotion, asked, findings.measured());
    @Nullable Double probability =
        emotion.map(e -> findings.apex().get(e)).map(ActionUnitMaps::rounded).orElse(null);
    Scores scores =
        new Scores(
            Math.round(findings.identity() * 1e4) / 1e4,
            Math.round(agreement * 1e4) / 1e4,
            probability,
            top(findings.apex()).map(Emotion::label).orElse(null),
            Math.round(present * 1e4) / 1e4,
            null);
    return new Verdict(scores, reason(emotion, asked, findings, agreement));
  }

  private static String reason(
      Optional<Emotion> emotion, List<ActionUnits> asked, Findings findings, double agreement) {
    int frames = findings.measured().size();
    if (findings.faceFrames() < frames || frames == 0) {
      return "a face in " + findings.faceFrames() + " of " + frames + " frames";
    }
    if (findings.identity() < findings.sameIdentity()) {
      return words(
          "not the same person: identity %.2f, needed %.2f",
          findings.identity(), findings.sameIdentity());
    }
    if (agreement < LEAST_AGREEMENT) {
      return words(
          "asked Action Units not measured: agreement %.2f, needed %.2f",
          agreement, LEAST_AGREEMENT);
    }
    if (emotion.equals(Optional.of(Emotion.CONTEMPT)) && !rightSide(asked, findings.measured())) {
      return "the wrong side of the mouth moves most";
    }
    return emotion.flatMap(e -> contradiction(e, findings)).orElse("");
  }

  private static String words(String format, double value, double needed) {
    return String.format(Locale.ROOT, format, value, needed);
  }

  /** Agreement of measured with rendered motion, 0-1; see the class. */
  static double agreement(
      Optional<Emotion> emotion,
      List<ActionUnits> asked,
      List<? extends @Nullable ActionUnits> measured) {
    double sum = 0;
    double weights = 0;
    for (ActionUnit unit : ActionUnit.values()) {
      double[] a = ActionUnitMaps.curve(asked, unit);
      double peak = Curves.max(a);
      if (unit != ActionUnit.AU45 && peak >= MOVED && a.length == measured.size()) {
        double[] m = ActionUnitMaps.curve(measured, unit);
        double rise = Curves.max(m) - Curves.min(m);
        double share = Math.min(1, rise / (RISE_ASKED_FOR * peak));
        sum += peak * share * Math.max(0, Curves.correlation(a, m));
        weights += peak;
      }
    }
    if (weights > 0) {
      return sum / weights;
    }
    if (emotion.isPresent() && emotion.get() != Emotion.NEUTRAL) {
      return 0;
    }
    double strongest = 0;
    for (ActionUnit unit : ActionUnit.values()) {
      if (unit != ActionUnit.AU45) {
        strongest = Math.max(strongest, Curves.max(ActionUnitMaps.curve(measured, unit)));
      }
    }
    return 1 - strongest / ActionUnits.MAX_INTENSITY;
  }

  private static boolean rightSide(
      List<ActionUnits> asked, List<? extends @Nullable ActionUnits> measured) {
    ActionUnits wanted = ActionUnitMaps.peak(asked);
    ActionUnits seen = ActionUnitMaps.peak(measured);
    double askedLean = lean(wanted, ActionUnit.AU12) + lean(wanted, ActionUnit.AU14);
    double seenLean = lean(seen, ActionUnit.AU12) + lean(seen, ActionUnit.AU14);
    return askedLean * seenLean >= 0;
  }

  private static double lean(ActionUnits units, ActionUnit unit) {
    return units.get(unit, Side.LEFT) - units.get(unit, Side.RIGHT);
  }

  private static Optional<String> contradiction(Emotion asked, Findings findings) {
    Double own = findings.apex().get(asked);
    if (own == null || own >= ASKED_DENIED) {
      return Optional.empty();
    }
    for (Emotion other : Emotion.values()) {
      double now = findings.apex().getOrDefault(other, 0.0);
      double before = findings.rest().getOrDefault(other, 0.0);
      if (other != Emotion.NEUTRAL
          && !alike(other, asked)
          && now > OTHER_SURE
          && now - before > RISEN) {
        return Optional.of(
            String.format(
                Locale.ROOT,
                "the expression net sees %s (%.2f), not %s (%.2f)",
                other.label(),
                now,
                asked.label(),
                own));
      }
    }
    return Optional.empty();
  }

  private static boolean alike(Emotion a, Emotion b) {
    return a == b
        || (a == Emotion.FEAR && b == Emotion.SURPRISE)
        || (a == Emotion.SURPRISE && b == Emotion.FEAR);
  }

  private static Optional<Emotion> top(Map<Emotion, Double> scores) {
    Emotion best = null;
    for (Emotion emotion : Emotion.values()) {
      Double now = scores.get(emotion);
      if (now != null && (best == null || now > scores.getOrDefault(best, 0.0))) {
        best = emotion;
      }
    }
    return Optional.ofNullable(best);
  }
}
