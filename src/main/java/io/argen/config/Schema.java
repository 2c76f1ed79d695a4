package io.argen.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a configuration file may say: the options of each verb, and those that stand at the top of
 * the file and hold for every verb that knows them.
 *
 * @param common option name to type, for instance {@code seed}
 * @param verbs verb name to its options; names in snake_case
 */
public record Schema(Map<String, OptionType> common, Map<String, Map<String, OptionType>> verbs) {
  public Schema {
    common = Collections.unmodifiableMap(new LinkedHashMap<>(common));
    Map<String, Map<String, OptionType>> copy = new LinkedHashMap<>();
    verbs.forEach(
        (verb, options) ->
            copy.put(verb, Collections.unmodifiableMap(new LinkedHashMap<>(options))));
    verbs = Collections.unmodifiableMap(copy);
  }

  /** The snake_case key of a command line option: {@code --max-per-source} gives max_per_source. */
  public static String keyOf(String option) {
    return option.replaceFirst("^-+", "").replace('-', '_');
  }
}
