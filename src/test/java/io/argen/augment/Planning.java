package io.argen.augment;

import io.argen.clip.Traces;
import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Emotion;
import io.argen.motion.MotionRequest.Phase;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** Small worlds for the planner's tests. */
final class Planning {
  static final ClipLook LOOK =
      new ClipLook("mp4", 64, 64, 8, 25, false, Phase.FULL, 0.5, 0.5, 0.5, 25, Traces.UNKNOWN);

  private Planning() {}

  static Planner.Request request(
      int persons, int sourcesEach, Map<String, Integer> counts, int height, int maxPerSource) {
    SortedMap<String, Integer> sorted = new TreeMap<>(counts);
    List<String> order = Targets.order(sorted, height, OptionalInt.empty());
    List<ClassNeed> needs = new ArrayList<>();
    for (String label : sorted.keySet()) {
      needs.add(new ClassNeed(label, Emotion.parse(label), Optional.empty()));
    }
    return new Planner.Request(
        7, needs, order, people(persons, sourcesEach), List.of(LOOK), List.of(), maxPerSource);
  }

  static List<Person> people(int persons, int sourcesEach) {
    List<Person> people = new ArrayList<>();
    for (int p = 0; p < persons; p++) {
      List<Person.Source> sources = new ArrayList<>();
      for (int s = 0; s < sourcesEach; s++) {
        sources.add(
            new Person.Source(
                "p" + p + "/c" + s,
                "hash" + p + s,
                new SourceFrame(s, 0.9, 0.9, -1, new TreeMap<>())));
      }
      people.add(
          new Person(
              "p" + p, Optional.of("p" + p), new TreeSet<>(List.of("happy")), sources, List.of()));
    }
    return people;
  }

  static ActionUnits apex(Emotion emotion, double intensity, RandomGenerator random) {
    Map<ActionUnit, Float> units = new EnumMap<>(ActionUnit.class);
    ActionUnit[] all = ActionUnit.values();
    if (emotion != Emotion.NEUTRAL) {
      units.put(all[List.of(Emotion.values()).indexOf(emotion)], (float) (4 * intensity));
      units.put(ActionUnit.AU25, random.nextFloat() + 1);
    }
    return ActionUnits.symmetric(units);
  }
}
