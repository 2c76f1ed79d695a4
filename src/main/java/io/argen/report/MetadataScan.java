package io.argen.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One pass over the metadata of every split: what the output holds, and the words of some clips.
 */
final class MetadataScan {
  private final SortedMap<String, SortedMap<String, Integer>> real = new TreeMap<>();
  private final SortedMap<String, SortedMap<String, Integer>> all = new TreeMap<>();
  private final Map<String, Words> words = new HashMap<>();

  /** What a row says of its clip in words. */
  record Words(String prompt, String evidence) {}

  private MetadataScan() {}

  /**
   * Reads {@code OUT/<split>/metadata.jsonl}.
   *
   * @param wanted names below the output folder of the clips whose words are kept
   */
  static MetadataScan of(Path out, Set<String> wanted, List<String> notes) {
    MetadataScan scan = new MetadataScan();
    try (Stream<Path> folders = Files.list(out)) {
      for (Path folder : folders.sorted().toList()) {
        Path file = folder.resolve("metadata.jsonl");
        if (Files.isRegularFile(file)) {
          String split = folder.getFileName().toString();
          JsonLines.read(file, notes, row -> scan.add(split, row, wanted));
        }
      }
    } catch (IOException e) {
      notes.add("The output folder cannot be listed.");
    }
    return scan;
  }

  private void add(String split, JsonNode row, Set<String> wanted) {
    String label = Text.at(row, "label");
    all.computeIfAbsent(split, key -> new TreeMap<>()).merge(label, 1, Integer::sum);
    int isReal = row.path("synthetic").asBoolean(false) ? 0 : 1;
    real.computeIfAbsent(split, key -> new TreeMap<>()).merge(label, isReal, Integer::sum);
    String name = split + "/" + Text.at(row, "file_name");
    if (wanted.contains(name)) {
      words.put(name, new Words(Text.at(row, "prompt"), Text.at(row, "evidence")));
    }
  }

  /** Split to label to clips that are not synthetic. */
  SortedMap<String, SortedMap<String, Integer>> real() {
    return real;
  }

  /** Split to label to clips. */
  SortedMap<String, SortedMap<String, Integer>> all() {
    return all;
  }

  /** The words of a wanted clip; empty ones if its row is missing. */
  Words words(String name) {
    return words.getOrDefault(name, new Words("", ""));
  }
}
