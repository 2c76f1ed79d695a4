package io.argen.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.argen.facs.ActionUnits;
import io.argen.motion.AusParser;
import io.argen.run.InputException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PrototypesTest {
  private static final Map<String, ActionUnits> AWE_AND_CALM =
      Map.of("awe", AusParser.parse("1=3,2=2,12L=1"), "calm", AusParser.parse("45=1"));

  @Test
  void eachTextIsAClass() {
    assertEquals(AWE_AND_CALM, Prototypes.parse(List.of("awe=1=3,2=2,12L=1", "calm=45=1")));
  }

  @Test
  void textsJoinedByCommasAsInAFileAreTheSame() {
    assertEquals(AWE_AND_CALM, Prototypes.parse(List.of("awe=1=3,2=2,12L=1,calm=AU45=1")));
  }

  @Test
  void aClassMayBeANumber() {
    assertEquals(Map.of("4", AusParser.parse("4=3,5=2")), Prototypes.parse(List.of("4=4=3,5=2")));
  }

  @Test
  void aCompoundEmotionStandsForItsUnits() {
    ActionUnits awed = Prototypes.parse(List.of("awe=awed", "calm=45=1")).get("awe");
    assertEquals(AusParser.parse("1=4,2=4,5=4,25=4,20=4,26=4"), awed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"awe", "awe=", "=1=3", "awe=1=3,calm", "awe=1=9", "awe=99=1"})
  void whatMakesNoSenseIsRefused(String text) {
    assertThrows(InputException.class, () -> Prototypes.parse(List.of(text)));
  }
}
