package io.argen.report;

import io.argen.clip.ClipMark;
import io.argen.clip.Image;
import io.argen.clip.VideoWriter;
import io.argen.run.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** An {@code augment} output folder with made-up results, for looking at reports. */
final class FakeRun {
  static final int FRAMES = 24;
  private static final String[] UNITS = {
    "AU01", "AU02", "AU04", "AU05", "AU06", "AU07", "AU09", "AU12", "AU15", "AU25", "AU26"
  };

  private final Path out;
  private final Random random = new Random(7);
  private final Map<String, Integer> before = new LinkedHashMap<>();
  private final List<Map<String, String>> skipped = new ArrayList<>();
  private int target = 20;
  private int sizePx;
  private double rejectedShare = 0.1;

  private FakeRun(Path out) {
    this.out = out;
  }

  /** Seven classes with a long tail, no clips on the disk. */
  static FakeRun in(Path out) {
    FakeRun run = new FakeRun(out);
    String[] labels = {"happiness", "neutral", "surprise", "sadness", "anger", "disgust", "fear"};
    int n = 20;
    for (String label : labels) {
      run.before.put(label, n);
      n = Math.max(1, n * 2 / 3);
    }
    run.skip("train/anger/cut off.mp4", "is cut off; export it again or remove it");
    return run;
  }

  FakeRun classes(Map<String, Integer> counts) {
    before.clear();
    before.putAll(counts);
    return this;
  }

  FakeRun target(int clips) {
    target = clips;
    return this;
  }

  /** Writes real video files of this size. */
  FakeRun clips(int size) {
    sizePx = size;
    return this;
  }

  FakeRun rejected(double share) {
    rejectedShare = share;
    return this;
  }

  FakeRun skip(String path, String reason) {
    skipped.add(Map.of("path", path, "reason", reason));
    return this;
  }

  Path write() throws IOException {
    Path hidden = Files.createDirectories(out.resolve(".argen"));
    Path train = Files.createDirectories(out.resolve("train"));
    Files.createDirectories(train.resolve("synthetic"));
    int kept = 0;
    int rejected = 0;
    Map<String, Integer> after = new TreeMap<>(before);
    try (BufferedWriter items = writer(hidden.resolve("items.jsonl"));
        BufferedWriter rejects = writer(hidden.resolve("rejects.jsonl"));
        BufferedWriter words = writer(hidden.resolve("descriptions.jsonl"));
        BufferedWriter metadata = writer(train.resolve("metadata.jsonl"))) {
      int number = 0;
      for (Map.Entry<String, Integer> label : before.entrySet()) {
        for (int k = 0; k < label.getValue(); k++) {
          line(metadata, row("real/" + number++ + ".mp4", label.getKey(), false));
        }
        for (int k = label.getValue(); k < target; k++) {
          String id = String.format(java.util.Locale.ROOT, "%020x", random.nextLong() >>> 4);
          boolean keep = random.nextDouble() >= rejectedShare;
          Map<String, Object> item = item(id, label.getKey(), keep);
          line(items, item);
          line(
              words,
              Map.of(
                  "id",
                  id,
                  "writer",
                  "composer/1",
                  "alignment",
                  0.93,
                  "statements",
                  List.of(
                      Map.of(
                          "text",
                          "The brows rise clearly.",
                          "evidence",
                          List.of("au02.appearance", "gone.since")))));
          if (keep) {
            kept++;
            after.merge(label.getKey(), 1, Integer::sum);
            line(metadata, row("synthetic/" + id + ".mp4", label.getKey(), true));
            if (sizePx > 0) {
              clip(out.resolve("train/synthetic/" + id + ".mp4"), number++);
            }
          } else {
            rejected++;
            line(rejects, item);
          }
        }
      }
    }
    Files.writeString(
        hidden.resolve("passages.jsonl"),
        Json.line(
                Map.of(
                    "id", "au02.appearance",
                    "kind", "appearance",
                    "text", "The outer part of each eyebrow is lifted.",
                    "source", "a manual",
                    "basis", "memory"))
            + "\n");
    Files.writeString(hidden.resolve("run.json"), Json.pretty(run()));
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("schema", "argen/augment/1");
    result.put("counts_before", Map.of("train", before));
    result.put("counts_after", Map.of("train", after));
    result.put("synthetic", kept);
    result.put("rejected", rejected);
    result.put(
        "descriptions",
        Map.of(
            "by", Map.of("composer/1", 3, "vlm/openai/m", kept),
            "vlm",
                Map.of(
                    "calls",
                    41,
                    "failed",
                    2,
                    "input_tokens",
                    12345,
                    "output_tokens",
                    678,
                    "reasons",
                    Map.of("the server is down", 3))));
    result.put("skipped", skipped);
    Map<String, Integer> shortfall = new TreeMap<>();
    after.forEach(
        (label, n) -> {
          if (n < target) {
            shortfall.put(label, target - n);
          }
        });
    result.put("shortfall", shortfall);
    result.put("seconds", Map.of("survey", 12.25, "generate", 341.5, "write", 3.1));
    result.put("clips_per_minute", 31.4);
    Files.writeString(hidden.resolve("result.json"), Json.pretty(result));
    return out;
  }

  private static BufferedWriter writer(Path file) throws IOException {
    return Files.newBufferedWriter(file, StandardCharsets.UTF_8);
  }

  private static void line(BufferedWriter out, Object value) throws IOException {
    out.write(Json.line(value));
    out.write('\n');
  }

  private static Map<String, Object> run() {
    return Map.of(
        "schema",
        "argen/run/1",
        "definition",
        Map.of(
            "verb", "augment", "seed", 1, "settings", Map.of("target", "balance", "size", "256")),
        "provenance",
        Map.of(
            "generator", "ARGen 0.1.0",
            "seed", 1,
            "data_hash", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "model_hashes", Map.of("face_mesh", "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0"),
            "machine", "Linux amd64, 2 processors",
            "java", "17.0.12",
            "started_at", "2026-01-01T00:00:00Z"));
  }

  private static Map<String, Object> row(String fileName, String label, boolean synthetic) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("file_name", fileName);
    row.put("label", label);
    row.put("synthetic", synthetic);
    if (synthetic) {
      row.put(
          "prompt",
          "A face moves from rest to "
              + label
              + ": marked inner brow raiser (AU1), slight lip corner puller on the left (AU12).");
      row.put("evidence", "EMFACS-style table (OpenDBM 2.0): AU 1+2+5+26.");
    }
    return row;
  }

  private Map<String, Object> item(String id, String label, boolean keep) {
    Map<String, Object> asked = new TreeMap<>();
    Map<String, Object> measured = new TreeMap<>();
    for (String unit : UNITS) {
      if (random.nextDouble() < 0.7) {
        double peak = random.nextDouble() * 4.5;
        double shift = random.nextDouble() * 2 - 1;
        List<Double> a = new ArrayList<>();
        List<Double> m = new ArrayList<>();
        for (int t = 0; t < FRAMES; t++) {
          double rise = 1 / (1 + Math.exp(-(t - 8 - shift) * 0.9));
          a.add(round(peak * rise));
          m.add(round(Math.max(0, peak * 0.8 * rise + random.nextGaussian() * 0.15)));
        }
        asked.put(unit, a);
        measured.put(unit, m);
      }
    }
    double identity = keep ? 0.65 + 0.3 * random.nextDouble() : 0.3 + 0.2 * random.nextDouble();
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("id", id);
    item.put("file_name", "train/synthetic/" + id + ".mp4");
    item.put("status", keep ? "kept" : "rejected");
    item.put("label", label);
    item.put("subject", "S" + (10 + random.nextInt(12)));
    item.put("source", "train/real/neutral/S12 neutral.mp4");
    item.put("frame", random.nextInt(30));
    item.put("seed", random.nextLong());
    item.put("attempts", random.nextInt(4) == 0 ? 2 : 1);
    item.put("curves", Map.of("asked", asked, "measured", measured));
    item.put(
        "scores",
        Map.of(
            "identity", round(identity),
            "au_agreement", round(0.4 + 0.6 * random.nextDouble()),
            "expression", round(random.nextDouble()),
            "expression_top", random.nextInt(3) == 0 ? "surprise" : label,
            "face_frames", 1.0));
    if (!keep) {
      item.put(
          "reason",
          String.format(
              java.util.Locale.ROOT, "not the same person: identity %.2f, needed 0.60", identity));
    }
    return item;
  }

  private static double round(double value) {
    return Math.round(value * 100) / 100.0;
  }

  /** A drawn face whose mouth opens. */
  private void clip(Path file, int number) {
    ClipMark mark = new ClipMark("ARGen test", number, "", ClipMark.Method.HAND_MADE);
    double hue = random.nextDouble();
    try (VideoWriter writer = VideoWriter.create(file, sizePx, sizePx, 25, mark)) {
      for (int t = 0; t < FRAMES; t++) {
        writer.write(face(sizePx, hue, Math.min(1, t / 12.0)));
      }
    }
  }

  private static Image face(int size, double hue, double open) {
    Image image = Image.black(size, size);
    byte[] rgb = image.rgb();
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        double u = 2.0 * x / size - 1;
        double v = 2.0 * y / size - 1;
        double skin = u * u / 0.36 + v * v / 0.56;
        double eye = Math.hypot(Math.abs(u) - 0.26, v + 0.2) / (0.07 + 0.05 * open);
        double mouth = Math.hypot(u / 0.3, (v - 0.38) / (0.04 + 0.16 * open));
        double light = 0.75 + 0.25 * -u;
        int at = (y * size + x) * 3;
        double[] colour =
            skin > 1
                ? new double[] {90 + 60 * v, 110, 120 + 40 * u}
                : eye < 1 || mouth < 1
                    ? new double[] {50, 25, 25}
                    : new double[] {
                      225 * light, (150 + 40 * hue) * light, (110 + 60 * hue) * light
                    };
        for (int c = 0; c < 3; c++) {
          rgb[at + c] = (byte) Math.max(0, Math.min(255, Math.round(colour[c])));
        }
      }
    }
    return image;
  }
}
