package io.argen.evaluate.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which items are drawn together: all clips of a subject, as they are no independent evidence.
 *
 * @param over {@code subjects}, or {@code clips} where not all subjects are known
 * @param members items of each group
 */
public record Groups(String over, List<List<Integer>> members) {
  public Groups {
    members = members.stream().map(List::copyOf).toList();
  }

  /** By subject; clip by clip if any clip names none or all show one person. */
  public static Groups of(List<Optional<String>> subjects) {
    Map<String, List<Integer>> people = new TreeMap<>();
    List<List<Integer>> single = new ArrayList<>();
    boolean known = true;
    for (int i = 0; i < subjects.size(); i++) {
      known &= subjects.get(i).isPresent();
      people.computeIfAbsent(subjects.get(i).orElse(""), s -> new ArrayList<>()).add(i);
      single.add(List.of(i));
    }
    return known && people.size() > 1
        ? new Groups("subjects", List.copyOf(people.values()))
        : new Groups("clips", single);
  }

  /** Number of items in all groups. */
  public int items() {
    return members.stream().mapToInt(List::size).sum();
  }
}
