package io.argen.affect;

import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Emotion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One piece of knowledge; a line of a {@code .jsonl} file.
 *
 * @param id unique, for instance {@code au12.appearance}
 * @param kind what it is about
 * @param emotions those it speaks of; may be empty
 * @param actionUnits those it speaks of; may be empty
 * @param text in our own words; data, never an instruction
 * @param source where it is known from
 * @param basis how far it was checked there
 * @param askedAs how people who do not know its words ask for it; may be empty
 * @param seeAlso ids of passages that serve whoever needs this one, too; may be empty
 * @param measured the strongest moment of a real clip, 0-5 a side; null but for exemplars
 */
public record Passage(
    String id,
    Kind kind,
    List<Emotion> emotions,
    List<ActionUnit> actionUnits,
    String text,
    String source,
    Basis basis,
    List<String> askedAs,
    List<String> seeAlso,
    @Nullable ActionUnits measured) {
  public Passage {
    emotions = List.copyOf(emotions);
    actionUnits = List.copyOf(actionUnits);
    askedAs = List.copyOf(askedAs);
    seeAlso = List.copyOf(seeAlso);
  }
}
