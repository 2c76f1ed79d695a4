package io.argen.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The descriptions of a run's clips sentence by sentence, each with the passages it rests on. Runs
 * of older versions have none.
 */
final class WordsOfClips {
  private final Map<String, Words> byItem = new HashMap<>();
  private final Map<String, Page.Passage> passages = new HashMap<>();

  /**
   * What an item shall show.
   *
   * @param writer who wrote it
   * @param alignment how well it says the plan, 0-1; not a number if that is not known
   */
  record Words(String writer, double alignment, List<Sentence> sentences) {}

  /** A sentence and the ids of its passages. */
  record Sentence(String text, List<String> evidence) {}

  private WordsOfClips() {}

  /** Reads those of some items. */
  static WordsOfClips of(Path hidden, Predicate<String> wanted, List<String> notes) {
    WordsOfClips words = new WordsOfClips();
    Path descriptions = hidden.resolve("descriptions.jsonl");
    Path cited = hidden.resolve("passages.jsonl");
    if (Files.isRegularFile(descriptions)) {
      JsonLines.read(
          descriptions,
          notes,
          line -> {
            if (wanted.test(Text.at(line, "id"))) {
              words.byItem.put(Text.at(line, "id"), words(line));
            }
          });
    }
    if (Files.isRegularFile(cited)) {
      JsonLines.read(
          cited,
          notes,
          line ->
              words.passages.put(
                  Text.at(line, "id"),
                  new Page.Passage(
                      Text.label(Text.at(line, "id")),
                      Text.sentence(Text.at(line, "text")),
                      Text.sentence(source(line)))));
    }
    return words;
  }

  private static String source(JsonNode line) {
    return Text.at(line, "basis").equals("memory")
        ? Text.at(line, "source") + "; from memory, not checked there"
        : Text.at(line, "source");
  }

  private static Words words(JsonNode line) {
    List<Sentence> sentences = new ArrayList<>();
    for (JsonNode statement : line.path("statements")) {
      List<String> ids = new ArrayList<>();
      statement.path("evidence").forEach(id -> ids.add(id.asText()));
      sentences.add(new Sentence(Text.at(statement, "text"), ids));
    }
    return new Words(
        Text.at(line, "writer"), line.path("alignment").asDouble(Double.NaN), sentences);
  }

  /** The words of an item; none if they are not known. */
  Words of(String item) {
    return byItem.getOrDefault(item, new Words("", Double.NaN, List.of()));
  }

  /** Passages by id, as far as they were written down. */
  Map<String, Page.Passage> passages() {
    return passages;
  }

  /** The sentences of an item with their passages. */
  List<Page.Statement> statements(String item) {
    return of(item).sentences().stream()
        .map(
            sentence ->
                new Page.Statement(
                    Text.sentence(sentence.text()),
                    sentence.evidence().stream()
                        .map(
                            id ->
                                passages.getOrDefault(id, new Page.Passage(Text.label(id), "", "")))
                        .toList()))
        .toList();
  }

  /** All passages that items cite. */
  Set<String> cited() {
    return passages.keySet();
  }
}
