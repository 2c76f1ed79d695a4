package io.argen.augment;

import io.argen.run.AtomicFiles;
import io.argen.run.InputException;
import io.argen.run.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Clips that a person looked at and did not want. They are remembered beside the run, list by list,
 * so that every later start leaves them out and fills their places in the same way.
 */
public final class Reviews {
  static final String REASON = "rejected in review";

  private static final String FILE = ".argen/reviewed.jsonl";
  private static final String ITEMS = ".argen/items.jsonl";
  private static final long MOST_BYTES = 64L << 20;

  private final Map<String, Integer> lists = new HashMap<>();

  /** A clip of the list that was given as the n-th, from 1. */
  record Line(int list, String id) {}

  private Reviews() {}

  static Reviews read(Path file) {
    Reviews reviews = new Reviews();
    Json.readLines(file, Line.class).forEach(l -> reviews.lists.putIfAbsent(l.id(), l.list()));
    return reviews;
  }

  /** Which list rejects a clip; 0 if none does. */
  int list(String id) {
    return lists.getOrDefault(id, 0);
  }

  /** The number of the last list; 0 if there was none. */
  int last() {
    return lists.values().stream().mapToInt(n -> n).max().orElse(0);
  }

  /**
   * Remembers a list of clips of an output folder: one a line, by name or path; what follows a
   * comma and lines that begin with # are passed over.
   *
   * @return how many clips are newly rejected
   * @throws InputException if the folder has no clips yet, or the list names clips it does not have
   */
  public static int add(Path out, Path list) {
    Map<String, String> ids = new HashMap<>();
    for (ItemRecord item : Json.readLines(out.resolve(ITEMS), ItemRecord.class)) {
      if (item.kept() || REASON.equals(item.reason())) {
        ids.put(key(item.fileName()), item.id());
        ids.put(item.id(), item.id());
      }
    }
    if (ids.isEmpty()) {
      throw new InputException(
          out, "holds no clips that could be rejected", "give the --out of a finished augment");
    }
    Reviews before = read(out.resolve(FILE));
    SortedMap<String, Integer> all = new TreeMap<>(before.lists);
    int number = before.last() + 1;
    int added = 0;
    List<String> unknown = new ArrayList<>();
    for (String line : lines(list)) {
      String id = ids.get(key(line));
      if (id == null) {
        unknown.add(line);
      } else if (all.putIfAbsent(id, number) == null) {
        added++;
      }
    }
    if (!unknown.isEmpty()) {
      throw new InputException(
          list,
          "names "
              + unknown.size()
              + " clips that "
              + out
              + " does not have, the first "
              + unknown.get(0),
          "name synthetic clips as they are in " + out + "; nothing was rejected");
    }
    StringBuilder text = new StringBuilder();
    all.forEach((id, n) -> text.append(Json.line(new Line(n, id))).append('\n'));
    AtomicFiles.write(out.resolve(FILE), text.toString());
    return added;
  }

  private static List<String> lines(Path list) {
    try {
      if (Files.size(list) > MOST_BYTES) {
        throw new InputException(list, "is too large for a list", "give one clip a line");
      }
      return new String(Files.readAllBytes(list), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split(",", 2)[0].replace("\"", "").strip())
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .filter(line -> !line.equals("file_name"))
          .toList();
    } catch (IOException e) {
      throw new InputException(list, "cannot be read", "give a text file, one clip a line", e);
    }
  }

  /** The last part of a path, without the ending. */
  private static String key(String name) {
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    return last.endsWith(".mp4") ? last.substring(0, last.length() - 4) : last;
  }
}
