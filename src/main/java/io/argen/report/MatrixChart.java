package io.argen.report;

import java.awt.Color;
import java.awt.Font;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;

/** A matrix as a PNG picture of shaded, numbered cells. */
public final class MatrixChart {
  private static final int CELL_PX = 40;
  private static final int MARGIN_PX = 170;

  private MatrixChart() {}

  /**
   * Draws a matrix, rows from the top.
   *
   * @param rowTitle what the rows are
   * @param columnTitle what the columns are
   * @param rows by name; all with the same columns, at least one of each; 0 is white, {@code most}
   *     and above dark
   * @param most above 0
   * @throws io.argen.run.ArgenException if the file cannot be written
   */
  public static void draw(
      Path png,
      String title,
      String rowTitle,
      String columnTitle,
      SortedMap<String, SortedMap<String, Double>> rows,
      double most) {
    if (rows.isEmpty() || !(most > 0)) {
      throw new IllegalArgumentException("needs rows and most > 0, got " + rows + " and " + most);
    }
    List<String> down = new ArrayList<>(rows.keySet());
    // The chart counts its rows from the bottom.
    Collections.reverse(down);
    List<String> across = new ArrayList<>(rows.values().iterator().next().keySet());
    List<Number[]> cells = new ArrayList<>();
    for (int y = 0; y < down.size(); y++) {
      SortedMap<String, Double> row = rows.getOrDefault(down.get(y), new TreeMap<>());
      for (int x = 0; x < across.size(); x++) {
        double value = Math.max(0, Math.min(most, row.getOrDefault(across.get(x), 0.0)));
        // Cells left out stay white: zeros would only hide the rest.
        if (value >= 0.005) {
          cells.add(new Number[] {x, y, Math.round(value * 100) / 100.0});
        }
      }
    }
    HeatMapChart chart =
        new HeatMapChartBuilder()
            .width(across.size() * CELL_PX + MARGIN_PX)
            .height(down.size() * CELL_PX + MARGIN_PX)
            .title(title)
            .xAxisTitle(columnTitle)
            .yAxisTitle(rowTitle)
            .build();
    Charts.style(chart.getStyler());
    chart
        .getStyler()
        .setShowValue(true)
        .setValueFont(new Font(Font.SANS_SERIF, Font.PLAIN, 10))
        .setHeatMapValueDecimalPattern("0.00")
        .setMin(0)
        .setMax(most)
        .setRangeColors(new Color[] {Color.WHITE, new Color(0x56b4e9), new Color(0x0072b2)})
        .setXAxisLabelRotation(90);
    chart.addSeries("matrix", across, down, cells);
    Charts.write(png, chart);
  }
}
