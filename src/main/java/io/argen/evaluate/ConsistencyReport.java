package io.argen.evaluate;

import io.argen.augment.Curves;
import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.run.AtomicFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * How well Action Units asked of the renderer are measured again in its pictures.
 *
 * @param schema {@code argen/evaluate-motion/1}
 * @param people whose faces were moved
 * @param mixtures pictures of several units at once, which the agreement is computed on
 * @param lost pictures in which no face was found; they count as nothing measured
 * @param units by column stem, for instance {@code AU12}
 * @param crossTalk asked alone (by column stem) to measured (by column stem): mean measured
 *     intensity for each unit of intensity asked; 1 on the diagonal and 0 elsewhere would be
 *     perfect
 */
public record ConsistencyReport(
    String schema,
    List<String> people,
    int mixtures,
    int lost,
    SortedMap<String, Agreement> units,
    SortedMap<String, SortedMap<String, Double>> crossTalk) {

  /**
   * One unit over all mixtures.
   *
   * @param asked mixtures that hold it
   * @param concordance Lin's coefficient of the asked and the measured intensity (1989)
   * @param correlation Pearson's
   * @param gain mean measured over mean asked intensity where it was asked
   * @param phantom mean measured intensity where it was not
   */
  public record Agreement(
      int asked, double concordance, double correlation, double gain, double phantom) {}

  /** One picture: what was asked and what was measured. */
  record Trial(UnitDraws.Ask ask, ActionUnits measured) {
    double asked(ActionUnit unit) {
      return ask.units().get(unit);
    }

    double measured(ActionUnit unit) {
      return measured.get(unit);
    }
  }

  static ConsistencyReport of(List<String> people, List<Trial> trials, int lost) {
    List<Trial> mixtures = trials.stream().filter(t -> t.ask().alone().isEmpty()).toList();
    SortedMap<String, Agreement> units = new TreeMap<>();
    SortedMap<String, SortedMap<String, Double>> crossTalk = new TreeMap<>();
    for (ActionUnit unit : ActionUnit.values()) {
      units.put(unit.column(), agreement(mixtures, unit));
      List<Trial> alone =
          trials.stream().filter(t -> t.ask().alone().equals(Optional.of(unit))).toList();
      SortedMap<String, Double> row = new TreeMap<>();
      for (ActionUnit seen : ActionUnit.values()) {
        double asked = alone.stream().mapToDouble(t -> t.asked(unit)).sum();
        double measured = alone.stream().mapToDouble(t -> t.measured(seen)).sum();
        row.put(seen.column(), asked == 0 ? 0 : measured / asked);
      }
      crossTalk.put(unit.column(), row);
    }
    return new ConsistencyReport(
        "argen/evaluate-motion/1", people, mixtures.size(), lost, units, crossTalk);
  }

  private static Agreement agreement(List<Trial> mixtures, ActionUnit unit) {
    double[] asked = mixtures.stream().mapToDouble(t -> t.asked(unit)).toArray();
    double[] measured = mixtures.stream().mapToDouble(t -> t.measured(unit)).toArray();
    double sum = mean(mixtures, t -> t.asked(unit) > 0, asked);
    return new Agreement(
        (int) Arrays.stream(asked).filter(v -> v > 0).count(),
        Curves.concordance(asked, measured),
        Curves.correlation(asked, measured),
        sum == 0 ? 0 : mean(mixtures, t -> t.asked(unit) > 0, measured) / sum,
        mean(mixtures, t -> t.asked(unit) == 0, measured));
  }

  private static double mean(List<Trial> trials, Predicate<Trial> which, double[] values) {
    double sum = 0;
    int n = 0;
    for (int i = 0; i < values.length; i++) {
      if (which.test(trials.get(i))) {
        sum += values[i];
        n++;
      }
    }
    return n == 0 ? 0 : sum / n;
  }

  /** One row a unit. */
  public void writeUnits(Path csv) {
    StringBuilder text = new StringBuilder("unit,asked,concordance,correlation,gain,phantom\n");
    units.forEach(
        (unit, a) ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "%s,%d,%.3f,%.3f,%.3f,%.3f\n",
                    unit,
                    a.asked(),
                    a.concordance(),
                    a.correlation(),
                    a.gain(),
                    a.phantom())));
    AtomicFiles.write(csv, text.toString());
  }

  /** One row a unit asked alone, one column a unit measured. */
  public void writeCrossTalk(Path csv) {
    StringBuilder text = new StringBuilder("asked," + String.join(",", crossTalk.keySet()) + "\n");
    crossTalk.forEach(
        (asked, row) -> {
          List<String> cells = new ArrayList<>(List.of(asked));
          row.values().forEach(v -> cells.add(String.format(Locale.ROOT, "%.3f", v)));
          text.append(String.join(",", cells)).append('\n');
        });
    AtomicFiles.write(csv, text.toString());
  }
}
