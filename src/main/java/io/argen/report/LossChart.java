package io.argen.report;

import io.argen.run.AtomicFiles;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The course of a training run as a PNG file: the loss of every update, and its running mean. */
public final class LossChart {
  private static final int POINTS = 800;
  private static final double KEPT = 0.98;

  private LossChart() {}

  /**
   * Draws the losses on a logarithmic axis.
   *
   * @param losses of every update, positive
   * @throws io.argen.run.ArgenException if the file cannot be written
   */
  public static void draw(Path png, String title, float[] losses) {
    if (losses.length == 0) {
      throw new IllegalArgumentException("needs at least one loss");
    }
    XYChart chart =
        new XYChartBuilder()
            .width(900)
            .height(420)
            .title(title)
            .xAxisTitle("updates")
            .yAxisTitle("loss")
            .build();
    chart.getStyler().setYAxisLogarithmic(true);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    int every = Math.max(1, losses.length / POINTS);
    int n = (losses.length - 1) / every + 1;
    double[] updates = new double[n];
    double[] each = new double[n];
    double[] mean = new double[n];
    double running = losses[0];
    for (int i = 0; i < losses.length; i++) {
      running = KEPT * running + (1 - KEPT) * losses[i];
      if (i % every == 0) {
        updates[i / every] = i + 1.0;
        each[i / every] = losses[i];
        mean[i / every] = running;
      }
    }
    chart
        .addSeries("each update", updates, each)
        .setMarker(SeriesMarkers.NONE)
        .setLineColor(new Color(0xbcd3e6));
    chart
        .addSeries("running mean", updates, mean)
        .setMarker(SeriesMarkers.NONE)
        .setLineColor(new Color(0x0072b2));
    try {
      Path temp = AtomicFiles.tempFor(png);
      Files.write(temp, BitmapEncoder.getBitmapBytes(chart, BitmapEncoder.BitmapFormat.PNG));
      AtomicFiles.moveIntoPlace(temp, png);
    } catch (IOException e) {
      throw AtomicFiles.unwritable(png, e);
    }
  }
}
