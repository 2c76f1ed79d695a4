package io.argen.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.argen.run.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Reads what a run wrote, whatever state it is in: what cannot be read becomes a note. */
final class JsonLines {
  private JsonLines() {}

  /** Passes every object of a file of one JSON object a line on, one at a time. */
  static void read(Path file, List<String> notes, Consumer<JsonNode> each) {
    int torn = 0;
    try (BufferedReader in = reader(file)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        JsonNode node = parsed(line);
        if (node.isObject()) {
          each.accept(node);
        } else if (!line.isBlank()) {
          torn++;
        }
      }
    } catch (IOException e) {
      notes.add(Text.label(file.getFileName().toString()) + " cannot be read to its end.");
    }
    if (torn > 0) {
      notes.add(
          Text.label(file.getFileName().toString())
              + ": "
              + Text.count(torn, "line")
              + " could not be read and "
              + (torn == 1 ? "is" : "are")
              + " left out.");
    }
  }

  /** A file of one JSON object; a missing node, and a note, if it cannot be read. */
  static JsonNode object(Path file, String withoutIt, List<String> notes) {
    if (!Files.isRegularFile(file)) {
      notes.add(file.getFileName() + " is missing: " + withoutIt);
      return MissingNode.getInstance();
    }
    try (BufferedReader in = reader(file)) {
      StringBuilder text = new StringBuilder();
      char[] part = new char[1 << 16];
      for (int n = in.read(part); n >= 0; n = in.read(part)) {
        text.append(part, 0, n);
      }
      JsonNode node = parsed(text.toString());
      if (node.isObject()) {
        return node;
      }
    } catch (IOException e) {
      notes.add(file.getFileName() + " cannot be opened: " + withoutIt);
      return MissingNode.getInstance();
    }
    notes.add(file.getFileName() + " is damaged: " + withoutIt);
    return MissingNode.getInstance();
  }

  /** Bytes that are no UTF-8 become replacement characters instead of ending the reading. */
  static BufferedReader reader(Path file) throws IOException {
    return new BufferedReader(
        new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
  }

  private static JsonNode parsed(String text) {
    try {
      JsonNode node = Json.tree(text);
      return node == null ? MissingNode.getInstance() : node;
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }
}
