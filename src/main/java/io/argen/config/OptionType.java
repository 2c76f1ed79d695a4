package io.argen.config;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** What values an option takes; {@link #problem} says what is wrong with one. */
public sealed interface OptionType {
  /** The complaint about {@code value}, or empty if it is fine. */
  Optional<String> problem(String value);

  /** Whether a YAML list is accepted; its items are joined by commas. */
  default boolean list() {
    return false;
  }

  /** Any text, paths included. */
  record Text() implements OptionType {
    @Override
    public Optional<String> problem(String value) {
      return value.isEmpty() ? Optional.of("expected text, got nothing") : Optional.empty();
    }
  }

  /** A comma-separated list of texts. */
  record TextList() implements OptionType {
    @Override
    public Optional<String> problem(String value) {
      return value.isEmpty() ? Optional.of("expected a list, got nothing") : Optional.empty();
    }

    @Override
    public boolean list() {
      return true;
    }
  }

  /** {@code true} or {@code false}. */
  record Flag() implements OptionType {
    @Override
    public Optional<String> problem(String value) {
      return value.equals("true") || value.equals("false")
          ? Optional.empty()
          : Optional.of("expected true or false, got '" + value + "'");
    }
  }

  /** A whole number in a closed range. */
  record Whole(long min, long max) implements OptionType {
    @Override
    public Optional<String> problem(String value) {
      try {
        long number = Long.parseLong(value);
        return number >= min && number <= max
            ? Optional.empty()
            : Optional.of("must be " + range(min, max) + ", got " + value);
      } catch (NumberFormatException notWhole) {
        return Optional.of("expected a whole number, got '" + value + "'");
      }
    }

    private static String range(long min, long max) {
      if (max == Long.MAX_VALUE) {
        return "at least " + min;
      }
      return "between " + min + " and " + max;
    }
  }

  /** A number in a closed range. */
  record Decimal(double min, double max) implements OptionType {
    @Override
    public Optional<String> problem(String value) {
      try {
        double number = new BigDecimal(value).doubleValue();
        return number >= min && number <= max
            ? Optional.empty()
            : Optional.of(
                String.format(Locale.ROOT, "must be between %s and %s, got %s", min, max, value));
      } catch (NumberFormatException notNumber) {
        return Optional.of("expected a number, got '" + value + "'");
      }
    }
  }

  /** One of a few words. */
  record Choice(List<String> words) implements OptionType {
    public Choice {
      words = List.copyOf(words);
    }

    @Override
    public Optional<String> problem(String value) {
      if (words.contains(value)) {
        return Optional.empty();
      }
      return Optional.of(
          "expected one of "
              + String.join(", ", words)
              + ", got '"
              + value
              + "'"
              + Spelling.nearest(value, words).map(w -> "; did you mean " + w + "?").orElse(""));
    }
  }

  /** A fixed word, or a whole number: {@code balance | N}. */
  record WordOrWhole(List<String> words, long min) implements OptionType {
    public WordOrWhole {
      words = List.copyOf(words);
    }

    @Override
    public Optional<String> problem(String value) {
      if (words.contains(value) || new Whole(min, Long.MAX_VALUE).problem(value).isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          "expected "
              + String.join(", ", words)
              + " or a whole number of at least "
              + min
              + ", got '"
              + value
              + "'"
              + Spelling.nearest(value, words).map(w -> "; did you mean " + w + "?").orElse(""));
    }
  }

  /** A word in any of several spellings, for instance an emotion; {@code words} are the usual. */
  record Spelled(List<String> words, Predicate<String> accepts) implements OptionType {
    public Spelled {
      words = List.copyOf(words);
    }

    @Override
    public Optional<String> problem(String value) {
      return accepts.test(value) ? Optional.empty() : new Choice(words).problem(value);
    }
  }
}
