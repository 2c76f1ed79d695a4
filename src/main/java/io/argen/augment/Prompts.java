package io.argen.augment;

import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Emotion;
import io.argen.facs.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Says an expression in a plain sentence, and where its Action Units come from. */
final class Prompts {
  private static final float SHOWN = 0.5f;
  private static final String[] STRENGTHS = {"trace", "slight", "marked", "severe", "maximal"};

  private Prompts() {}

  /** For instance "A face moves from rest to fear: marked inner brow raiser (AU1), ...". */
  static String of(String label, ActionUnits asked) {
    List<ActionUnit> shown = new ArrayList<>();
    for (ActionUnit unit : ActionUnit.values()) {
      if (asked.get(unit) >= SHOWN) {
        shown.add(unit);
      }
    }
    if (shown.isEmpty()) {
      return "A face stays " + label + ": it blinks, looks about and moves a little.";
    }
    shown.sort(Comparator.comparingDouble((ActionUnit unit) -> -asked.get(unit)));
    List<String> parts = new ArrayList<>();
    for (ActionUnit unit : shown) {
      parts.add(part(asked, unit));
    }
    return "A face moves from rest to " + label + ": " + String.join(", ", parts) + ".";
  }

  private static String part(ActionUnits asked, ActionUnit unit) {
    float left = asked.get(unit, Side.LEFT);
    float right = asked.get(unit, Side.RIGHT);
    String side = left > 2 * right ? " on the left" : right > 2 * left ? " on the right" : "";
    int strength = Math.max(1, Math.min(5, Math.round(asked.get(unit))));
    return STRENGTHS[strength - 1] + " " + unit.facsName() + side + " (AU" + unit.number() + ")";
  }

  /**
   * Where the Action Units of a class come from: OpenDBM documentation 2.0 (EMFACS-style table) and
   * Du, Tao and Martinez 2014, PNAS 111(15) E1454, table 1, core units with variants in brackets.
   */
  static String evidence(@org.jspecify.annotations.Nullable Emotion emotion, boolean users) {
    if (users || emotion == null) {
      return "Action Units given by the user for this class.";
    }
    return switch (emotion) {
      case NEUTRAL -> "No Action Unit beyond blinks; gaze and head move a little.";
      case HAPPINESS -> table("6+12", "12, 25 (6)");
      case SADNESS -> table("1+4+15", "4, 15 (1, 6, 11, 17)");
      case SURPRISE -> table("1+2+5+26", "1, 2, 25, 26 (5)");
      case FEAR -> table("1+2+4+5+7+20+26", "1, 4, 20, 25 (2, 5, 26)");
      case ANGER -> table("4+5+7+23", "4, 7, 24 (10, 17, 23)");
      case DISGUST -> table("9+15+16", "9, 10, 17 (4, 24)");
      case CONTEMPT -> "EMFACS-style table (OpenDBM 2.0): AU 12+14 on one side.";
    };
  }

  private static String table(String emfacs, String du) {
    return "EMFACS-style table (OpenDBM 2.0): AU "
        + emfacs
        + "; Du et al. 2014, PNAS 111(15) E1454: AU "
        + du
        + ".";
  }
}
