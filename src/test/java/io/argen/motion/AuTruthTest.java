package io.argen.motion;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.clip.Stills;
import io.argen.face.FaceObservation;
import io.argen.face.FaceObserver;
import io.argen.face.TestNets;
import io.argen.face.TrackOptions;
import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * The estimator against the frames coded by eye (docs/au-truth.md): area under the ROC curve of
 * each unit, over all pairs of frames and over pairs from the same clip. Tables go to target/.
 */
final class AuTruthTest {
  private static final Path CODES = Path.of("docs/au-truth.csv");
  private static final int LEAST_FRAMES = 3;

  /** What held when it was written, less a little slack; 4 is three frames of one person. */
  private static final Map<ActionUnit, Double> FLOORS =
      Map.of(
          ActionUnit.AU01, 0.95,
          ActionUnit.AU02, 0.94,
          ActionUnit.AU04, 0.88,
          ActionUnit.AU05, 0.83,
          ActionUnit.AU06, 0.70,
          ActionUnit.AU12, 0.80,
          ActionUnit.AU15, 0.85,
          ActionUnit.AU17, 0.82,
          ActionUnit.AU25, 0.90,
          ActionUnit.AU26, 0.93);

  /**
   * One coded frame.
   *
   * @param frame from 1
   * @param codes whether a unit is present; without those that could not be coded
   */
  private record Coded(String file, int frame, Map<ActionUnit, Boolean> codes) {}

  private record Scored(Coded coded, ActionUnits measured) {
    /** The codes' 26 means a dropped jaw, however far: 27 is beyond any 26. */
    double intensity(ActionUnit unit) {
      return unit == ActionUnit.AU26
          ? JawDrop.opening(measured.get(unit), measured.get(ActionUnit.AU27))
          : measured.get(unit);
    }
  }

  @Test
  void tiesCountHalf() {
    assertEquals(1, auc(new double[] {3}, new double[] {1, 2}));
    assertEquals(0.5, auc(new double[] {1, 1}, new double[] {1}));
    assertEquals(0.625, auc(new double[] {2, 0}, new double[] {0, 1}));
  }

  @Test
  void unitsAreMeasuredHigherWhereTheyAreSeen() throws IOException {
    Assumptions.assumeTrue(
        System.getenv("ARGEN_SHARED") != null, "ARGEN_SHARED is not set: no coded faces");
    List<Scored> scored = measured();
    StringBuilder table = new StringBuilder("unit,present,absent,auc,auc_same_clip\n");
    List<Executable> checks = new ArrayList<>();
    for (ActionUnit unit : ActionUnit.values()) {
      List<Scored> present = scored.stream().filter(s -> is(s, unit, true)).toList();
      List<Scored> absent = scored.stream().filter(s -> is(s, unit, false)).toList();
      if (present.size() + absent.size() == 0) {
        continue;
      }
      boolean judged = Math.min(present.size(), absent.size()) >= LEAST_FRAMES;
      double all = judged ? auc(present, absent, unit, (a, b) -> true) : Double.NaN;
      double same = judged ? auc(present, absent, unit, AuTruthTest::sameFile) : Double.NaN;
      table.append(
          String.format(
              Locale.ROOT,
              "%s,%d,%d,%s,%s%n",
              unit.column(),
              present.size(),
              absent.size(),
              number(all),
              number(same)));
      double floor = FLOORS.getOrDefault(unit, 0.0);
      checks.add(() -> assertTrue(!judged || all >= floor, unit + " " + all + " < " + floor));
    }
    Files.writeString(Path.of("target/au-truth.csv"), table);
    writeFrames(scored);
    assertAll(checks);
  }

  private static boolean is(Scored frame, ActionUnit unit, boolean present) {
    return Objects.equals(frame.coded().codes().get(unit), present);
  }

  private static boolean sameFile(Scored a, Scored b) {
    return a.coded().file().equals(b.coded().file());
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.3f", value);
  }

  private static double auc(
      List<Scored> present,
      List<Scored> absent,
      ActionUnit unit,
      BiPredicate<Scored, Scored> paired) {
    double wins = 0;
    int pairs = 0;
    for (Scored a : present) {
      for (Scored b : absent) {
        if (paired.test(a, b)) {
          wins += win(a.intensity(unit), b.intensity(unit));
          pairs++;
        }
      }
    }
    return pairs == 0 ? Double.NaN : wins / pairs;
  }

  private static double auc(double[] present, double[] absent) {
    double wins = 0;
    for (double a : present) {
      for (double b : absent) {
        wins += win(a, b);
      }
    }
    return wins / (present.length * absent.length);
  }

  private static double win(double present, double absent) {
    return present > absent ? 1 : present == absent ? 0.5 : 0;
  }

  /** Every file is looked at once. */
  private static List<Scored> measured() throws IOException {
    ActionUnitBasis basis = ActionUnitBasis.anatomical(TestNets.canonical());
    ActionUnitEstimator estimator = new ActionUnitEstimator(TestNets.canonical(), basis);
    ClipAnalyzer analyzer = new ClipAnalyzer(TestNets.nets(), estimator, TrackOptions.DEFAULT);
    FaceObserver observer = new FaceObserver(TestNets.nets());
    return coded().entrySet().parallelStream()
        .flatMap(
            file -> {
              Path path =
                  Path.of(System.getenv("ARGEN_SHARED")).resolve("faces").resolve(file.getKey());
              if (file.getKey().startsWith("photos/")) {
                FaceObservation face = observer.largest(Stills.read(path)).orElseThrow();
                ActionUnits units = estimator.ofPhoto(face.mesh());
                return file.getValue().stream().map(coded -> new Scored(coded, units));
              }
              ClipAnalysis clip = analyzer.analyze(path).get(0);
              return file.getValue().stream().map(coded -> scored(coded, clip));
            })
        .toList();
  }

  private static Scored scored(Coded coded, ClipAnalysis clip) {
    ActionUnits units = clip.actionUnits().get(coded.frame() - 1);
    return new Scored(coded, Objects.requireNonNull(units, coded::toString));
  }

  private static Map<String, List<Coded>> coded() throws IOException {
    List<String> lines = Files.readAllLines(CODES);
    String[] columns = lines.get(0).split(",", -1);
    Map<String, List<Coded>> files = new TreeMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      Map<ActionUnit, Boolean> codes = new EnumMap<>(ActionUnit.class);
      for (int c = 2; c < columns.length; c++) {
        if (!cells[c].isEmpty()) {
          codes.put(ActionUnit.valueOf(columns[c]), cells[c].equals("1"));
        }
      }
      files
          .computeIfAbsent(cells[0], file -> new ArrayList<>())
          .add(new Coded(cells[0], Integer.parseInt(cells[1]), codes));
    }
    return files;
  }

  /** Code and intensity of every frame, for a look at what goes wrong. */
  private static void writeFrames(List<Scored> scored) throws IOException {
    StringBuilder table = new StringBuilder("file,frame,unit,code,measured\n");
    for (Scored s : scored) {
      for (ActionUnit unit : ActionUnit.values()) {
        Boolean code = s.coded().codes().get(unit);
        table.append(
            String.format(
                Locale.ROOT,
                "%s,%d,%s,%s,%.2f%n",
                s.coded().file(),
                s.coded().frame(),
                unit.column(),
                code == null ? "" : code ? "1" : "0",
                s.intensity(unit)));
      }
    }
    Files.writeString(Path.of("target/au-truth-frames.csv"), table);
  }
}
