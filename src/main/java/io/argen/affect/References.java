package io.argen.affect;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which passages refer to which ({@link Passage#seeAlso}). */
final class References {
  private final Map<String, Set<String>> from = new HashMap<>();
  private final Map<String, Set<String>> linked = new HashMap<>();

  void add(Passage passage) {
    for (String other : passage.seeAlso()) {
      of(from, passage.id()).add(other);
      of(linked, passage.id()).add(other);
      of(linked, other).add(passage.id());
    }
  }

  private static Set<String> of(Map<String, Set<String>> sets, String id) {
    return sets.computeIfAbsent(id, i -> new TreeSet<>());
  }

  /** Those that a passage refers to, or that refer to it. */
  Set<String> linked(String id) {
    return linked.getOrDefault(id, Set.of());
  }

  /** Whether both refer to each other. */
  boolean mutual(String one, String other) {
    return from.getOrDefault(one, Set.of()).contains(other)
        && from.getOrDefault(other, Set.of()).contains(one);
  }
}
