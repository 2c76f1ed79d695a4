package io.argen.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.clip.Image;
import io.argen.clip.Stills;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChartsTest {
  private static SortedMap<String, double[]> one(String name, double... values) {
    return new TreeMap<>(Map.of(name, values));
  }

  /** Pixels that are neither white nor grey. */
  private static int coloured(Path png) {
    Image image = Stills.read(png);
    int n = 0;
    for (int k = 0; k < image.rgb().length; k += 3) {
      int r = image.rgb()[k] & 255;
      int b = image.rgb()[k + 2] & 255;
      n += Math.abs(r - b) > 60 ? 1 : 0;
    }
    return n;
  }

  @Test
  void curvesAreDrawnWithGapsWhereThereIsNoFace(@TempDir Path folder) {
    Path whole = folder.resolve("new/whole.png");
    Path gap = folder.resolve("new/gap.png");
    Charts.auCurves(whole, "t", 25, new TreeMap<>(), one("AU12", 0, 1, 2, 3, 3, 3, 2, 1));
    Charts.auCurves(
        gap, "t", 25, new TreeMap<>(), one("AU12", 0, 1, Double.NaN, Double.NaN, 3, 3, 2, 1));
    assertTrue(coloured(gap) > 100);
    assertTrue(coloured(gap) < coloured(whole));
  }

  @Test
  void aHistogramShowsValuesOutsideItsAxisAtTheEnds(@TempDir Path folder) {
    Path inside = folder.resolve("inside.png");
    Path outside = folder.resolve("outside.png");
    Charts.histogram(inside, "t", "x", one("a", 0.01, 0.99), 0, 1, 20, OptionalDouble.of(0.5));
    Charts.histogram(outside, "t", "x", one("a", -7, 7), 0, 1, 20, OptionalDouble.of(0.5));
    assertEquals(coloured(inside), coloured(outside));
    assertTrue(coloured(inside) > 100);
  }

  @Test
  void classCountsGrowByWhatWasAdded(@TempDir Path folder) {
    Path few = folder.resolve("few.png");
    Path more = folder.resolve("more.png");
    Map<String, Integer> before = new TreeMap<>(Map.of("fear", 2, "happiness", 20));
    Charts.classCounts(few, "t", before, Map.of());
    Charts.classCounts(more, "t", before, Map.of("fear", 20));
    assertTrue(coloured(more) > coloured(few) * 3 / 2);
  }

  @Test
  void impossibleAxesAreRefused(@TempDir Path folder) {
    Path png = folder.resolve("a.png");
    assertThrows(
        IllegalArgumentException.class,
        () -> Charts.auCurves(png, "t", 0, new TreeMap<>(), new TreeMap<>()));
    assertThrows(
        IllegalArgumentException.class,
        () -> Charts.histogram(png, "t", "x", one("a", 1), 1, 1, 5, OptionalDouble.empty()));
  }
}
