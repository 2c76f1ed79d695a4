package io.argen.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.argen.run.ArgenException;
import io.argen.run.AtomicFiles;
import io.argen.run.Json;
import io.argen.run.RunFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The page for looking at all synthetic clips of a run and for rejecting some: it lies in the
 * output folder and plays the clips from there.
 */
public final class Gallery {
  /** Its name in the output folder. */
  public static final String FILE = "gallery.html";

  private static final int MOST_FRAMES = 60;

  private Gallery() {}

  /** What the page shows of a clip. */
  record Card(
      String file,
      String label,
      String subject,
      List<String> frames,
      Map<String, Double> scores,
      List<WordsOfClips.Sentence> statements,
      List<List<String>> why) {}

  /** What the page's script reads. */
  record Data(String name, Map<String, Page.Passage> passages, List<Card> clips) {}

  /**
   * Writes the page of an {@code augment} run; the same run gives the same bytes.
   *
   * @param out the run's folder
   * @return how many clips it shows
   */
  public static int write(Path out) {
    Map<String, JsonNode> items = new HashMap<>();
    List<String> notes = new ArrayList<>();
    Path file = RunFolder.hiddenOf(out).resolve("items.jsonl");
    if (Files.isRegularFile(file)) {
      JsonLines.read(file, notes, item -> items.put(Text.at(item, "file_name"), slim(item)));
    }
    WordsOfClips words = WordsOfClips.of(RunFolder.hiddenOf(out), id -> true, notes);
    List<Card> cards = new ArrayList<>();
    for (Path split : splits(out)) {
      String folder = String.valueOf(split.getFileName());
      JsonLines.read(
          split.resolve("metadata.jsonl"),
          notes,
          row -> {
            if (row.path("synthetic").asBoolean() && !row.path("source").isNull()) {
              cards.add(card(out, folder, row, items, words));
            }
          });
    }
    Path name = out.toAbsolutePath().normalize().getFileName();
    String data =
        Json.line(
            new Data(
                name == null ? "a data set" : name.toString(),
                new TreeMap<>(words.passages()),
                cards));
    String script = resource("gallery.js");
    AtomicFiles.write(
        out.resolve(FILE),
        resource("gallery.html")
            .replace("@HASH@", "sha256-" + hash(script))
            .replace("@CSS@", resource("report.css"))
            // No tag can end the data: it holds no "<".
            .replace("@DATA@", data.replace("<", "\\u003c"))
            .replace("@SCRIPT@", script));
    return cards.size();
  }

  /** Curves are most of an item and not shown. */
  private static JsonNode slim(JsonNode item) {
    ((com.fasterxml.jackson.databind.node.ObjectNode) item).remove("curves");
    return item;
  }

  private static Card card(
      Path out, String split, JsonNode row, Map<String, JsonNode> items, WordsOfClips words) {
    String file = split + "/" + Text.at(row, "file_name");
    JsonNode item = items.getOrDefault(file, Json.object(Map.of()));
    Map<String, Double> scores = new TreeMap<>();
    row.path("scores")
        .fields()
        .forEachRemaining(
            score -> {
              if (score.getValue().isNumber()) {
                scores.put(score.getKey(), score.getValue().asDouble());
              }
            });
    Map<String, String> why = new LinkedHashMap<>();
    why.put("face of", Text.at(row, "source"));
    if (item.has("frame")) {
      why.put("frame", Integer.toString(item.path("frame").asInt() + 1));
    }
    WordsOfClips.Words described = words.of(Text.at(item, "id"));
    if (described.sentences().isEmpty()) {
      why.put("prompt", Text.at(row, "prompt"));
      why.put("evidence", Text.at(row, "evidence"));
    } else {
      why.put("described by", described.writer());
    }
    why.put("asked", Text.at(row, "action_units"));
    why.put("measured at the peak", units(item.path("aus_measured")));
    why.put("seed", row.path("seed").asText());
    if (item.path("attempts").asInt() > 1) {
      why.put("kept at try", item.path("attempts").asText());
    }
    why.values().removeIf(String::isBlank);
    return new Card(
        file,
        label(row),
        row.path("subject").asText(""),
        frames(out, file),
        scores,
        described.sentences(),
        why.entrySet().stream().map(e -> List.of(e.getKey(), e.getValue())).toList());
  }

  /** The set's own label, and what it means where that is not plain. */
  private static String label(JsonNode row) {
    String label = Text.at(row, "label");
    String emotion = row.path("emotion").asText("");
    boolean plain = !row.path("emotion").isTextual() || emotion.equalsIgnoreCase(label);
    return plain ? label : label + " (" + emotion + ")";
  }

  /** The stronger side of each unit of at least 1. */
  private static String units(JsonNode measured) {
    Map<String, Double> strongest = new TreeMap<>();
    measured
        .fields()
        .forEachRemaining(
            unit ->
                strongest.merge(
                    unit.getKey().replaceAll("_[LR]$", ""), unit.getValue().asDouble(), Math::max));
    return String.join(
        ", ",
        strongest.entrySet().stream()
            .filter(e -> e.getValue() >= 1)
            .map(e -> e.getKey() + " " + Text.number(e.getValue(), 1))
            .toList());
  }

  private static List<String> frames(Path out, String file) {
    Path folder = out.resolve(file);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<String> all =
          files
              .map(f -> String.valueOf(f.getFileName()))
              .filter(f -> f.endsWith(".png") || f.endsWith(".jpg"))
              .sorted()
              .map(f -> file + "/" + f)
              .toList();
      return all.subList(0, Math.min(MOST_FRAMES, all.size()));
    } catch (IOException e) {
      return List.of();
    }
  }

  private static List<Path> splits(Path out) {
    try (Stream<Path> children = Files.list(out)) {
      return children
          .filter(child -> Files.isRegularFile(child.resolve("metadata.jsonl")))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw AtomicFiles.unwritable(out, e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = Gallery.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new ArgenException(name + " is missing from this build; build again");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ArgenException(name + " cannot be read from this build", e);
    }
  }

  private static String hash(String script) {
    try {
      byte[] sha =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(sha);
    } catch (NoSuchAlgorithmException e) {
      throw new ArgenException("this Java has no SHA-256", e);
    }
  }
}
