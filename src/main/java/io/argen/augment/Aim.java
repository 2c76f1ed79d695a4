package io.argen.augment;

import io.argen.config.Spelling;
import io.argen.dataset.Dataset;
import io.argen.dataset.Sample;
import io.argen.facs.ActionUnits;
import io.argen.facs.Emotion;
import io.argen.run.InputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many clips of which classes are wanted.
 *
 * @param counts train clips of every label there are
 * @param height the count every class shall reach
 * @param needs the classes to fill
 * @param order labels in the order their clips are made; its length is the number wanted
 * @param leftAlone labels that lack clips but have no meaning ARGen knows, with the number lacking
 */
record Aim(
    SortedMap<String, Integer> counts,
    int height,
    List<ClassNeed> needs,
    List<String> order,
    SortedMap<String, Integer> leftAlone) {

  /**
   * Works out what is wanted.
   *
   * @param usable the samples that can be read
   * @throws InputException if the options name a class that neither the set nor ARGen knows
   */
  static Aim of(AugmentOptions options, Dataset data, List<Sample> usable) {
    SortedMap<String, Integer> counts = new TreeMap<>();
    Map<String, Optional<Emotion>> meanings = new HashMap<>();
    for (Sample sample : data.samples()) {
      counts.putIfAbsent(sample.label(), 0);
      meanings.putIfAbsent(sample.label(), sample.emotion());
    }
    for (Sample sample : usable) {
      if (sample.split().equals("train")) {
        counts.merge(sample.label(), 1, Integer::sum);
      }
    }
    List<String> wanted = new ArrayList<>();
    for (String name : options.classes()) {
      String label = label(name, data, counts, options);
      counts.putIfAbsent(label, 0);
      meanings.putIfAbsent(label, Emotion.parse(label));
      wanted.add(label);
    }
    for (String label : options.prototypes().keySet()) {
      if (!counts.containsKey(label)) {
        throw unknown("--prototype", label, counts);
      }
    }
    int height = Targets.height(counts, options.target());
    SortedMap<String, Integer> lacking = new TreeMap<>();
    SortedMap<String, Integer> leftAlone = new TreeMap<>();
    counts.forEach(
        (label, count) -> {
          if (count < height && (wanted.isEmpty() || wanted.contains(label))) {
            boolean known =
                meanings.getOrDefault(label, Optional.empty()).isPresent()
                    || options.prototypes().containsKey(label);
            (known ? lacking : leftAlone).put(label, known ? count : height - count);
          }
        });
    if (options.control() && !lacking.isEmpty()) {
      int least = java.util.Collections.min(lacking.values());
      counts.forEach(
          (label, count) -> {
            if (count >= height && meanings.getOrDefault(label, Optional.empty()).isPresent()) {
              lacking.put(label, least);
            }
          });
    }
    List<String> order = Targets.order(lacking, height, options.limit());
    List<ClassNeed> needs = new ArrayList<>();
    for (String label : lacking.keySet()) {
      Optional<ActionUnits> prototype = Optional.ofNullable(options.prototypes().get(label));
      needs.add(new ClassNeed(label, meanings.getOrDefault(label, Optional.empty()), prototype));
    }
    return new Aim(counts, height, List.copyOf(needs), order, leftAlone);
  }

  /** Clips wanted of every class to fill. */
  SortedMap<String, Integer> wanted() {
    SortedMap<String, Integer> wanted = new TreeMap<>();
    order.forEach(label -> wanted.merge(label, 1, Integer::sum));
    return wanted;
  }

  /** What the user should know about the classes. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    leftAlone.forEach(
        (label, n) ->
            warnings.add(
                label
                    + " lacks "
                    + n
                    + " clips and is left alone: it is no emotion ARGen knows; describe it with"
                    + " --prototype "
                    + label
                    + "=AUs"));
    if (counts.size() == 1) {
      warnings.add(
          "the set has one class only ("
              + counts.firstKey()
              + "); name others with --classes to have them made");
    } else if (order.isEmpty() && leftAlone.isEmpty()) {
      warnings.add("no class lacks a clip: nothing to make");
    }
    return warnings;
  }

  private static String label(
      String name, Dataset data, SortedMap<String, Integer> counts, AugmentOptions options) {
    if (counts.containsKey(name)) {
      return name;
    }
    Optional<Emotion> emotion = Emotion.parse(name);
    if (emotion.isPresent()) {
      return data.labelOf(emotion.get()).orElse(name);
    }
    if (options.prototypes().containsKey(name)) {
      return name;
    }
    throw unknown("--classes", name, counts);
  }

  private static InputException unknown(
      String option, String name, SortedMap<String, Integer> counts) {
    return new InputException(
        option
            + " "
            + name
            + ": the set has no such class; "
            + Spelling.nearest(name, counts.keySet())
                .map(near -> "did you mean " + near + "? ")
                .orElse("")
            + "It has "
            + String.join(", ", counts.keySet()));
  }
}
