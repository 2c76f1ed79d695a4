package io.argen.cli;

import io.argen.affect.vlm.VlmConfig;
import io.argen.config.OptionType;
import io.argen.config.Schema;
import io.argen.facs.Emotion;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** What values the options of the verbs take, for checks and for configuration files. */
final class OptionTypes {
  /** Those that may stand at the top of a configuration file, for every verb that has them. */
  private static final List<String> COMMON = List.of("seed", "jobs", "strict", "verbose");

  /** Those that make no sense in a file. */
  private static final Set<String> NEVER = Set.of("help", "version", "config", "json");

  private OptionTypes() {}

  /** The configuration files of a command with verbs. */
  static Schema schema(CommandSpec root) {
    Map<String, OptionType> common = new LinkedHashMap<>();
    Map<String, Map<String, OptionType>> verbs = new LinkedHashMap<>();
    for (Map.Entry<String, CommandLine> verb : root.subcommands().entrySet()) {
      Map<String, OptionType> options = new LinkedHashMap<>();
      collect(verb.getValue().getCommandSpec(), options);
      verbs.put(verb.getKey(), options);
      for (String key : COMMON) {
        OptionType type = options.get(key);
        if (type != null) {
          common.put(key, type);
        }
      }
    }
    verbs.put("vlm", VlmConfig.options());
    return new Schema(common, verbs);
  }

  /** {@code evaluate generation} takes its options from the file's {@code evaluate}. */
  private static void collect(CommandSpec spec, Map<String, OptionType> into) {
    for (OptionSpec option : spec.options()) {
      String key = Schema.keyOf(option.longestName());
      if (!NEVER.contains(key)) {
        into.put(key, of(option));
      }
    }
    spec.subcommands().values().forEach(sub -> collect(sub.getCommandSpec(), into));
  }

  /**
   * Checks what was typed against the ranges.
   *
   * @throws ParameterException naming the option, the value and the range
   */
  static void check(ParseResult parsed) {
    for (OptionSpec option : parsed.matchedOptions()) {
      OptionType type = of(option);
      for (String value : option.stringValues()) {
        type.problem(value)
            .ifPresent(
                problem -> {
                  throw new ParameterException(
                      parsed.commandSpec().commandLine(), option.longestName() + ": " + problem);
                });
      }
    }
    if (parsed.hasSubcommand()) {
      check(parsed.subcommand());
    }
  }

  /** What values an option takes. */
  static OptionType of(OptionSpec option) {
    Class<?> type = option.isMultiValue() ? option.auxiliaryTypes()[0] : option.type();
    Accepts accepts =
        option.userObject() instanceof Field field ? field.getAnnotation(Accepts.class) : null;
    if (type == boolean.class || type == Boolean.class) {
      return new OptionType.Flag();
    }
    if (option.isMultiValue()) {
      return new OptionType.TextList();
    }
    if (type == Emotion.class) {
      return new OptionType.Spelled(
          Arrays.stream(Emotion.values()).map(Emotion::label).toList(),
          word -> Emotion.parse(word).isPresent());
    }
    if (accepts != null && accepts.words().length > 0) {
      List<String> words = List.of(accepts.words());
      return accepts.numbers()
          ? new OptionType.WordOrWhole(words, whole(accepts.min()))
          : new OptionType.Choice(words);
    }
    if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
      return accepts == null
          ? new OptionType.Whole(Long.MIN_VALUE, Long.MAX_VALUE)
          : new OptionType.Whole(whole(accepts.min()), whole(accepts.max()));
    }
    if (type == double.class || type == Double.class) {
      return accepts == null
          ? new OptionType.Decimal(-Double.MAX_VALUE, Double.MAX_VALUE)
          : new OptionType.Decimal(accepts.min(), accepts.max());
    }
    return new OptionType.Text();
  }

  /** Infinity becomes the end of the range. */
  private static long whole(double bound) {
    return (long) bound;
  }
}
