package io.argen.recognize;

import io.argen.dataset.Dataset;
import io.argen.dataset.Sample;
import io.argen.run.InputException;
import io.argen.run.Seeds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Deals people into parts, and sees that nobody is in two. */
public final class PeopleFolds {
  private PeopleFolds() {}

  /**
   * Deals samples into parts so that nobody is in two and each has about its share of each class;
   * who names no subject is dealt clip by clip.
   */
  public static List<List<Sample>> deal(List<Sample> samples, int parts, long seed) {
    Map<String, List<Sample>> people = new TreeMap<>();
    Map<String, Double> aim = new TreeMap<>();
    for (Sample sample : samples) {
      String who = sample.subject().map(s -> "subject " + s).orElse("clip " + sample.id());
      people.computeIfAbsent(who, w -> new ArrayList<>()).add(sample);
      aim.merge(sample.label(), 1.0 / parts, Double::sum);
    }
    List<Map.Entry<String, List<Sample>>> order = new ArrayList<>(people.entrySet());
    order.sort(
        Comparator.<Map.Entry<String, List<Sample>>>comparingInt(e -> -e.getValue().size())
            .thenComparing(e -> Seeds.derive(seed, "people", e.getKey())));
    List<List<Sample>> dealt = new ArrayList<>();
    List<Map<String, Double>> have = new ArrayList<>();
    for (int p = 0; p < parts; p++) {
      dealt.add(new ArrayList<>());
      have.add(new TreeMap<>());
    }
    for (Map.Entry<String, List<Sample>> person : order) {
      int best = 0;
      double least = Double.MAX_VALUE;
      for (int p = 0; p < parts; p++) {
        Map<String, Double> part = new TreeMap<>(have.get(p));
        double before = excess(part, aim);
        person.getValue().forEach(sample -> part.merge(sample.label(), 1.0, Double::sum));
        double cost = excess(part, aim) - before;
        if (cost < least - 1e-12) {
          least = cost;
          best = p;
        }
      }
      dealt.get(best).addAll(person.getValue());
      for (Sample sample : person.getValue()) {
        have.get(best).merge(sample.label(), 1.0, Double::sum);
      }
    }
    return dealt;
  }

  private static double excess(Map<String, Double> have, Map<String, Double> aim) {
    double sum = 0;
    for (Map.Entry<String, Double> wanted : aim.entrySet()) {
      double off = have.getOrDefault(wanted.getKey(), 0.0) - wanted.getValue();
      sum += off * off / wanted.getValue();
    }
    return sum;
  }

  /**
   * Refuses a data set that shows one person in two splits.
   *
   * @throws InputException naming the person and both splits
   */
  public static void requireApart(Dataset data) {
    Map<String, Sample> first = new TreeMap<>();
    for (Sample sample : data.samples()) {
      if (sample.subject().isPresent()) {
        Sample other = first.putIfAbsent(sample.subject().get(), sample);
        if (other != null && !other.split().equals(sample.split())) {
          throw new InputException(
              data.root(),
              "shows subject "
                  + sample.subject().get()
                  + " in "
                  + other.split()
                  + " ("
                  + other.id()
                  + ") and in "
                  + sample.split()
                  + " ("
                  + sample.id()
                  + ")",
              "give each person one split, or deal people out anew with --resplit");
        }
      }
    }
  }
}
