package io.argen.augment;

import io.argen.facs.ActionUnits;
import io.argen.facs.Emotion;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * All the augmenter needs of faces: look at a real clip, make a synthetic one, look at what was
 * made. Called from several threads. The same arguments give the same results to the bit.
 */
public interface FaceStudio {
  /** Name and version of what moves the faces, for instance {@code dynamics/1}. */
  String generator();

  /** What else clips depend on, for the run's definition. */
  default SortedMap<String, String> settings() {
    return new TreeMap<>();
  }

  /** Model name to SHA-256 of its weights; must not load them. */
  SortedMap<String, String> modelHashes();

  /**
   * Opens a clip and reads its first frame.
   *
   * @throws io.argen.run.InputException if it cannot be read, naming file and cure
   */
  void verify(Path clip);

  /**
   * Looks at all of a real clip.
   *
   * @throws io.argen.run.InputException if it cannot be read, naming file and cure
   */
  ClipSurvey survey(Path clip);

  /** The Action Units of an emotion at its strongest, {@code intensity} in 0-1. */
  ActionUnits apex(Emotion emotion, double intensity, RandomGenerator random);

  /**
   * The face of a clip's frame alone, as a JPEG, to be shown to who describes; empty if the studio
   * has no pictures.
   */
  default Optional<byte[]> portrait(Path clip, int frame) {
    return Optional.empty();
  }

  /**
   * Makes a clip whole at {@code target}, marked as synthetic.
   *
   * @return the motion that was rendered, one entry a frame, relative to the source frame
   * @throws io.argen.run.InputException if the source cannot be used
   */
  List<ActionUnits> generate(ClipOrder order, Path target);

  /** Looks at a made clip as a stranger would: decodes the file, tracks the face, measures it. */
  Findings inspect(Path clip, ClipOrder order);

  /**
   * One attempt at an item.
   *
   * @param item what is wanted
   * @param source the real clip the face comes from
   * @param seed of this attempt
   */
  record ClipOrder(PlanItem item, Path source, long seed) {}
}
