package io.argen.affect;

import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Small things about English sentences. */
final class Words {
  private static final Pattern A_BEFORE_VOWEL = Pattern.compile("\\b([Aa]) (?=[aeiouAEIOU])");
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z]+|[0-9]|[^\\sA-Za-z0-9]");
  private static final int LONG_WORD = 10;

  private Words() {}

  static String capital(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  /** "a upturn" becomes "an upturn". */
  static String articles(String text) {
    return A_BEFORE_VOWEL.matcher(text).replaceAll("$1n ");
  }

  /** "x", "x and y", "x, y and z". */
  static String list(List<String> parts, String last) {
    int n = parts.size();
    return n == 1
        ? parts.get(0)
        : String.join(", ", parts.subList(0, n - 1)) + " " + last + " " + parts.get(n - 1);
  }

  static <T> T pick(List<T> choices, RandomGenerator random) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** About how many tokens the text encoder sees, from above: long and rare words are split. */
  static int tokens(String text) {
    int[] count = {2};
    TOKEN
        .matcher(text)
        .results()
        .forEach(word -> count[0] += word.group().length() >= LONG_WORD ? 2 : 1);
    return count[0];
  }
}
