package io.argen.cli;

import io.argen.affect.Compound;
import io.argen.facs.ActionUnits;
import io.argen.motion.AusParser;
import io.argen.motion.EmotionPrototypes;
import io.argen.run.InputException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads {@code awe=1=2,2=2,5=3} or {@code awe=awed}: what classes of the user's own look like. */
final class Prototypes {
  /** What is no Action Unit starts the next class. */
  private static final Pattern ACTION_UNIT =
      Pattern.compile("(AU)?\\d+ *[LR]?", Pattern.CASE_INSENSITIVE);

  private Prototypes() {}

  /**
   * Label to Action Units.
   *
   * @param texts one or several classes each; configuration files join theirs by commas
   * @throws InputException naming what is wrong
   */
  static SortedMap<String, ActionUnits> parse(List<String> texts) {
    Map<String, String> units = new LinkedHashMap<>();
    for (String text : texts) {
      String label = "";
      for (String part : text.split(",")) {
        int end = part.indexOf('=');
        String head = end < 0 ? part.strip() : part.substring(0, end).strip();
        boolean starts = label.isEmpty() || !ACTION_UNIT.matcher(head).matches();
        if (starts && (end < 1 || end == part.length() - 1)) {
          throw new InputException(
              "--prototype "
                  + text
                  + ": expected LABEL=AUS, as in awe=1=2,2=2,5=3, or a compound"
                  + " emotion, as in awe=awed");
        }
        if (starts) {
          label = head;
        }
        units.merge(
            label, starts ? part.substring(end + 1) : part, (before, more) -> before + "," + more);
      }
    }
    SortedMap<String, ActionUnits> prototypes = new TreeMap<>();
    units.forEach(
        (label, text) ->
            prototypes.put(
                label,
                Compound.parse(text)
                    .map(EmotionPrototypes::typical)
                    .orElseGet(() -> AusParser.parse(text))));
    return prototypes;
  }
}
