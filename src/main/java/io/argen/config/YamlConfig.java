package io.argen.config;

import io.argen.config.YamlNode.Entry;
import io.argen.config.YamlNode.Mapping;
import io.argen.config.YamlNode.Scalar;
import io.argen.config.YamlNode.Sequence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/**
 * Option values from a YAML file.
 *
 * <pre>
 * seed: 7
 * augment:
 *   target: balance
 *   max_per_source: 10
 *   classes: [fear, disgust]
 * </pre>
 */
public final class YamlConfig {
  private final Map<String, String> common;
  private final Map<String, Map<String, String>> verbs;

  private YamlConfig(Map<String, String> common, Map<String, Map<String, String>> verbs) {
    this.common = common;
    this.verbs = verbs;
  }

  /**
   * Reads and checks a file.
   *
   * @throws ConfigException naming every problem with its line and key
   */
  public static YamlConfig read(Path file, Schema schema) {
    YamlNode root = YamlParser.read(file);
    Checker checker = new Checker(schema);
    YamlConfig config = checker.root(root);
    if (!checker.problems.isEmpty()) {
      checker.problems.sort(Comparator.comparingInt(ConfigProblem::line));
      throw new ConfigException(file, checker.problems);
    }
    return config;
  }

  /** Option (snake_case) to value for a verb: the file's common values, overridden by its own. */
  public Map<String, String> valuesOf(String verb) {
    Map<String, String> values = new LinkedHashMap<>(common);
    values.putAll(verbs.getOrDefault(verb, Map.of()));
    return Collections.unmodifiableMap(values);
  }

  private static final class Checker {
    private final Schema schema;
    private final List<ConfigProblem> problems = new ArrayList<>();

    Checker(Schema schema) {
      this.schema = schema;
    }

    YamlConfig root(YamlNode node) {
      Map<String, String> common = new LinkedHashMap<>();
      Map<String, Map<String, String>> verbs = new LinkedHashMap<>();
      if (!(node instanceof Mapping mapping)) {
        report(node.line(), "", "expected keys and values such as 'seed: 7'");
        return new YamlConfig(common, verbs);
      }
      Set<String> known = new LinkedHashSet<>(schema.common().keySet());
      known.addAll(schema.verbs().keySet());
      Map<String, Integer> seen = new HashMap<>();
      for (Entry entry : mapping.entries()) {
        String key = entry.key();
        if (repeated(seen, entry, key)) {
          continue;
        }
        Map<String, OptionType> options = schema.verbs().get(key);
        OptionType type = schema.common().get(key);
        if (options != null) {
          verbs.put(key, verb(key, options, entry));
        } else if (type != null) {
          value(key, key, type, entry, common);
        } else {
          unknown(entry.line(), key, key, known);
        }
      }
      return new YamlConfig(common, verbs);
    }

    private Map<String, String> verb(String verb, Map<String, OptionType> options, Entry entry) {
      Map<String, String> values = new LinkedHashMap<>();
      if (entry.value() instanceof Scalar scalar && scalar.empty()) {
        return values;
      }
      if (!(entry.value() instanceof Mapping mapping)) {
        report(entry.line(), verb, "expected the options of " + verb + " below it");
        return values;
      }
      Map<String, OptionType> known = new LinkedHashMap<>(schema.common());
      known.putAll(options);
      Map<String, Integer> seen = new HashMap<>();
      for (Entry option : mapping.entries()) {
        String path = verb + "." + option.key();
        if (repeated(seen, option, path)) {
          continue;
        }
        OptionType type = known.get(option.key());
        if (type == null) {
          unknown(option.line(), path, option.key(), known.keySet());
        } else {
          value(path, option.key(), type, option, values);
        }
      }
      return values;
    }

    private void value(
        String path, String key, OptionType type, Entry entry, Map<String, String> into) {
      String text;
      if (entry.value() instanceof Scalar scalar) {
        text = scalar.text();
      } else if (entry.value() instanceof Sequence sequence && type.list()) {
        StringJoiner joined = new StringJoiner(",");
        for (YamlNode item : sequence.items()) {
          if (!(item instanceof Scalar scalar) || scalar.empty()) {
            report(item.line(), path, "expected a list of plain values");
            return;
          }
          joined.add(scalar.text());
        }
        text = joined.toString();
      } else {
        report(entry.line(), path, "expected one value, got a list or nested keys");
        return;
      }
      type.problem(text)
          .ifPresentOrElse(
              complaint -> report(entry.line(), path, complaint), () -> into.put(key, text));
    }

    private boolean repeated(Map<String, Integer> seen, Entry entry, String path) {
      Integer first = seen.putIfAbsent(entry.key(), entry.line());
      if (first != null) {
        report(entry.line(), path, "is given twice, first on line " + first);
      }
      return first != null;
    }

    private void unknown(int line, String path, String key, Set<String> known) {
      String cure =
          Spelling.nearest(key, known)
              .map(word -> "did you mean " + word + "?")
              .orElseGet(() -> "known: " + String.join(", ", known));
      report(line, path, "unknown key; " + cure);
    }

    private void report(int line, String key, String message) {
      problems.add(new ConfigProblem(line, key, message));
    }
  }
}
