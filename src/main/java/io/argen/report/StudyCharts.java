package io.argen.report;

import io.argen.evaluate.study.StudyReport;
import io.argen.run.AtomicFiles;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.style.Styler;

/** Pictures of a study. */
final class StudyCharts {
  private static final int HEIGHT = 460;

  /** Told apart by people who see few colours too (Okabe and Ito 2008), then greys. */
  private static final Color[] COLOURS = {
    new Color(0x999999),
    new Color(0x0072b2),
    new Color(0x56b4e9),
    new Color(0x009e73),
    new Color(0xe69f00),
    new Color(0xd55e00),
    new Color(0xf0e442),
    new Color(0xcc79a7),
    new Color(0x000000),
    new Color(0xbbbbbb)
  };

  private StudyCharts() {}

  /** UAR of every arm with its interval. */
  static void uar(Path png, StudyReport report) {
    List<String> names = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    List<Double> errors = new ArrayList<>();
    for (StudyReport.ArmResult arm : report.arms()) {
      names.add(arm.name());
      values.add(arm.uar().value());
      errors.add((arm.uar().high() - arm.uar().low()) / 2);
    }
    CategoryChart chart = chart("UAR on unseen people, 95 % interval", 90 * names.size() + 160);
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setXAxisLabelRotation(25);
    chart.addSeries("UAR", names, values, errors).setFillColor(COLOURS[1]);
    write(png, chart);
  }

  /** Recall of every class, a bar an arm. */
  static void recall(Path png, StudyReport report) {
    CategoryChart chart =
        chart("recall of each class", 30 * report.labels().size() * report.arms().size() / 2 + 360);
    for (int a = 0; a < report.arms().size(); a++) {
      StudyReport.ArmResult arm = report.arms().get(a);
      List<Double> values = new ArrayList<>();
      for (String label : report.labels()) {
        StudyReport.@Nullable Recall recall = arm.recall().get(label);
        values.add(recall == null ? 0 : recall.value());
      }
      CategorySeries series = chart.addSeries(arm.name(), report.labels(), values);
      series.setFillColor(COLOURS[a % COLOURS.length]);
    }
    write(png, chart);
  }

  private static CategoryChart chart(String title, int width) {
    CategoryChart chart =
        new CategoryChartBuilder().width(Math.max(500, width)).height(HEIGHT).title(title).build();
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setYAxisMax(1.0);
    chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
    return chart;
  }

  private static void write(Path png, CategoryChart chart) {
    try {
      Path temp = AtomicFiles.tempFor(png);
      Files.write(temp, BitmapEncoder.getBitmapBytes(chart, BitmapEncoder.BitmapFormat.PNG));
      AtomicFiles.moveIntoPlace(temp, png);
    } catch (IOException e) {
      throw AtomicFiles.unwritable(png, e);
    }
  }
}
