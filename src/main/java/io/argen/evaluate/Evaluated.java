package io.argen.evaluate;

import io.argen.facs.Emotion;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A clip to evaluate.
 *
 * @param name below the folder
 * @param path where it lies
 * @param label what it shall show
 * @param emotion what the label means, if known
 * @param person who it shows, as the data set names them; else the clip it comes from
 * @param source the frame its face comes from
 * @param asked unit column ({@code AU12}) to its asked curve, empty if unknown
 */
record Evaluated(
    String name,
    Path path,
    String label,
    Optional<Emotion> emotion,
    String person,
    Optional<Source> source,
    SortedMap<String, List<Double>> asked) {

  /** A frame of a clip. */
  record Source(Path clip, int frame) {}
}
