package io.argen.evaluate;

import io.argen.evaluate.metric.FeatureDistances;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Synthetic clips as a set, against real ones; null where there are too few clips to say it.
 *
 * @param made synthetic clips
 * @param real real clips they are compared with: of the same labels, from train
 * @param test real clips of other splits, for near-copies
 * @param features name of the features to their distances
 * @param diversity mean distance of two clips of a class over that of real ones; 1: as varied
 * @param acrossSeeds mean distance of two clips of one source and class, over that of real clips of
 *     a class: what another seed changes
 * @param nearCopies share of synthetic clips nearer to a test clip than half of what is usual
 *     between neighbours among real clips
 * @param toldApart real against synthetic by their Action Units, on people not learned from
 */
public record SetDistances(
    int made,
    int real,
    int test,
    SortedMap<String, Distance> features,
    @Nullable Double diversity,
    @Nullable Double acrossSeeds,
    @Nullable Double nearCopies,
    @Nullable Separation toldApart) {
  private static final int LEAST = 5;
  private static final double NEAR = 0.5;
  private static final double LEAST_SPREAD = 0.1;

  /**
   * How far synthetic clips are from real ones.
   *
   * @param kid mean over the classes of which there are five of each, so that the mix of classes
   *     does not count (Binkowski et al. 2018)
   * @param frechet all clips together (Heusel et al. 2017); null where clips are fewer than twice
   *     the features
   */
  public record Distance(@Nullable Double kid, @Nullable Double frechet) {}

  static SetDistances of(
      List<ClipTraits> made, List<ClipTraits> train, List<ClipTraits> test, long seed) {
    Map<String, List<ClipTraits>> byLabel =
        made.stream().collect(Collectors.groupingBy(ClipTraits::label));
    List<ClipTraits> real = train.stream().filter(t -> byLabel.containsKey(t.label())).toList();
    double[] spread = spread(train);
    Function<ClipTraits, double[]> units = t -> scaled(t.units(), spread);
    SortedMap<String, Distance> features = new TreeMap<>();
    features.put("action_units", distance(made, real, units));
    features.put("expression_net", distance(made, real, ClipTraits::expression));
    features.put("identity_net", distance(made, real, ClipTraits::identity));
    @Nullable Double usual = withinClasses(real, ClipTraits::label, units);
    return new SetDistances(
        made.size(),
        real.size(),
        test.size(),
        features,
        over(withinClasses(made, ClipTraits::label, units), usual),
        over(
            withinClasses(
                made.stream().filter(t -> !t.origin().isEmpty()).toList(),
                ClipTraits::origin,
                units),
            usual),
        nearCopies(made, real, test, units),
        apart(made, real, units, seed));
  }

  /** Deviations of units over the real clips; what hardly varies is not blown up. */
  private static double[] spread(List<ClipTraits> clips) {
    int width = clips.isEmpty() ? 0 : clips.get(0).units().length;
    double[] spread = new double[width];
    for (int k = 0; k < width; k++) {
      int column = k;
      double mean = clips.stream().mapToDouble(t -> t.units()[column]).average().orElse(0);
      double square =
          clips.stream()
              .mapToDouble(t -> (t.units()[column] - mean) * (t.units()[column] - mean))
              .average()
              .orElse(0);
      spread[k] = Math.max(LEAST_SPREAD, Math.sqrt(square));
    }
    return spread;
  }

  private static double[] scaled(double[] values, double[] spread) {
    double[] scaled = new double[spread.length];
    for (int k = 0; k < scaled.length; k++) {
      scaled[k] = values[k] / spread[k];
    }
    return scaled;
  }

  private static double[][] rows(List<ClipTraits> clips, Function<ClipTraits, double[]> features) {
    return clips.stream().map(features).toArray(double[][]::new);
  }

  private static Distance distance(
      List<ClipTraits> made, List<ClipTraits> real, Function<ClipTraits, double[]> features) {
    Map<String, List<ClipTraits>> a =
        made.stream().collect(Collectors.groupingBy(ClipTraits::label));
    Map<String, List<ClipTraits>> b =
        real.stream().collect(Collectors.groupingBy(ClipTraits::label));
    double sum = 0;
    int classes = 0;
    for (String label : new TreeMap<>(a).keySet()) {
      List<ClipTraits> mine = a.getOrDefault(label, List.of());
      List<ClipTraits> theirs = b.getOrDefault(label, List.of());
      if (Math.min(mine.size(), theirs.size()) >= LEAST) {
        sum += FeatureDistances.kid(rows(mine, features), rows(theirs, features));
        classes++;
      }
    }
    double[][] x = rows(made, features);
    double[][] y = rows(real, features);
    boolean enough =
        Math.min(x.length, y.length) >= LEAST && Math.min(x.length, y.length) >= 2 * x[0].length;
    return new Distance(
        classes == 0 ? null : sum / classes, enough ? FeatureDistances.frechet(x, y) : null);
  }

  /** Mean distance of two clips of one group, over all groups of two and more. */
  private static @Nullable Double withinClasses(
      List<ClipTraits> clips,
      Function<ClipTraits, String> group,
      Function<ClipTraits, double[]> features) {
    double sum = 0;
    double pairs = 0;
    for (List<ClipTraits> of :
        new TreeMap<>(clips.stream().collect(Collectors.groupingBy(group))).values()) {
      if (of.size() > 1) {
        double weight = of.size() * (of.size() - 1) / 2.0;
        sum += weight * FeatureDistances.diversity(rows(of, features));
        pairs += weight;
      }
    }
    return pairs == 0 ? null : sum / pairs;
  }

  private static @Nullable Double over(@Nullable Double value, @Nullable Double usual) {
    return value == null || usual == null || usual == 0 ? null : value / usual;
  }

  private static @Nullable Double nearCopies(
      List<ClipTraits> made,
      List<ClipTraits> real,
      List<ClipTraits> test,
      Function<ClipTraits, double[]> features) {
    if (made.isEmpty() || test.isEmpty() || real.size() < LEAST) {
      return null;
    }
    double limit = NEAR * FeatureDistances.usualNeighbour(rows(real, features));
    return FeatureDistances.nearCopies(rows(made, features), rows(test, features), limit);
  }

  private static @Nullable Separation apart(
      List<ClipTraits> made,
      List<ClipTraits> real,
      Function<ClipTraits, double[]> features,
      long seed) {
    if (Math.min(made.size(), real.size()) < LEAST) {
      return null;
    }
    List<ClipTraits> all = new ArrayList<>(made);
    all.addAll(real);
    boolean[] positive = new boolean[all.size()];
    java.util.Arrays.fill(positive, 0, made.size(), true);
    List<String> people = all.stream().map(ClipTraits::person).toList();
    return Separation.of(people, rows(all, features), positive, seed);
  }
}
