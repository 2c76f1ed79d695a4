package io.argen.augment;

import io.argen.facs.ActionUnits;
import io.argen.facs.Emotion;
import java.util.Optional;

/**
 * A class to fill.
 *
 * @param label as the set spells it
 * @param emotion what it means, empty for a class of the user's own
 * @param prototype the user's own apex, which goes before the emotion's
 */
record ClassNeed(String label, Optional<Emotion> emotion, Optional<ActionUnits> prototype) {
  ClassNeed {
    if (emotion.isEmpty() && prototype.isEmpty()) {
      throw new IllegalArgumentException(label + " is no known emotion and has no prototype");
    }
  }
}
