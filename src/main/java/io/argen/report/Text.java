package io.argen.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** Words and numbers as a page shows them. Escaping is left to the template. */
final class Text {
  private static final int LABEL_LENGTH = 80;
  private static final int SENTENCE_LENGTH = 600;

  private Text() {}

  /** A name of at most 80 characters. */
  static String label(String text) {
    return shown(text, LABEL_LENGTH);
  }

  /** A text of at most 600 characters. */
  static String sentence(String text) {
    return shown(text, SENTENCE_LENGTH);
  }

  /** The text at a key; empty if it is missing or null. */
  static String at(JsonNode node, String key) {
    JsonNode value = node.path(key);
    return value.isMissingNode() || value.isNull() ? "" : value.asText();
  }

  /** With {@code digits} decimals; a dash for what is no number. */
  static String number(double value, int digits) {
    if (!Double.isFinite(value)) {
      return "–";
    }
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  /** With thin spaces between thousands. */
  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value).replace(',', '\u202f');
  }

  /** "1 clip", "2 clips". */
  static String count(long value, String noun) {
    return count(value) + " " + noun + (value == 1 ? "" : "s");
  }

  /** Seconds as people say them. */
  static String seconds(double seconds) {
    if (!(seconds >= 60)) {
      return number(seconds, seconds < 10 ? 1 : 0) + " s";
    }
    long whole = Math.round(seconds);
    if (whole < 3600) {
      return whole / 60 + " min " + whole % 60 + " s";
    }
    return whole / 3600 + " h " + whole % 3600 / 60 + " min";
  }

  /** Cut to length, with signs that would turn or break the line made visible. */
  private static String shown(String text, int length) {
    StringBuilder out = new StringBuilder();
    int characters = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (characters++ == length) {
        return out.append('…').toString();
      }
      int c = text.codePointAt(i);
      out.appendCodePoint(isShown(c) ? c : Character.isWhitespace(c) ? ' ' : '\ufffd');
    }
    return out.toString();
  }

  private static boolean isShown(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.SURROGATE -> false;
      case Character.FORMAT -> c == 0x200d; // joins emoji
      default -> true;
    };
  }
}
