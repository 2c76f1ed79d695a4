package io.argen.affect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AlignmentCheckTest {
  private static final AlignmentCheck CHECK = AlignmentCheck.standard();

  private static List<ActionUnit> units(String text) {
    return CHECK.read(text).units();
  }

  @Test
  void readsOtherPeoplesWords() {
    assertEquals(
        List.of(ActionUnit.AU01, ActionUnit.AU02, ActionUnit.AU04),
        units("Her eyebrows are raised and drawn tightly together."));
    assertEquals(List.of(ActionUnit.AU06, ActionUnit.AU12), units("He grins, cheeks lifted."));
    assertEquals(List.of(ActionUnit.AU12, ActionUnit.AU25), units("AU12 (D) with lips parted"));
    assertEquals(List.of(ActionUnit.AU26), units("Her jaw hangs slack."));
  }

  @Test
  void whatIsDeniedIsNotRead() {
    assertEquals(List.of(ActionUnit.AU04), units("The brows lower, without any smile."));
    assertEquals(List.of(), units("The lips do not part."));
  }

  @Test
  void readsStrengthAndSide() {
    ActionUnits read =
        CHECK.read("A barely visible smile on the left only; the jaw drops (E).").intensities();
    assertEquals(1, read.get(ActionUnit.AU12, Side.LEFT));
    assertEquals(0, read.get(ActionUnit.AU12, Side.RIGHT));
    assertEquals(5, read.get(ActionUnit.AU26));
  }

  @Test
  void whatIsLeftOutOrInventedCostsItsShare() {
    ActionUnits plan = ActionUnits.neutral().with(ActionUnit.AU06, 3).with(ActionUnit.AU12, 4);
    assertEquals(1, CHECK.score(plan, "The cheeks markedly lift, the lip corners strongly rise."));
    assertEquals(0.5, CHECK.score(plan, "The cheeks markedly lift."));
    assertEquals(
        2 / 3.0,
        CHECK.score(plan, "The cheeks markedly lift, a strong smile, the jaw slightly drops."),
        1e-9);
    assertTrue(CHECK.score(plan, "The cheeks faintly lift, a strong smile.") < 1);
    assertEquals(1, CHECK.score(ActionUnits.neutral(), "The face rests."));
  }
}
