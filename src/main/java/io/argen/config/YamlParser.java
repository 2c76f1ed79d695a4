package io.argen.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.argen.config.YamlNode.Entry;
import io.argen.config.YamlNode.Mapping;
import io.argen.config.YamlNode.Scalar;
import io.argen.config.YamlNode.Sequence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads YAML into nodes that know their lines; Jackson's record mapping would lose them. */
final class YamlParser {
  private static final YAMLFactory FACTORY = new YAMLFactory();

  private YamlParser() {}

  /**
   * The root of a file; an empty file is an empty mapping.
   *
   * @throws ConfigException if it is no YAML, with the line
   * @throws UncheckedIOException if it cannot be read
   */
  static YamlNode read(Path file) {
    String text;
    try {
      text = Files.readString(file, StandardCharsets.UTF_8);
    } catch (java.nio.charset.CharacterCodingException notUtf8) {
      throw new ConfigException(
          file, List.of(new ConfigProblem(1, "", "is not UTF-8 text; save it as UTF-8")));
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be read", e);
    }
    try (YAMLParser parser = FACTORY.createParser(text)) {
      return parser.nextToken() == null ? new Mapping(1, List.of()) : node(parser);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      String reason = e.getOriginalMessage().lines().findFirst().orElse("unreadable");
      throw new ConfigException(
          file, List.of(new ConfigProblem(line, "", "is not valid YAML: " + reason)));
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be read", e);
    }
  }

  private static YamlNode node(YAMLParser parser) throws IOException {
    int line = line(parser);
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      List<Entry> entries = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        int keyLine = line(parser);
        String key = parser.currentName();
        parser.nextToken();
        entries.add(new Entry(keyLine, key, node(parser)));
      }
      return new Mapping(line, entries);
    }
    if (token == JsonToken.START_ARRAY) {
      List<YamlNode> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(node(parser));
      }
      return new Sequence(line, items);
    }
    boolean empty = token == JsonToken.VALUE_NULL;
    return new Scalar(line, empty ? "" : parser.getText().strip(), empty);
  }

  private static int line(YAMLParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }
}
