package io.argen.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.facs.ActionUnit;
import io.argen.facs.Side;
import io.argen.run.InputException;
import org.junit.jupiter.api.Test;

final class AusParserTest {
  @Test
  void sidesNumbersAndLettersAreRead() {
    var units = AusParser.parse("1=3, AU04=B,12L=4+AU6");
    assertEquals(3, units.get(ActionUnit.AU01, Side.LEFT));
    assertEquals(2, units.get(ActionUnit.AU04, Side.RIGHT));
    assertEquals(4, units.get(ActionUnit.AU12, Side.LEFT));
    assertEquals(0, units.get(ActionUnit.AU12, Side.RIGHT));
    assertEquals(3, units.get(ActionUnit.AU06));
  }

  @Test
  void theWrongPartIsNamed() {
    assertTrue(message("1=3,foo").contains("'FOO'"));
    assertTrue(message("99=1").contains("known are 1 2 4"));
    assertTrue(message("12=7").contains("between 0 and 5"));
  }

  private static String message(String text) {
    return assertThrows(InputException.class, () -> AusParser.parse(text)).toString();
  }
}
