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
 * @param looks of their own clips; may be empty, then those of others serve
 */
record Person(
    String key,
    Optional<String> subject,
    SortedSet<String> labels,
    List<Source> sources,
    List<ClipLook> looks) {
  Person {
    labels = Collections.unmodifiableSortedSet(new TreeSet<>(labels));
    sources = List.copyOf(sources);
    looks = List.copyOf(looks);
  }

  /** The same with other looks. */
  Person with(List<ClipLook> others) {
    return new Person(key, subject, labels, sources, others);
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
