package io.argen.config;

import java.util.List;

/** A piece of a YAML file that remembers its line. */
sealed interface YamlNode {
  /** 1-based line on which it starts. */
  int line();

  /** A value as written; {@code empty} marks a key without one. */
  record Scalar(int line, String text, boolean empty) implements YamlNode {}

  /** A list. */
  record Sequence(int line, List<YamlNode> items) implements YamlNode {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /** Keys and values in file order; a key may come twice, so this is no map. */
  record Mapping(int line, List<Entry> entries) implements YamlNode {
    public Mapping {
      entries = List.copyOf(entries);
    }
  }

  /** A key with the line it stands on. */
  record Entry(int line, String key, YamlNode value) {}
}
