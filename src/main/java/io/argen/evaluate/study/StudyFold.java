package io.argen.evaluate.study;

import io.argen.dataset.Dataset;
import io.argen.dataset.Sample;
import io.argen.recognize.PeopleFolds;
import io.argen.run.InputException;
import io.argen.run.Seeds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who learns, who decides which weights are kept, and who is judged. Nobody is in two parts.
 *
 * @param number from 1
 * @param train clips that are learned from, and whose people and motion synthetic clips come from
 * @param val clips that decide which weights are kept
 * @param test clips that are looked at once, at the end
 */
public record StudyFold(int number, List<Sample> train, List<Sample> val, List<Sample> test) {
  private static final int VAL_SHARE = 5;
  private static final int ONE_OF = 5;

  public StudyFold {
    train = List.copyOf(train);
    val = List.copyOf(val);
    test = List.copyOf(test);
  }

  /**
   * Deals a data set's people into folds; each is tested once.
   *
   * @param folds at least 2; or 1 for the first of five alone
   * @throws InputException if there are too few people
   */
  public static List<StudyFold> dealt(Dataset data, int folds, long seed) {
    List<Sample> real = real(data.samples());
    int groups = groups(real);
    if (folds == 1) {
      return dealt(data, Math.max(2, Math.min(ONE_OF, groups)), seed).subList(0, 1);
    }
    if (folds < 2 || groups < Math.max(3, folds)) {
      throw new InputException(
          data.root(),
          "shows " + groups + " people, too few for " + folds + " folds",
          "give --folds 1 to " + groups + ", and three people at least");
    }
    List<List<Sample>> parts = PeopleFolds.deal(real, folds, Seeds.derive(seed, "study folds"));
    List<StudyFold> all = new ArrayList<>();
    for (int f = 0; f < folds; f++) {
      List<Sample> rest = new ArrayList<>(real);
      rest.removeAll(new HashSet<>(parts.get(f)));
      all.add(parted(f + 1, rest, List.of(), parts.get(f), seed));
    }
    return all;
  }

  /**
   * A data set's own split; validation is taken from train by person where there is none.
   *
   * @throws InputException if somebody is in two splits, naming the person
   */
  public static StudyFold published(Dataset data, int number, long seed) {
    PeopleFolds.requireApart(data);
    if (real(data.split("test")).isEmpty()) {
      throw new InputException(data.root(), "has no test split", "deal people out with --resplit");
    }
    return parted(
        number, real(data.split("train")), real(data.split("val")), real(data.split("test")), seed);
  }

  private static StudyFold parted(
      int number, List<Sample> rest, List<Sample> val, List<Sample> test, long seed) {
    if (!val.isEmpty()) {
      return new StudyFold(number, rest, val, test);
    }
    List<Sample> taken =
        PeopleFolds.deal(
                rest,
                Math.max(2, Math.min(VAL_SHARE, groups(rest))),
                Seeds.derive(seed, "study val", Integer.toString(number)))
            .get(0);
    List<Sample> train = new ArrayList<>(rest);
    train.removeAll(new HashSet<>(taken));
    return new StudyFold(number, train, taken, test);
  }

  private static List<Sample> real(List<Sample> samples) {
    return samples.stream().filter(sample -> !sample.synthetic()).toList();
  }

  private static int groups(List<Sample> samples) {
    Set<String> names = new TreeSet<>();
    for (Sample sample : samples) {
      names.add(sample.subject().map(s -> "subject " + s).orElse("clip " + sample.id()));
    }
    return names.size();
  }

  /** The training part as a data set of its own: what the augmenter gets to see. */
  Dataset training(Dataset whole) {
    List<Sample> samples = new ArrayList<>();
    for (Sample s : train) {
      samples.add(
          new Sample(
              s.id(),
              s.path(),
              s.label(),
              s.emotion(),
              s.subject(),
              "train",
              s.consent(),
              s.synthetic()));
    }
    return new Dataset(whole.root(), whole.layout(), samples, List.of(), List.of());
  }
}
