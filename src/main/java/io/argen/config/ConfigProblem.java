package io.argen.config;

/**
 * One mistake in a configuration file.
 *
 * @param line 1-based line of the key
 * @param key dotted path of the key, for instance {@code augment.max_per_source}
 * @param message what is wrong and how to mend it
 */
public record ConfigProblem(int line, String key, String message) {
  @Override
  public String toString() {
    return "line " + line + (key.isEmpty() ? "" : " " + key) + ": " + message;
  }
}
