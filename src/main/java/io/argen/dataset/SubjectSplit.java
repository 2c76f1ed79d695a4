package io.argen.dataset;

import io.argen.run.InputException;
import io.argen.run.Seeds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Divides a data set anew so that nobody is seen in two splits. Whole persons are dealt out, those
 * with most clips first, each to the split whose classes it brings nearest to their share.
 */
public final class SubjectSplit {
  private SubjectSplit() {}

  /**
   * The data set with new splits; the same seed gives the same ones. Clips without a subject are
   * dealt out singly, with a warning.
   *
   * @param val share of clips for validation, 0 to 1
   * @param test share of clips for test; {@code val + test} is less than 1
   */
  public static Dataset of(Dataset dataset, double val, double test, long seed) {
    if (!(val >= 0) || !(test >= 0) || !(val + test < 1)) {
      throw new IllegalArgumentException(
          "val and test must be at least 0 and together less than 1, got " + val + " and " + test);
    }
    Map<String, Double> shares = new LinkedHashMap<>();
    shares.put(Splits.TRAIN, 1 - val - test);
    shares.put(Splits.VAL, val);
    shares.put(Splits.TEST, test);
    shares.values().removeIf(share -> share <= 0);
    Map<String, String> splitOfGroup = deal(dataset, shares, seed);
    List<Sample> samples =
        dataset.samples().stream()
            .map(sample -> sample.inSplit(splitOfGroup.getOrDefault(group(sample), Splits.TRAIN)))
            .toList();
    return new Dataset(
        dataset.root(),
        dataset.layout(),
        samples,
        warnings(dataset, samples, shares),
        dataset.skipped());
  }

  /**
   * The data set with a part of its train split as validation, for sets that are published without
   * one.
   *
   * @param share of the training clips, above 0 and less than 1
   * @throws InputException if the set has a validation split
   */
  public static Dataset validation(Dataset dataset, double share, long seed) {
    if (!dataset.split(Splits.VAL).isEmpty()) {
      throw new InputException(
          dataset.root(), "has a validation split of its own", "leave --val out");
    }
    Dataset train =
        new Dataset(
            dataset.root(),
            dataset.layout(),
            dataset.split(Splits.TRAIN),
            dataset.warnings(),
            dataset.skipped());
    Dataset dealt = of(train, share, 0, seed);
    Map<String, Sample> anew = new TreeMap<>();
    dealt.samples().forEach(sample -> anew.put(sample.id(), sample));
    return new Dataset(
        dataset.root(),
        dataset.layout(),
        dataset.samples().stream().map(s -> anew.getOrDefault(s.id(), s)).toList(),
        dealt.warnings(),
        dataset.skipped());
  }

  private static Map<String, String> deal(Dataset dataset, Map<String, Double> shares, long seed) {
    SortedMap<String, SortedMap<String, Integer>> groups = new TreeMap<>();
    for (Sample sample : dataset.samples()) {
      groups
          .computeIfAbsent(group(sample), name -> new TreeMap<>())
          .merge(sample.label(), 1, Integer::sum);
    }
    List<String> order = new ArrayList<>(groups.keySet());
    order.sort(
        Comparator.<String>comparingInt(name -> -total(groups.getOrDefault(name, new TreeMap<>())))
            .thenComparingLong(name -> Seeds.derive(seed, "subject-split", name)));
    Map<String, Map<String, Integer>> dealt = new LinkedHashMap<>();
    shares.keySet().forEach(split -> dealt.put(split, new TreeMap<>()));
    SortedMap<String, Integer> whole = dataset.counts();
    Map<String, String> splitOfGroup = new TreeMap<>();
    for (String name : order) {
      SortedMap<String, Integer> clips = groups.getOrDefault(name, new TreeMap<>());
      String best = Splits.TRAIN;
      double bestGain = Double.NEGATIVE_INFINITY;
      for (Map.Entry<String, Double> share : shares.entrySet()) {
        Map<String, Integer> have = dealt.getOrDefault(share.getKey(), Map.of());
        double gain = gain(clips, have, whole, share.getValue());
        if (gain > bestGain) {
          bestGain = gain;
          best = share.getKey();
        }
      }
      splitOfGroup.put(name, best);
      Map<String, Integer> have = dealt.getOrDefault(best, new TreeMap<>());
      clips.forEach((label, count) -> have.merge(label, count, Integer::sum));
    }
    return splitOfGroup;
  }

  /** By how much a person's clips bring a split's classes nearer to their share, in its shares. */
  private static double gain(
      Map<String, Integer> clips,
      Map<String, Integer> have,
      Map<String, Integer> whole,
      double share) {
    double gain = 0;
    for (Map.Entry<String, Integer> entry : clips.entrySet()) {
      double wanted = share * whole.getOrDefault(entry.getKey(), 0);
      double before = have.getOrDefault(entry.getKey(), 0) - wanted;
      double after = before + entry.getValue();
      gain += (before * before - after * after) / wanted;
    }
    return gain;
  }

  private static int total(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static String group(Sample sample) {
    return sample.subject().map(subject -> "subject " + subject).orElse("clip " + sample.id());
  }

  private static List<String> warnings(
      Dataset dataset, List<Sample> samples, Map<String, Double> shares) {
    List<String> warnings = new ArrayList<>(dataset.warnings());
    long nameless = samples.stream().filter(sample -> sample.subject().isEmpty()).count();
    if (nameless > 0) {
      warnings.add(
          nameless
              + " of "
              + samples.size()
              + " clips name no subject and are split one by one: a person may be in two splits");
    }
    for (String split : shares.keySet()) {
      if (samples.stream().noneMatch(sample -> sample.split().equals(split))) {
        warnings.add("split " + split + " is empty: there are too few subjects");
      }
    }
    return warnings;
  }
}
