package io.argen.augment;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What will be made.
 *
 * @param items in the order they are made and listed
 * @param shortfall label to the clips that no source is left for; only labels that fall short
 */
public record AugmentationPlan(List<PlanItem> items, SortedMap<String, Integer> shortfall) {
  public AugmentationPlan {
    items = List.copyOf(items);
    shortfall = Collections.unmodifiableSortedMap(new TreeMap<>(shortfall));
  }
}
