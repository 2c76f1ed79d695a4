package io.argen.augment;

import io.argen.run.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Whose turn it is: the counts behind the planner's even rotation. */
final class Rotation {
  /** A person who failed a class this often is not asked for it again. */
  private static final int PATIENCE = 2;

  private final Planner.Request request;
  private final Map<String, Integer> keptOfSource = new HashMap<>();
  private final Map<String, Integer> ordinals = new HashMap<>();
  private final int[] turns;
  private final int[] failures;
  private final Map<String, Integer> personOfSource = new HashMap<>();
  private final Map<String, PerClass> classes = new HashMap<>();

  /**
   * A turn.
   *
   * @param ordinal how often the source was asked for the class before
   */
  record Turn(Person person, Person.Source source, int ordinal) {}

  private static final class PerClass {
    final int[] turns;
    final int[] failures;
    final int[] lot;
    final boolean[] hasClass;

    PerClass(int persons) {
      turns = new int[persons];
      failures = new int[persons];
      lot = new int[persons];
      hasClass = new boolean[persons];
    }
  }

  Rotation(Planner.Request request) {
    this.request = request;
    this.turns = new int[request.persons().size()];
    this.failures = new int[request.persons().size()];
    for (int p = 0; p < turns.length; p++) {
      for (Person.Source source : request.persons().get(p).sources()) {
        personOfSource.put(source.id(), p);
      }
    }
  }

  /** Takes an item of an earlier round into account. */
  void recall(PlanItem item, boolean rejected) {
    Integer person = personOfSource.get(item.source());
    if (person == null) {
      return;
    }
    ordinals.merge(key(item.label(), item.source()), 1, Integer::sum);
    PerClass mine = of(item.label());
    if (rejected) {
      failures[person]++;
      mine.failures[person]++;
    } else {
      take(person, mine, item.source());
    }
  }

  /** The next turn for a class, or empty if no source has anything left to give. */
  Optional<Turn> next(String label) {
    PerClass mine = of(label);
    int best = -1;
    for (int p = 0; p < turns.length; p++) {
      if (mine.failures[p] < PATIENCE
          && (best < 0 || before(mine, p, best))
          && freeSource(request.persons().get(p)).isPresent()) {
        best = p;
      }
    }
    if (best < 0) {
      return Optional.empty();
    }
    Person person = request.persons().get(best);
    Person.Source source = freeSource(person).orElseThrow();
    int ordinal = ordinals.merge(key(label, source.id()), 1, Integer::sum) - 1;
    take(best, mine, source.id());
    return Optional.of(new Turn(person, source, ordinal));
  }

  private void take(int person, PerClass mine, String source) {
    keptOfSource.merge(source, 1, Integer::sum);
    turns[person]++;
    mine.turns[person]++;
  }

  private boolean before(PerClass mine, int p, int q) {
    if (mine.failures[p] != mine.failures[q]) {
      return mine.failures[p] < mine.failures[q];
    }
    if (mine.turns[p] != mine.turns[q]) {
      return mine.turns[p] < mine.turns[q];
    }
    if (mine.hasClass[p] != mine.hasClass[q]) {
      return mine.hasClass[q];
    }
    if (failures[p] != failures[q]) {
      return failures[p] < failures[q];
    }
    if (turns[p] != turns[q]) {
      return turns[p] < turns[q];
    }
    return mine.lot[p] < mine.lot[q];
  }

  private Optional<Person.Source> freeSource(Person person) {
    for (Person.Source source : person.sources()) {
      if (keptOfSource.getOrDefault(source.id(), 0) < request.maxPerSource()) {
        return Optional.of(source);
      }
    }
    return Optional.empty();
  }

  private PerClass of(String label) {
    return classes.computeIfAbsent(label, this::newClass);
  }

  private PerClass newClass(String label) {
    int persons = turns.length;
    PerClass fresh = new PerClass(persons);
    List<Integer> lots = new ArrayList<>();
    for (int p = 0; p < persons; p++) {
      lots.add(p);
      fresh.hasClass[p] = request.persons().get(p).labels().contains(label);
    }
    Collections.shuffle(lots, new Random(Seeds.derive(request.seed(), "lots", label)));
    for (int p = 0; p < persons; p++) {
      fresh.lot[p] = lots.get(p);
    }
    return fresh;
  }

  private static String key(String label, String source) {
    return label + "\n" + source;
  }
}
