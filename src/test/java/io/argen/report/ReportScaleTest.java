package io.argen.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.run.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportScaleTest {
  private static final int ITEMS = 12_000;
  private static final long MOST_BYTES = 20_000_000;
  private static final List<String> LABELS =
      List.of("anger", "disgust", "fear", "happiness", "neutral", "sadness", "surprise");

  @Test
  void reportAndGalleryOfTwelveThousandClipsAreQuickAndBounded(@TempDir Path out)
      throws IOException {
    writeRun(out);
    Path html = out.resolve("report.html");
    assertTimeout(Duration.ofSeconds(60), () -> HtmlReport.write(out, html));
    int[] shown = new int[1];
    assertTimeout(Duration.ofSeconds(60), () -> shown[0] = Gallery.write(out));
    assertEquals(ITEMS, shown[0]);
    assertTrue(Files.size(html) <= MOST_BYTES, "report " + Files.size(html));
    long gallery = Files.size(out.resolve(Gallery.FILE));
    assertTrue(gallery <= MOST_BYTES, "gallery " + gallery);
  }

  private static void writeRun(Path out) throws IOException {
    StringBuilder items = new StringBuilder();
    StringBuilder rows = new StringBuilder();
    List<Double> curve = Collections.nCopies(30, 2.125);
    Map<String, List<Double>> curves =
        Map.of("AU04", curve, "AU05", curve, "AU07", curve, "AU20", curve, "AU25", curve);
    Map<String, Double> units = Map.of("AU04_L", 3.1, "AU04_R", 3.2, "AU05_L", 2.5, "AU20_L", 2.7);
    Map<String, Object> scores =
        Map.of(
            "identity",
            0.812,
            "au_agreement",
            0.931,
            "expression",
            0.417,
            "face_frames",
            1.0,
            "expression_top",
            "fear");
    for (int i = 0; i < ITEMS; i++) {
      String id = "%020x".formatted(i * 7_919L);
      String label = LABELS.get(i % LABELS.size());
      Map<String, Object> item = new TreeMap<>();
      item.put("id", id);
      item.put("file_name", "train/synthetic/" + id + ".mp4");
      item.put("status", "kept");
      item.put("label", label);
      item.put("emotion", label);
      item.put("subject", "S" + i % 400);
      item.put("source", "train/real/neutral/clip-" + i % 2000 + ".mp4");
      item.put("frame", i % 16);
      item.put("seed", i * 1_000_003L);
      item.put("attempts", 1 + i % 2);
      item.put("aus_asked", units);
      item.put("aus_measured", units);
      item.put("curves", Map.of("asked", curves, "measured", curves));
      item.put("scores", scores);
      items.append(Json.line(item)).append('\n');
      Map<String, Object> row = new TreeMap<>();
      row.put("file_name", "synthetic/" + id + ".mp4");
      row.put("label", label);
      row.put("subject", "S" + i % 400);
      row.put("synthetic", true);
      row.put("source", "real/neutral/clip-" + i % 2000 + ".mp4");
      row.put(
          "prompt",
          label
              + ": brows drawn together and lowered, upper lids raised, lids tightened,"
              + " lips stretched sideways, lips parted");
      row.put("evidence", "EMFACS");
      row.put("action_units", "4=3.1,5=2.5,7=1.9,20=2.7,25=2");
      row.put("seed", i * 1_000_003L);
      row.put("generator", "dynamics/1");
      row.put("scores", scores);
      rows.append(Json.line(row)).append('\n');
    }
    Files.createDirectories(out.resolve(".argen"));
    Files.createDirectories(out.resolve("train"));
    Files.writeString(out.resolve(".argen/items.jsonl"), items);
    Files.writeString(out.resolve("train/metadata.jsonl"), rows);
    Files.writeString(
        out.resolve(".argen/result.json"),
        "{\"schema\":\"argen/augment/1\",\"counts_before\":{\"train\":{\"fear\":10}},"
            + "\"counts_after\":{\"train\":{\"fear\":2000}},\"synthetic\":12000}");
  }
}
