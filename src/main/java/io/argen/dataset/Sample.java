package io.argen.dataset;

import io.argen.facs.Emotion;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One labelled clip of a corpus.
 *
 * @param id unique in its data set, safe as a file name, made from the path inside the data set
 * @param path where the clip lies
 * @param label its class as the data set spells it
 * @param emotion what the label means, if ARGen knows it
 * @param subject who is seen, if the data set says
 * @param split {@code train}, {@code val} or {@code test}
 * @param consent whether this person's face may be animated
 * @param synthetic whether the clip was generated
 */
public record Sample(
    String id,
    Path path,
    String label,
    Optional<Emotion> emotion,
    Optional<String> subject,
    String split,
    boolean consent,
    boolean synthetic) {

  public Sample {
    if (!Splits.ALL.contains(split)) {
      throw new IllegalArgumentException("split must be one of " + Splits.ALL + ", got " + split);
    }
  }

  /** The same clip in another split. */
  Sample inSplit(String other) {
    return new Sample(id, path, label, emotion, subject, other, consent, synthetic);
  }
}
