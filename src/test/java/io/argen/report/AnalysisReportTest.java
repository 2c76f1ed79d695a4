package io.argen.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AnalysisReportTest {
  private static final String HEAD =
      "frame, face_id, timestamp, confidence, success, gaze_angle_x, pose_Ry, AU12_r, AU26_r,"
          + " expression_happiness, expression_<b>\n";

  /** A smile with a jaw drop of one frame in the middle; a gap without a face at the end. */
  private static Path analysis(Path file, int frames) throws IOException {
    StringBuilder csv = new StringBuilder(HEAD);
    for (int t = 0; t < frames; t++) {
      int success = t < frames - 2 ? 1 : 0;
      csv.append(
          String.format(
              Locale.ROOT,
              "%d, 0, %.3f, 0.9, %d, %.3f, 0.1, %.2f, %s, 0.80, 0.10%n",
              t + 1,
              t / 25.0,
              success,
              0.2 * Math.sin(t),
              success == 0 ? 5 : 3.0 * t / frames,
              t == frames / 2 ? "4.5" : "0"));
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    return Files.writeString(file, csv);
  }

  private static double[] course(AnalysisCsv csv, String unit) {
    return csv.units().getOrDefault(unit, new double[0]);
  }

  @Test
  void aTableIsReadInOpenFacesConventions(@TempDir Path folder) throws IOException {
    AnalysisCsv csv = AnalysisCsv.read(analysis(folder.resolve("a.csv"), 50)).orElseThrow();
    assertEquals(50, csv.frames());
    assertEquals(48, csv.present());
    assertEquals(49 / 25.0, csv.seconds(), 1e-3);
    assertEquals("happiness 0.80", csv.expression());
    assertEquals("AU26 4.5, AU12 2.8", csv.strongest());
    assertTrue(Double.isNaN(course(csv, "AU12")[49]), "no value where no face is");
    assertEquals(Math.toDegrees(0.1), csv.angles().getOrDefault("pose_Ry", new double[1])[0], 1e-9);
  }

  @Test
  void longClipsAreThinnedWithoutLosingPeaks(@TempDir Path folder) throws IOException {
    AnalysisCsv csv = AnalysisCsv.read(analysis(folder.resolve("a.csv"), 10_001)).orElseThrow();
    assertTrue(course(csv, "AU26").length <= 2048);
    assertEquals(4.5, CurvePlots.max(course(csv, "AU26")));
  }

  @Test
  void otherTablesAreNoAnalysis(@TempDir Path folder) throws IOException {
    Path other = Files.writeString(folder.resolve("metadata.csv"), "file_name,label\na.mp4,fear\n");
    assertEquals(Optional.empty(), AnalysisCsv.read(other));
    assertEquals(
        Optional.empty(), AnalysisCsv.read(Files.writeString(folder.resolve("empty.csv"), "")));
  }

  @Test
  void aClipWithoutAFaceSaysSo(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("no face.csv"), HEAD);
    Path html = folder.resolve("report.html");
    HtmlReport.write(folder, html);
    assertTrue(Files.readString(html, StandardCharsets.UTF_8).contains("No face was found."));
  }

  @Test
  void aStillIsDrawnAsALevelLine() {
    Page.Plot plot = CurvePlots.ofUnits(Map.of(), Map.of("AU12", new double[] {2.5}), 8).get(0);
    assertEquals("M0.0 25.0H120.0", plot.measured());
  }

  @Test
  void everyClipIsShownWithItsCurves(@TempDir Path folder) throws IOException {
    Path out = folder.resolve("out");
    analysis(out.resolve("smile.csv"), 40);
    Path torn = analysis(out.resolve("more/cut off.csv"), 30);
    Files.writeString(torn, Files.readString(torn) + "31, 0, 1.2");
    Path html = folder.resolve("report.html");
    HtmlReport.write(out, html);
    String text = Files.readString(html, StandardCharsets.UTF_8);
    assertTrue(text.contains("lip corner puller"));
    assertTrue(text.contains("more/cut off: 1 line could not be read."));
    assertTrue(text.contains("38 of 40"));
    assertTrue(text.contains("gaze_angle_x"));
    assertFalse(text.contains("are synthetic"));
    assertFalse(text.contains("expression_<b>"));
  }

  @Test
  void thousandsOfClipsFit(@TempDir Path folder) throws IOException {
    Path out = folder.resolve("out");
    for (int k = 0; k < 1000; k++) {
      analysis(out.resolve("clip" + k + ".csv"), 12);
    }
    Path html = folder.resolve("report.html");
    HtmlReport.write(out, html);
    String text = Files.readString(html, StandardCharsets.UTF_8);
    assertTrue(text.contains("48 of 1\u202f000 clips are shown"));
    assertTrue(text.contains("900 more are not shown."));
    assertTrue(Files.size(html) < 2_000_000);
  }
}
