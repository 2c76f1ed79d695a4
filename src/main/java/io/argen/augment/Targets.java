package io.argen.augment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** How many clips each class lacks, and in which order the lacks are filled. */
final class Targets {
  private Targets() {}

  /** The count every class shall reach: {@code target}, or the largest class's. */
  static int height(Map<String, Integer> counts, OptionalInt target) {
    int largest = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    return target.orElse(largest);
  }

  /**
   * Labels in the order they get their next clip: always the class that then has the fewest, the
   * first in the alphabet among equals, so that a limit cuts the fullest classes first.
   *
   * @param counts clips there are, for the classes to fill only
   */
  static List<String> order(SortedMap<String, Integer> counts, int height, OptionalInt limit) {
    SortedMap<String, Integer> now = new TreeMap<>(counts);
    List<String> order = new ArrayList<>();
    while (order.size() < limit.orElse(Integer.MAX_VALUE)) {
      String lowest = null;
      int fewest = height;
      for (Map.Entry<String, Integer> entry : now.entrySet()) {
        if (entry.getValue() < fewest) {
          fewest = entry.getValue();
          lowest = entry.getKey();
        }
      }
      if (lowest == null) {
        break;
      }
      now.merge(lowest, 1, Integer::sum);
      order.add(lowest);
    }
    return order;
  }
}
