package io.argen.affect;

import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says what a clip must not show: movements that oppose the plan, and known failures. */
final class NegativePrompts {
  private static final Map<ActionUnit, String> NAMES = new EnumMap<>(ActionUnit.class);
  private static final String FAILURES =
      "frozen face, flicker, changing identity, drifting features, warped teeth, grid pattern, "
          + "over-exposure, blur, watermark";

  static {
    NAMES.put(ActionUnit.AU12, "smile");
    NAMES.put(ActionUnit.AU15, "drooping mouth corners");
    NAMES.put(ActionUnit.AU04, "knitted brows");
    NAMES.put(ActionUnit.AU02, "raised outer brows");
    NAMES.put(ActionUnit.AU09, "wrinkled nose");
    NAMES.put(ActionUnit.AU24, "pressed lips");
    NAMES.put(ActionUnit.AU26, "dropped jaw");
    NAMES.put(ActionUnit.AU20, "lips stretched sideways");
    NAMES.put(ActionUnit.AU05, "widened eyes");
  }

  private NegativePrompts() {}

  /** Never names a unit that is planned, however weak. */
  static String of(ActionUnits plan, Set<FaceKind> faces) {
    List<String> parts = new ArrayList<>();
    NAMES.forEach(
        (unit, name) -> {
          if (plan.get(unit) == 0) {
            parts.add(name);
          }
        });
    parts.add(FAILURES);
    faces.forEach(face -> parts.add(face.failure()));
    return String.join(", ", parts);
  }
}
