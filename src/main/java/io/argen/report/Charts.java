package io.argen.report;

import io.argen.run.AtomicFiles;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeSet;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Charts as PNG files on white, for documents and beside clips. */
public final class Charts {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 420;
  private static final Color INK = new Color(0x1b232d);
  private static final Color RULE = new Color(0xd5dae0);

  /** Okabe and Ito's colours, which people with any colour vision tell apart, without yellow. */
  private static final List<Color> COLOURS =
      List.of(
          new Color(0x0072b2),
          new Color(0xd55e00),
          new Color(0x009e73),
          new Color(0xcc79a7),
          new Color(0x56b4e9),
          new Color(0xe69f00),
          new Color(0x5a5a5a),
          new Color(0x7f4fc9));

  private Charts() {}

  /**
   * Action Units over time: measured solid, asked dashed in the same colour.
   *
   * @param frameRateHz above 0
   * @param asked unit to its intensity (0-5) in every frame; may be empty
   * @param measured unit to its intensity in every frame, NaN where there is no face; may be empty
   * @throws io.argen.run.ArgenException if the file cannot be written
   */
  public static void auCurves(
      Path png,
      String title,
      double frameRateHz,
      SortedMap<String, double[]> asked,
      SortedMap<String, double[]> measured) {
    if (!(frameRateHz > 0)) {
      throw new IllegalArgumentException("frameRateHz must be above 0, got " + frameRateHz);
    }
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle("seconds")
            .yAxisTitle("intensity")
            .build();
    style(chart.getStyler());
    chart.getStyler().setYAxisMin(0.0).setYAxisMax(5.0);
    TreeSet<String> units = new TreeSet<>(asked.keySet());
    units.addAll(measured.keySet());
    int number = 0;
    for (String unit : units) {
      Color colour = COLOURS.get(number++ % COLOURS.size());
      double[] wanted = asked.getOrDefault(unit, new double[0]);
      double[] seen = measured.getOrDefault(unit, new double[0]);
      String name = (unit + " " + CurvePlots.meaning(unit)).strip();
      if (wanted.length > 0) {
        line(chart, seen.length > 0 ? unit + " asked" : name, wanted, frameRateHz)
            .setLineColor(colour)
            .setLineStyle(stroke(7f));
      }
      if (seen.length > 0) {
        line(chart, name, seen, frameRateHz).setLineColor(colour).setLineStyle(stroke(0));
      }
    }
    write(png, chart);
  }

  /**
   * How values of several kinds spread.
   *
   * @param xTitle what the values are
   * @param values name to values; each kind is drawn as its share, so that kinds of unequal number
   *     compare
   * @param low start of the axis
   * @param high end of the axis, above {@code low}; values outside count at the ends
   * @param columns of the histogram
   * @param mark a value to mark by a line, for instance a threshold
   * @throws io.argen.run.ArgenException if the file cannot be written
   */
  public static void histogram(
      Path png,
      String title,
      String xTitle,
      SortedMap<String, double[]> values,
      double low,
      double high,
      int columns,
      OptionalDouble mark) {
    if (!(high > low) || columns < 1) {
      throw new IllegalArgumentException(
          "needs low < high and columns >= 1, got " + low + ", " + high + " and " + columns);
    }
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(xTitle)
            .yAxisTitle("share")
            .build();
    style(chart.getStyler());
    chart.getStyler().setYAxisMin(0.0).setXAxisMin(low).setXAxisMax(high);
    double most = 0;
    int number = 0;
    for (Map.Entry<String, double[]> kind : values.entrySet()) {
      Color colour = COLOURS.get(number++ % COLOURS.size());
      double[] shares = shares(kind.getValue(), low, high, columns);
      double[] x = new double[columns * 2 + 2];
      double[] y = new double[columns * 2 + 2];
      for (int c = 0; c <= columns; c++) {
        x[2 * c] = x[2 * c + 1] = low + (high - low) * c / columns;
        y[2 * c] = c == 0 ? 0 : shares[c - 1];
        y[2 * c + 1] = c == columns ? 0 : shares[c];
        most = Math.max(most, y[2 * c]);
      }
      XYSeries steps = chart.addSeries(kind.getKey() + ", n = " + kind.getValue().length, x, y);
      steps.setMarker(SeriesMarkers.NONE);
      steps.setLineColor(colour).setLineStyle(stroke(0));
      steps.setFillColor(new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 60));
      steps.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Area);
    }
    if (mark.isPresent()) {
      double at = mark.getAsDouble();
      XYSeries line =
          chart.addSeries(
              "threshold " + Text.number(at, 2), new double[] {at, at}, new double[] {0, most});
      line.setMarker(SeriesMarkers.NONE);
      line.setLineColor(INK).setLineStyle(stroke(4f));
    }
    write(png, chart);
  }

  /**
   * Class counts before and after.
   *
   * @param before label to clips; its order is that of the chart
   * @param after label to clips; labels without an entry are unchanged
   * @throws IllegalArgumentException without any label
   * @throws io.argen.run.ArgenException if the file cannot be written
   */
  public static void classCounts(
      Path png, String title, Map<String, Integer> before, Map<String, Integer> after) {
    if (before.isEmpty()) {
      throw new IllegalArgumentException("needs at least one label");
    }
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .yAxisTitle("clips")
            .build();
    style(chart.getStyler());
    chart.getStyler().setStacked(true).setAvailableSpaceFill(0.7);
    List<String> labels = new ArrayList<>(before.keySet());
    List<Integer> added = new ArrayList<>();
    for (String label : labels) {
      int was = before.getOrDefault(label, 0);
      added.add(Math.max(0, after.getOrDefault(label, was) - was));
    }
    chart
        .addSeries("before", labels, new ArrayList<>(before.values()))
        .setFillColor(COLOURS.get(0));
    chart.addSeries("synthetic, added", labels, added).setFillColor(COLOURS.get(1));
    write(png, chart);
  }

  private static XYSeries line(XYChart chart, String name, double[] values, double frameRateHz) {
    double[] seconds = new double[values.length];
    for (int t = 0; t < values.length; t++) {
      seconds[t] = t / frameRateHz;
    }
    XYSeries line = chart.addSeries(name, seconds, values);
    line.setMarker(SeriesMarkers.NONE);
    return line;
  }

  private static double[] shares(double[] values, double low, double high, int columns) {
    double[] shares = new double[columns];
    for (double value : values) {
      double place = (Math.max(low, Math.min(high, value)) - low) / (high - low) * columns;
      shares[Math.min(columns - 1, (int) place)] += 1.0 / values.length;
    }
    return shares;
  }

  private static BasicStroke stroke(float dash) {
    return dash == 0
        ? new BasicStroke(2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
        : new BasicStroke(
            1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {dash, 4}, 0);
  }

  static void style(AxesChartStyler styler) {
    Font plain = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    styler.setChartBackgroundColor(Color.WHITE).setChartFontColor(INK);
    styler.setPlotBorderVisible(false).setPlotBackgroundColor(Color.WHITE);
    styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 16));
    styler.setChartTitleBoxVisible(false);
    styler.setLegendPosition(Styler.LegendPosition.OutsideE).setLegendBorderColor(Color.WHITE);
    styler.setLegendFont(plain);
    styler.setPlotGridLinesColor(RULE).setPlotGridVerticalLinesVisible(false);
    styler.setDecimalPattern("0.###");
    styler.setAxisTickLabelsFont(plain).setAxisTitleFont(plain);
  }

  static void write(Path png, Chart<?, ?> chart) {
    Path temp = AtomicFiles.tempFor(png);
    try {
      Path folder = png.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.write(temp, BitmapEncoder.getBitmapBytes(chart, BitmapEncoder.BitmapFormat.PNG));
      AtomicFiles.moveIntoPlace(temp, png);
    } catch (IOException e) {
      throw AtomicFiles.unwritable(png, e);
    }
  }
}
