package io.argen.evaluate.study;

import io.argen.dataset.Sample;
import io.argen.evaluate.metric.Bootstrap;
import io.argen.evaluate.metric.Calibration;
import io.argen.evaluate.metric.Confusion;
import io.argen.evaluate.metric.Estimate;
import io.argen.evaluate.metric.Groups;
import io.argen.evaluate.metric.PairedPermutation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Sums up cells: every measure with its interval, every arm against the references. */
final class StudySummary {
  /** Arms that the others are compared with: nothing done, and the cheapest thing done. */
  private static final List<String> REFERENCES = List.of("real", "oversample");

  private static final int BINS = 15;

  private final Study.Request request;
  private final List<String> labels;
  private final List<Cell> cells;
  private final int withoutFace;
  private final List<Sample> items = new ArrayList<>();
  private final int[] truth;
  private final int[] foldOf;
  private final Groups groups;
  private final Map<String, int[][]> predicted = new HashMap<>();

  StudySummary(Study.Request request, List<String> labels, List<Cell> cells, Set<String> faceless) {
    this.request = request;
    this.labels = labels;
    this.cells = cells;
    this.withoutFace = faceless.size();
    Map<String, Integer> place = new HashMap<>();
    List<Integer> numbers = new ArrayList<>();
    for (StudyFold fold : request.folds()) {
      for (Sample sample : fold.test()) {
        if (!faceless.contains(sample.id())) {
          place.put(fold.number() + "/" + sample.id(), items.size());
          items.add(sample);
          numbers.add(fold.number());
        }
      }
    }
    this.truth = items.stream().mapToInt(s -> labels.indexOf(s.label())).toArray();
    this.foldOf = numbers.stream().mapToInt(Integer::intValue).toArray();
    this.groups = Groups.of(items.stream().map(Sample::subject).toList());
    for (Cell cell : cells) {
      int[][] bySeed =
          predicted.computeIfAbsent(cell.arm(), a -> new int[request.seeds()][items.size()]);
      for (Cell.Answer answer : cell.answers()) {
        bySeed[cell.seed()][place.getOrDefault(cell.fold() + "/" + answer.clip(), 0)] =
            answer.best();
      }
    }
  }

  StudyReport report(List<StudyPools.Pool> pools, double seconds) {
    SortedMap<String, Integer> clips = new TreeMap<>();
    items.forEach(sample -> clips.merge(sample.label(), 1, Integer::sum));
    Map<String, SortedMap<String, StudyReport.Contrast>> against = contrasts();
    List<StudyReport.ArmResult> arms = new ArrayList<>();
    for (Arm arm : request.arms()) {
      arms.add(arm(arm, against.getOrDefault(arm.name(), new TreeMap<>())));
    }
    return new StudyReport(
        "argen/evaluate-study/1",
        request.data().root().toString(),
        request.data().layout(),
        request.split(),
        request.folds().size(),
        request.seeds(),
        request.training().kind().word(),
        request.training().steps(),
        labels,
        clips,
        withoutFace,
        arms,
        pools(pools),
        rounded(seconds));
  }

  private StudyReport.ArmResult arm(Arm arm, SortedMap<String, StudyReport.Contrast> against) {
    int[][] p = predicted(arm.name());
    List<Cell> own = cells.stream().filter(c -> c.arm().equals(arm.name())).toList();
    double[] bySeed = Arrays.stream(p).mapToDouble(row -> confusion(row, all()).uar()).toArray();
    double mean = Arrays.stream(bySeed).average().orElse(0);
    double spread =
        Math.sqrt(
            Arrays.stream(bySeed).map(v -> (v - mean) * (v - mean)).sum()
                / Math.max(1, bySeed.length - 1));
    List<Double> byFold = new ArrayList<>();
    for (StudyFold fold : request.folds()) {
      int[] inFold =
          IntStream.range(0, foldOf.length).filter(i -> foldOf[i] == fold.number()).toArray();
      byFold.add(rounded(mean(p, inFold, Confusion::uar)));
    }
    Confusion sum = new Confusion(labels.size());
    for (int[] row : p) {
      for (int i = 0; i < row.length; i++) {
        sum.add(truth[i], row[i]);
      }
    }
    SortedMap<String, StudyReport.Recall> recall = new TreeMap<>();
    for (int k = 0; k < labels.size(); k++) {
      recall.put(labels.get(k), recall(p, k));
    }
    return new StudyReport.ArmResult(
        arm.name(),
        rounded(own.stream().mapToInt(Cell::real).average().orElse(0)),
        rounded(own.stream().mapToInt(Cell::synthetic).average().orElse(0)),
        estimate(p, Confusion::uar),
        estimate(p, Confusion::war),
        estimate(p, Confusion::macroF1),
        rounded(spread),
        byFold,
        rounded(calibration(own)),
        recall,
        rows(sum),
        against);
  }

  private int[][] predicted(String arm) {
    return predicted.getOrDefault(arm, new int[0][0]);
  }

  private int[] all() {
    return IntStream.range(0, truth.length).toArray();
  }

  private Confusion confusion(int[] predictions, int[] of) {
    Confusion confusion = new Confusion(labels.size());
    for (int i : of) {
      confusion.add(truth[i], predictions[i]);
    }
    return confusion;
  }

  private double mean(int[][] p, int[] of, ToDoubleFunction<Confusion> measure) {
    double sum = 0;
    for (int[] row : p) {
      sum += measure.applyAsDouble(confusion(row, of));
    }
    return sum / p.length;
  }

  private Estimate estimate(int[][] p, ToDoubleFunction<Confusion> measure) {
    return rounded(
        Bootstrap.of(groups, of -> mean(p, of, measure), Bootstrap.RESAMPLES, request.seed()));
  }

  /** People who show the class are drawn, so that every draw has clips of it. */
  private StudyReport.Recall recall(int[][] p, int k) {
    int[] of = IntStream.range(0, truth.length).filter(i -> truth[i] == k).toArray();
    if (of.length == 0) {
      return new StudyReport.Recall(0, null, null, 0);
    }
    List<Optional<String>> subjects =
        Arrays.stream(of).mapToObj(i -> items.get(i).subject()).toList();
    Groups own = Groups.of(subjects);
    double value = rounded(mean(p, of, c -> c.recall(k)));
    if (own.members().size() < 2) {
      return new StudyReport.Recall(value, null, null, of.length);
    }
    Estimate e =
        Bootstrap.of(
            own,
            chosen -> mean(p, Arrays.stream(chosen).map(i -> of[i]).toArray(), c -> c.recall(k)),
            Bootstrap.RESAMPLES,
            request.seed());
    return new StudyReport.Recall(value, rounded(e.low()), rounded(e.high()), of.length);
  }

  private double calibration(List<Cell> own) {
    Map<String, Integer> labelOf = new HashMap<>();
    items.forEach(sample -> labelOf.put(sample.id(), labels.indexOf(sample.label())));
    List<Cell.Answer> answers = own.stream().flatMap(c -> c.answers().stream()).toList();
    double[] confidence = new double[answers.size()];
    boolean[] right = new boolean[answers.size()];
    for (int i = 0; i < confidence.length; i++) {
      Cell.Answer answer = answers.get(i);
      confidence[i] = answer.p().get(answer.best());
      right[i] = answer.best() == labelOf.getOrDefault(answer.clip(), -1);
    }
    return Calibration.error(confidence, right, BINS);
  }

  private Map<String, SortedMap<String, StudyReport.Contrast>> contrasts() {
    Map<String, SortedMap<String, StudyReport.Contrast>> all = new HashMap<>();
    for (String reference : REFERENCES) {
      if (!predicted.containsKey(reference)) {
        continue;
      }
      int[][] b = predicted(reference);
      Map<String, StudyReport.Contrast> raw = new HashMap<>();
      for (Arm arm : request.arms()) {
        if (!arm.name().equals(reference)) {
          raw.put(arm.name(), contrast(predicted(arm.name()), b));
        }
      }
      holm(raw)
          .forEach(
              (arm, contrast) ->
                  all.computeIfAbsent(arm, a -> new TreeMap<>()).put(reference, contrast));
    }
    return all;
  }

  private StudyReport.Contrast contrast(int[][] a, int[][] b) {
    Estimate e =
        rounded(
            Bootstrap.of(
                groups,
                of -> mean(a, of, Confusion::uar) - mean(b, of, Confusion::uar),
                Bootstrap.RESAMPLES,
                request.seed()));
    double p =
        PairedPermutation.test(
            groups,
            exchanged -> {
              double sum = 0;
              for (int s = 0; s < a.length; s++) {
                Confusion first = new Confusion(labels.size());
                Confusion second = new Confusion(labels.size());
                for (int i = 0; i < truth.length; i++) {
                  first.add(truth[i], exchanged[i] ? b[s][i] : a[s][i]);
                  second.add(truth[i], exchanged[i] ? a[s][i] : b[s][i]);
                }
                sum += first.uar() - second.uar();
              }
              return sum / a.length;
            },
            PairedPermutation.PERMUTATIONS,
            request.seed());
    return new StudyReport.Contrast(e.value(), e.low(), e.high(), rounded(p), 1);
  }

  /** Holm (1979): the smallest p times their number, the next times one less, never falling. */
  private static Map<String, StudyReport.Contrast> holm(Map<String, StudyReport.Contrast> raw) {
    List<Map.Entry<String, StudyReport.Contrast>> order = new ArrayList<>(raw.entrySet());
    order.sort(
        Comparator.<Map.Entry<String, StudyReport.Contrast>>comparingDouble(e -> e.getValue().p())
            .thenComparing(Map.Entry::getKey));
    Map<String, StudyReport.Contrast> corrected = new HashMap<>();
    double least = 0;
    for (int i = 0; i < order.size(); i++) {
      StudyReport.Contrast c = order.get(i).getValue();
      least = Math.max(least, Math.min(1, c.p() * (order.size() - i)));
      corrected.put(
          order.get(i).getKey(),
          new StudyReport.Contrast(c.difference(), c.low(), c.high(), c.p(), rounded(least)));
    }
    return corrected;
  }

  private List<StudyReport.PoolResult> pools(List<StudyPools.Pool> made) {
    int folds = request.folds().size();
    Map<String, List<StudyPools.Pool>> byName = new TreeMap<>();
    made.forEach(pool -> byName.computeIfAbsent(pool.name(), n -> new ArrayList<>()).add(pool));
    @Nullable String judge =
        request.arms().stream()
            .filter(arm -> !arm.synthetic())
            .map(Arm::name)
            .max(Comparator.comparing(name -> name.equals("oversample")))
            .orElse(null);
    List<StudyReport.PoolResult> results = new ArrayList<>();
    byName.forEach(
        (name, pools) -> {
          SortedMap<String, Double> count = new TreeMap<>();
          SortedMap<String, Double> lacking = new TreeMap<>();
          double rejected = 0;
          for (StudyPools.Pool pool : pools) {
            pool.made().forEach((label, n) -> count.merge(label, (double) n / folds, Double::sum));
            pool.shortfall()
                .forEach((label, n) -> lacking.merge(label, (double) n / folds, Double::sum));
            rejected += (double) pool.rejected() / folds;
          }
          count.replaceAll((label, n) -> rounded(n));
          lacking.replaceAll((label, n) -> rounded(n));
          results.add(
              new StudyReport.PoolResult(
                  name,
                  count,
                  lacking,
                  rounded(rejected),
                  judge == null ? "" : judge,
                  judged(judge, name)));
        });
    return results;
  }

  private SortedMap<String, Double> judged(@Nullable String judge, String pool) {
    long[] right = new long[labels.size()];
    long[] count = new long[labels.size()];
    for (Cell cell : cells) {
      List<List<Long>> rows = cell.onSynthetic().get(pool);
      if (cell.arm().equals(judge) && rows != null) {
        for (int k = 0; k < rows.size(); k++) {
          right[k] += rows.get(k).get(k);
          count[k] += rows.get(k).stream().mapToLong(Long::longValue).sum();
        }
      }
    }
    SortedMap<String, Double> recall = new TreeMap<>();
    for (int k = 0; k < right.length; k++) {
      if (count[k] > 0) {
        recall.put(labels.get(k), rounded((double) right[k] / count[k]));
      }
    }
    return recall;
  }

  static List<List<Long>> rows(Confusion confusion) {
    return Arrays.stream(confusion.counts())
        .map(row -> Arrays.stream(row).boxed().toList())
        .toList();
  }

  private static Estimate rounded(Estimate e) {
    return new Estimate(
        rounded(e.value()), rounded(e.low()), rounded(e.high()), e.over(), e.groups());
  }

  private static double rounded(double value) {
    return Math.round(value * 1e4) / 1e4;
  }
}
