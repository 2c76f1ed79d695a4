package io.argen.motion.learn;

import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Emotion;
import io.argen.facs.Side;
import io.argen.run.Seeds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Short descriptions: each unit with a word for its strength, then the timing in frames. */
public final class PlainDescriber implements MotionDescriber {
  /** Words for 0.25-0.75, 0.75-1.5 and so on up to 5. */
  private static final List<String> STRENGTHS =
      List.of("trace", "slight", "mild", "moderate", "marked", "strong", "extreme");

  private static final double[] BOUNDS = {0.75, 1.5, 2.2, 2.9, 3.6, 4.3};

  /** Units below this are not spoken of. */
  static final float LEAST = 0.25f;

  @Override
  public String describe(MotionScript script, long seed) {
    RandomGenerator random = Seeds.generator(seed);
    StringBuilder text = new StringBuilder();
    boolean named = random.nextDouble() < 0.5;
    if (named && script.emotion().isPresent()) {
      Emotion emotion = script.emotion().get();
      text.append(capital(emotion.label())).append(". ");
    }
    List<String> units = units(script.apex());
    if (units.isEmpty() || script.beginFrame() >= MotionScript.FRAMES) {
      return text.append("The face stays at rest.").toString();
    }
    return text.append(capital(String.join(", ", units)))
        .append(". ")
        .append(timing(script))
        .toString();
  }

  private static List<String> units(ActionUnits apex) {
    List<ActionUnit> shown = new ArrayList<>();
    for (ActionUnit unit : ActionUnit.values()) {
      if (apex.get(unit) >= LEAST) {
        shown.add(unit);
      }
    }
    shown.sort(Comparator.comparingDouble((ActionUnit unit) -> -apex.get(unit)));
    List<String> words = new ArrayList<>();
    for (ActionUnit unit : shown) {
      float left = apex.get(unit, Side.LEFT);
      float right = apex.get(unit, Side.RIGHT);
      String name = strength(apex.get(unit)) + " " + unit.facsName();
      if (Math.min(left, right) < 0.4 * Math.max(left, right)) {
        name += left > right ? " on the left" : " on the right";
      }
      words.add(name);
    }
    return words;
  }

  static String strength(double intensity) {
    int i = 0;
    while (i < BOUNDS.length && intensity >= BOUNDS[i]) {
      i++;
    }
    return STRENGTHS.get(i);
  }

  private static String timing(MotionScript script) {
    String fall =
        script.fallFrame() < MotionScript.FRAMES
            ? "fades from frame " + Math.max(0, script.fallFrame())
            : "holds to the end";
    if (script.apexFrame() <= 0) {
      return script.fallFrame() <= 0
          ? "It is already fading."
          : "It is there already and " + fall + ".";
    }
    return "It begins at frame "
        + Math.max(0, script.beginFrame())
        + ", peaks at frame "
        + Math.min(MotionScript.FRAMES, script.apexFrame())
        + " and "
        + fall
        + ".";
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
