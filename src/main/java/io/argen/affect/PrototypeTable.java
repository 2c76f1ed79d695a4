package io.argen.affect;

import io.argen.config.Spelling;
import io.argen.facs.ActionUnit;
import io.argen.facs.Emotion;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Published tables of the Action Units of each emotion. They differ, so one may choose.
 *
 * <p>Sources: the EMFACS-style table of the OpenDBM documentation 2.0; Du, Tao & Martinez 2014
 * (PNAS 111(15) E1454), table 1, whose shares of posers were written from memory. Du's table has no
 * contempt: there the other one's row is taken.
 */
@SuppressWarnings("ImmutableEnumChecker") // Map.of and its kind are immutable.
public enum PrototypeTable {
  /** ARGen's own, both tables joined, with strengths that its renderer was set to. */
  ARGEN("", Map.of()),
  /** The EMFACS-style table; disgust is 9+15+16. */
  EMFACS("emfacs", emfacs("9 15 16")),
  /** The same with the other reading of its row of disgust, 9+15+17. */
  EMFACS_17("emfacs", emfacs("9 15 17")),
  /** Du et al. 2014: units that nearly all posers share, others by the share of posers. */
  DU(
      "du",
      Map.of(
          Emotion.HAPPINESS, row("12 25 6:51"),
          Emotion.SADNESS, row("4 15 1:60 6:50 11:26 17:67"),
          Emotion.SURPRISE, row("1 2 25 26 5:66"),
          Emotion.FEAR, row("1 4 20 25 2:57 5:63 26:33"),
          Emotion.ANGER, row("4 7 24 10:26 17:52 23:29"),
          Emotion.DISGUST, row("9 10 17 4:31 24:26"),
          Emotion.CONTEMPT, row("12 14")));

  private final String suffix;
  private final Map<Emotion, List<Part>> rows;

  PrototypeTable(String suffix, Map<Emotion, List<Part>> rows) {
    this.suffix = suffix;
    this.rows = rows;
  }

  /**
   * A unit of a row.
   *
   * @param chance that a showing has it, 1 for the core
   */
  public record Part(ActionUnit unit, double chance) {}

  private static Map<Emotion, List<Part>> emfacs(String disgust) {
    return Map.of(
        Emotion.HAPPINESS, row("6 12"),
        Emotion.SADNESS, row("1 4 15"),
        Emotion.SURPRISE, row("1 2 5 26"),
        Emotion.FEAR, row("1 2 4 5 7 20 26"),
        Emotion.ANGER, row("4 5 7 23"),
        Emotion.DISGUST, row(disgust),
        Emotion.CONTEMPT, row("12 14"));
  }

  /** Reads {@code 12 25 6:51}: numbers, and where a unit is not in all, the share in per cent. */
  static List<Part> row(String text) {
    return Arrays.stream(text.split(" "))
        .map(
            word -> {
              String[] parts = word.split(":");
              return new Part(
                  ActionUnit.ofNumber(Integer.parseInt(parts[0])).orElseThrow(),
                  parts.length == 1 ? 1 : Integer.parseInt(parts[1]) / 100.0);
            })
        .toList();
  }

  /** As options spell it, for instance {@code emfacs-17}. */
  public String key() {
    return Spelling.of(this);
  }

  /** The emotion's units; empty for neutral, and where ARGen's own are to be taken. */
  public List<Part> parts(Emotion emotion) {
    List<Part> parts = rows.get(emotion);
    return parts == null ? List.of() : parts;
  }

  /** Whether this is a table to be taken instead of ARGen's own. */
  public boolean published() {
    return this != ARGEN;
  }

  /** Whether a passage is this table's row: those are cited before others. */
  boolean has(Passage passage) {
    if (!published() || passage.kind() != Kind.PROTOTYPE) {
      return false;
    }
    String id = passage.id();
    boolean other = id.endsWith("-17") != (this == EMFACS_17);
    boolean both = passage.emotions().stream().noneMatch(e -> e == Emotion.DISGUST);
    return both ? id.endsWith("." + suffix) : id.contains("." + suffix) && !other;
  }

  /** Key to table. */
  public static Map<String, PrototypeTable> byKey() {
    Map<String, PrototypeTable> tables = new LinkedHashMap<>();
    for (PrototypeTable table : values()) {
      tables.put(table.key(), table);
    }
    return tables;
  }
}
