package io.argen.motion;

import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Side;
import io.argen.run.InputException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads action units as people write them: {@code 1=3,4=2,12L=4}, {@code AU12}, {@code 6+12}. */
public final class AusParser {
  private static final Pattern TERM =
      Pattern.compile("(?:AU)?0*(\\d{1,2})([LR]?)(?:=(\\d+(?:\\.\\d+)?|[A-E]))?");

  /** Where no intensity is given: C, "marked". */
  private static final float DEFAULT_INTENSITY = 3;

  private AusParser() {}

  /**
   * Parses; L and R are the subject's own sides, intensities 0-5 or A-E.
   *
   * @throws InputException naming the part that is wrong
   */
  public static ActionUnits parse(String text) {
    ActionUnits units = ActionUnits.neutral();
    for (String part : text.strip().toUpperCase(Locale.ROOT).split("[,+\\s]+")) {
      Matcher term = TERM.matcher(part);
      if (!term.matches()) {
        throw new InputException(
            "'" + part + "' is no action unit; write for instance 1=3,4=2,12L=4 (intensity 0-5)");
      }
      ActionUnit unit =
          ActionUnit.ofNumber(Integer.parseInt(term.group(1)))
              .orElseThrow(() -> unknown(term.group(1)));
      float intensity = intensity(term.group(3));
      if (intensity > ActionUnits.MAX_INTENSITY) {
        throw new InputException(
            "'" + part + "': an intensity must be between 0 and 5, got " + term.group(3));
      }
      units =
          switch (term.group(2)) {
            case "L" -> units.with(unit, Side.LEFT, intensity);
            case "R" -> units.with(unit, Side.RIGHT, intensity);
            default -> units.with(unit, intensity);
          };
    }
    return units;
  }

  private static float intensity(@org.jspecify.annotations.Nullable String text) {
    if (text == null) {
      return DEFAULT_INTENSITY;
    }
    char first = text.charAt(0);
    return first >= 'A' ? first - 'A' + 1 : Float.parseFloat(text);
  }

  private static InputException unknown(String number) {
    return new InputException(
        "action unit "
            + number
            + " is not known; known are "
            + Arrays.stream(ActionUnit.values())
                .map(unit -> Integer.toString(unit.number()))
                .collect(Collectors.joining(" ")));
  }
}
