package io.argen.cli;

import io.argen.dataset.Dataset;
import io.argen.dataset.Sample;
import io.argen.recognize.PeopleFolds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Who is on which side when a recogniser is trained.
 *
 * @param train clips it learns from
 * @param val clips that decide which weights are kept
 * @param test clips that are counted at the end
 */
record RecognizerParts(List<Sample> train, List<Sample> val, List<Sample> test) {
  /** The set's own parts; val, and with {@code resplit} test, dealt by person. */
  static RecognizerParts of(Dataset set, boolean resplit, long seed) {
    List<Sample> test = new ArrayList<>(set.split("test"));
    List<Sample> val = new ArrayList<>(set.split("val"));
    List<Sample> rest = new ArrayList<>(set.split("train"));
    if (resplit) {
      rest = new ArrayList<>(set.samples());
      test = PeopleFolds.deal(real(rest), 5, seed).get(0);
      rest = without(rest, test);
      val.clear();
    }
    if (val.isEmpty()) {
      val = PeopleFolds.deal(real(rest), 5, seed + 1).get(0);
      rest = without(rest, val);
    }
    return new RecognizerParts(rest, val, test);
  }

  private static List<Sample> real(List<Sample> samples) {
    return samples.stream().filter(sample -> !sample.synthetic()).toList();
  }

  /** Without some clips, and without synthetic ones of their people. */
  private static List<Sample> without(List<Sample> samples, List<Sample> taken) {
    Set<String> people = new HashSet<>();
    taken.forEach(sample -> sample.subject().ifPresent(people::add));
    return samples.stream()
        .filter(
            s ->
                !taken.contains(s)
                    && !(s.subject().isPresent() && people.contains(s.subject().get())))
        .toList();
  }
}
