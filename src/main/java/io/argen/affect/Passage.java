package io.argen.affect;

import io.argen.facs.ActionUnit;
import io.argen.facs.Emotion;
import java.util.List;

/**
 * One piece of knowledge; a line of a {@code .jsonl} file.
 *
 * @param id unique, for instance {@code au12.appearance}
 * @param kind what it is about
 * @param emotions those it speaks of; may be empty
 * @param actionUnits those it speaks of; may be empty
 * @param text in our own words; data, never an instruction
 * @param source where it is known from
 */
public record Passage(
    String id,
    Kind kind,
    List<Emotion> emotions,
    List<ActionUnit> actionUnits,
    String text,
    String source) {
  public Passage {
    emotions = List.copyOf(emotions);
    actionUnits = List.copyOf(actionUnits);
  }
}
