package io.argen.cli;

import io.argen.config.Schema;
import io.argen.config.YamlConfig;
import io.argen.run.InputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Gives options that were not typed the values of a configuration file. */
final class ConfigDefaults implements IDefaultValueProvider {
  private static final String OPTION = "--config";

  private final YamlConfig config;

  private ConfigDefaults(YamlConfig config) {
    this.config = config;
  }

  /**
   * Of the file named by {@code --config}, if there is one. It is looked for before the command
   * line is parsed, because its values are the defaults of the parse.
   *
   * @throws InputException if there is no such file
   * @throws io.argen.config.ConfigException naming every problem with its line and key
   */
  static Optional<ConfigDefaults> in(String[] args, CommandSpec root) {
    return file(args)
        .map(file -> new ConfigDefaults(YamlConfig.read(file, OptionTypes.schema(root))));
  }

  private static Optional<Path> file(String[] args) {
    for (int i = 0; i < args.length && !args[i].equals("--"); i++) {
      if (args[i].startsWith(OPTION + "=")) {
        return Optional.of(readable(args[i].substring(OPTION.length() + 1)));
      }
      if (args[i].equals(OPTION) && i + 1 < args.length) {
        return Optional.of(readable(args[i + 1]));
      }
    }
    return Optional.empty();
  }

  private static Path readable(String name) {
    Path file = Path.of(name);
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new InputException(
          file, "is no readable file", "give --config a YAML file such as 'seed: 7'");
    }
    return file;
  }

  @Override
  public @Nullable String defaultValue(ArgSpec arg) {
    if (!(arg instanceof OptionSpec option)) {
      return null;
    }
    return config.valuesOf(verb(arg.command())).get(Schema.keyOf(option.longestName()));
  }

  /** The name just below the root: {@code evaluate} for {@code evaluate generation}. */
  private static String verb(CommandSpec spec) {
    CommandSpec verb = spec;
    while (verb.parent() != null && verb.parent().parent() != null) {
      verb = verb.parent();
    }
    return verb.name();
  }
}
