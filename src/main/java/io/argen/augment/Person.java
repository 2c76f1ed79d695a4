package io.argen.augment;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Somebody whose face may be animated.
 *
 * @param key unique and stable: the subject, or the clip where the set knows no subjects
 * @param subject as the set names them
 * @param labels what their real train clips show
 * @param sources their clips with a usable frame, best first; at least one
 */
record Person(
    String key, Optional<String> subject, SortedSet<String> labels, List<Source> sources) {
  Person {
    labels = Collections.unmodifiableSortedSet(new TreeSet<>(labels));
    sources = List.copyOf(sources);
  }

  /**
   * A clip with a usable frame.
   *
   * @param id of the sample
   * @param hash SHA-256 of its content
   * @param frame the frame to start from
   */
  record Source(String id, String hash, SourceFrame frame) {}
}
