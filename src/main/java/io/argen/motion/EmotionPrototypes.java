package io.argen.motion;

import io.argen.affect.Compound;
import io.argen.affect.PrototypeTable;
import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Emotion;
import io.argen.facs.Side;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What each emotion looks like in action units: the units every showing has, and those some have.
 *
 * <p>Cores and variants after Du, Tao & Martinez 2014 (PNAS 111(15) E1454) joined with the
 * EMFACS-style table of the OpenDBM documentation 2.0; contempt (one-sided 12 + 14) from the
 * latter. Strengths at full intensity are ours.
 */
public final class EmotionPrototypes {
  private EmotionPrototypes() {}

  /**
   * @param unit which
   * @param strength 0-5 at full intensity
   * @param chance that a showing has it, 1 for the core
   */
  private record Part(ActionUnit unit, double strength, double chance) {}

  /** Of a unit that ARGen's own row of the emotion does not have: C. */
  private static final double USUAL_STRENGTH = 3;

  /** D: two feelings at once are seldom shown at their strongest. */
  private static final double COMPOUND_STRENGTH = 4;

  private static final Map<Emotion, List<Part>> PARTS = new EnumMap<>(Emotion.class);

  static {
    put(
        Emotion.HAPPINESS,
        core(ActionUnit.AU12, 5.0),
        core(ActionUnit.AU06, 4.2),
        core(ActionUnit.AU25, 3.5),
        some(ActionUnit.AU26, 1.0, 0.4));
    put(
        Emotion.SADNESS,
        core(ActionUnit.AU15, 5.0),
        core(ActionUnit.AU04, 2.0),
        core(ActionUnit.AU01, 5.0),
        some(ActionUnit.AU17, 3.0, 0.75),
        some(ActionUnit.AU11, 3.5, 0.5),
        some(ActionUnit.AU06, 1.8, 0.4));
    put(
        Emotion.SURPRISE,
        core(ActionUnit.AU01, 5.0),
        core(ActionUnit.AU02, 4.0),
        core(ActionUnit.AU25, 3.5),
        core(ActionUnit.AU26, 5.0),
        core(ActionUnit.AU05, 3.0));
    put(
        Emotion.FEAR,
        core(ActionUnit.AU01, 5.0),
        core(ActionUnit.AU04, 4.8),
        core(ActionUnit.AU20, 5.0),
        core(ActionUnit.AU25, 2.2),
        core(ActionUnit.AU05, 3.5),
        some(ActionUnit.AU02, 3.0, 0.8),
        some(ActionUnit.AU26, 3.0, 0.7),
        some(ActionUnit.AU07, 1.0, 0.3));
    put(
        Emotion.ANGER,
        core(ActionUnit.AU04, 5.0),
        core(ActionUnit.AU07, 3.0),
        core(ActionUnit.AU23, 4.4),
        some(ActionUnit.AU05, 4.0, 0.7),
        some(ActionUnit.AU10, 2.8, 0.5),
        some(ActionUnit.AU17, 4.5, 0.5),
        some(ActionUnit.AU24, 2.4, 0.4));
    put(
        Emotion.DISGUST,
        core(ActionUnit.AU09, 5.0),
        core(ActionUnit.AU10, 4.6),
        core(ActionUnit.AU17, 1.5),
        some(ActionUnit.AU04, 2.0, 0.4),
        some(ActionUnit.AU24, 1.8, 0.3),
        some(ActionUnit.AU15, 1.6, 0.4),
        some(ActionUnit.AU25, 1.2, 0.5));
    put(Emotion.CONTEMPT, core(ActionUnit.AU12, 2.6), core(ActionUnit.AU14, 4.2));
    put(Emotion.NEUTRAL);
  }

  private static void put(Emotion emotion, Part... parts) {
    PARTS.put(emotion, List.of(parts));
  }

  private static Part core(ActionUnit unit, double strength) {
    return new Part(unit, strength, 1);
  }

  private static Part some(ActionUnit unit, double strength, double chance) {
    return new Part(unit, strength, chance);
  }

  /** The typical showing, nothing drawn: every part that most showings have. */
  public static ActionUnits typical(Emotion emotion, double intensity) {
    ActionUnits units = ActionUnits.neutral();
    for (Part part : parts(emotion)) {
      if (part.chance >= 0.5) {
        units = with(units, emotion, part.unit, part.strength * intensity, Side.LEFT);
      }
    }
    return units;
  }

  /**
   * One of the many ways an emotion is shown: core units with varied strength, some of the others,
   * sides slightly unequal, contempt on a side drawn by chance.
   *
   * @param intensity 0-1
   */
  public static ActionUnits apex(Emotion emotion, double intensity, RandomGenerator random) {
    return apex(parts(emotion), emotion == Emotion.CONTEMPT, intensity, random);
  }

  /** The same after a published table; strengths are ours, C where we have none. */
  public static ActionUnits apex(
      PrototypeTable table, Emotion emotion, double intensity, RandomGenerator random) {
    List<Part> parts = parts(emotion);
    if (table.published()) {
      parts =
          table.parts(emotion).stream()
              .map(p -> new Part(p.unit(), strength(emotion, p.unit()), p.chance()))
              .toList();
    }
    return apex(parts, emotion == Emotion.CONTEMPT, intensity, random);
  }

  /** One of the many ways a compound emotion is shown; strengths are ours. */
  public static ActionUnits apex(Compound compound, double intensity, RandomGenerator random) {
    List<Part> parts =
        compound.parts().stream()
            .map(p -> new Part(p.unit(), COMPOUND_STRENGTH, p.chance()))
            .toList();
    return apex(parts, false, intensity, random);
  }

  /** The typical showing of a compound emotion: every part that most showings have. */
  public static ActionUnits typical(Compound compound) {
    ActionUnits units = ActionUnits.neutral();
    for (PrototypeTable.Part part : compound.parts()) {
      if (part.chance() >= 0.5) {
        units = units.with(part.unit(), (float) COMPOUND_STRENGTH);
      }
    }
    return units;
  }

  private static double strength(Emotion emotion, ActionUnit unit) {
    return parts(emotion).stream()
        .filter(p -> p.unit() == unit)
        .mapToDouble(Part::strength)
        .findFirst()
        .orElse(USUAL_STRENGTH);
  }

  private static ActionUnits apex(
      List<Part> parts, boolean oneSided, double intensity, RandomGenerator random) {
    if (!(intensity >= 0 && intensity <= 1)) {
      throw new IllegalArgumentException("intensity must be between 0 and 1, got " + intensity);
    }
    ActionUnits units = ActionUnits.neutral();
    Side side = random.nextBoolean() ? Side.LEFT : Side.RIGHT;
    for (Part part : parts) {
      double chance = random.nextDouble();
      double strength = part.strength * intensity * (0.88 + 0.2 * random.nextDouble());
      double lean = 0.06 * random.nextGaussian();
      if (chance >= part.chance) {
        continue;
      }
      if (oneSided) {
        units = units.with(part.unit, side, clamp(strength));
      } else {
        units =
            units
                .with(part.unit, Side.LEFT, clamp(strength * (1 + lean)))
                .with(part.unit, Side.RIGHT, clamp(strength * (1 - lean)));
      }
    }
    return units;
  }

  /** Units that every showing of an emotion has. */
  public static List<ActionUnit> core(Emotion emotion) {
    return parts(emotion).stream().filter(p -> p.chance == 1).map(Part::unit).toList();
  }

  /** Where an emotion's units are taken from, for the evidence of a clip. */
  public static List<String> sources(Emotion emotion) {
    return switch (emotion) {
      case NEUTRAL -> List.of();
      case CONTEMPT -> List.of("EMFACS-style table (OpenDBM documentation 2.0)");
      default ->
          List.of(
              "Du, Tao & Martinez 2014, PNAS 111(15) E1454",
              "EMFACS-style table (OpenDBM documentation 2.0)");
    };
  }

  private static List<Part> parts(Emotion emotion) {
    return Optional.ofNullable(PARTS.get(emotion)).orElse(List.of());
  }

  private static ActionUnits with(
      ActionUnits units, Emotion emotion, ActionUnit unit, double strength, Side side) {
    return emotion == Emotion.CONTEMPT
        ? units.with(unit, side, clamp(strength))
        : units.with(unit, clamp(strength));
  }

  private static float clamp(double v) {
    return (float) Math.max(0, Math.min(ActionUnits.MAX_INTENSITY, v));
  }
}
