package io.argen.evaluate;

import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * What is asked of a face to see whether it is measured again: both sides alike, lips parted
 * wherever the jaw drops. Units that FACS or anatomy lets nobody show together are not drawn
 * together: the jaw drops by 26 or 27, closed eyes are not wide, pressed lips are not parted.
 */
final class UnitDraws {
  private static final int FEWEST = 2;
  private static final int MOST = 4;
  private static final double FAINTEST = 1;

  /** Of each of these a face shows one at most. */
  private static final List<Set<ActionUnit>> EXCLUSIVE =
      List.of(
          EnumSet.of(ActionUnit.AU26, ActionUnit.AU27),
          EnumSet.of(ActionUnit.AU05, ActionUnit.AU45),
          EnumSet.of(ActionUnit.AU24, ActionUnit.AU25),
          EnumSet.of(ActionUnit.AU24, ActionUnit.AU26),
          EnumSet.of(ActionUnit.AU24, ActionUnit.AU27));

  private UnitDraws() {}

  /**
   * One picture to make.
   *
   * @param alone the unit that is asked alone; empty for a mixture
   */
  record Ask(Optional<ActionUnit> alone, ActionUnits units) {}

  /** Two to four units, each at an intensity between 1 and 5, both evenly drawn. */
  static Ask mixed(RandomGenerator random) {
    int wanted = FEWEST + random.nextInt(MOST - FEWEST + 1);
    List<ActionUnit> left = new ArrayList<>(List.of(ActionUnit.values()));
    Map<ActionUnit, Float> drawn = new EnumMap<>(ActionUnit.class);
    while (drawn.size() < wanted) {
      ActionUnit unit = left.remove(random.nextInt(left.size()));
      if (drawn.keySet().stream().noneMatch(other -> exclusive(unit, other))) {
        drawn.put(unit, intensity(random));
      }
    }
    if (parts(drawn.keySet())) {
      drawn.putIfAbsent(ActionUnit.AU25, intensity(random));
    }
    return new Ask(Optional.empty(), ActionUnits.symmetric(drawn));
  }

  /** One unit, with parted lips where it needs them. */
  static Ask alone(ActionUnit unit, float intensity) {
    ActionUnits units = ActionUnits.neutral().with(unit, intensity);
    return new Ask(
        Optional.of(unit), parts(Set.of(unit)) ? units.with(ActionUnit.AU25, intensity) : units);
  }

  private static boolean parts(Set<ActionUnit> units) {
    return units.contains(ActionUnit.AU26) || units.contains(ActionUnit.AU27);
  }

  private static float intensity(RandomGenerator random) {
    return (float) (FAINTEST + (ActionUnits.MAX_INTENSITY - FAINTEST) * random.nextDouble());
  }

  private static boolean exclusive(ActionUnit a, ActionUnit b) {
    return EXCLUSIVE.stream().anyMatch(group -> group.contains(a) && group.contains(b));
  }
}
