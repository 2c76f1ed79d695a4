package io.argen.dataset;

import io.argen.facs.Emotion;
import io.argen.run.InputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A corpus whose published folds are list files of names and labels. */
abstract class ListedLayout implements Layout {
  static final int USUAL_FOLD = 1;

  /** What is in two lists stays in the first. */
  private static final List<String> ORDER = List.of(Splits.TRAIN, Splits.TEST, Splits.VAL);

  /** So many names are tried when the folder of the clips is looked for. */
  private static final int PROBES = 50;

  /**
   * The list files of one fold.
   *
   * @param lists by split, {@code train} among them
   */
  record Fold(SortedMap<String, Path> lists) {
    Fold(Path train, Path test) {
      this(new TreeMap<>(Map.of(Splits.TRAIN, train, Splits.TEST, test)));
    }
  }

  /** The list files of a fold, if they are there. */
  abstract Optional<Fold> fold(Path root, int number);

  /** Which folds are there, for messages. */
  abstract String folds(Path root);

  /** The paths below the clips' folder that a listed name may stand for, best first. */
  abstract List<String> places(String name);

  /** What a listed label means. */
  abstract Optional<Emotion> emotion(String label, java.util.Set<String> allLabels);

  @Override
  public boolean matches(Path root) {
    return fold(root, USUAL_FOLD).isPresent();
  }

  @Override
  public Dataset read(Path root) {
    return read(root, USUAL_FOLD);
  }

  @Override
  public Dataset read(Path root, int number) {
    Fold fold =
        fold(root, number)
            .orElseThrow(
                () ->
                    new InputException(
                        root,
                        "holds no lists of " + name() + " fold " + number,
                        "give --fold one of: " + folds(root)));
    Collected found = new Collected(root, name());
    Map<String, List<ListLines.Line>> lines = new LinkedHashMap<>();
    TreeSet<String> labels = new TreeSet<>();
    for (String split : ORDER) {
      Path list = fold.lists().get(split);
      if (list != null) {
        lines.put(split, ListLines.read(list, found));
        lines.getOrDefault(split, List.of()).forEach(line -> labels.add(line.label()));
      }
    }
    Path clips = clips(root, lines.values());
    Map<Path, String> taken = new HashMap<>();
    lines.forEach(
        (split, own) ->
            take(
                found,
                Objects.requireNonNull(fold.lists().get(split)),
                own,
                split,
                clips,
                labels,
                taken));
    found.warn(
        "%s names no subjects: who is in training may be in test; the splits are those of %s"
            .formatted(
                name(),
                fold.lists().values().stream()
                    .map(found::relative)
                    .collect(Collectors.joining(" and "))));
    return found.dataset();
  }

  private void take(
      Collected found,
      Path list,
      List<ListLines.Line> lines,
      String split,
      Path clips,
      java.util.Set<String> labels,
      Map<Path, String> taken) {
    for (ListLines.Line line : lines) {
      String place = ListLines.place(list, line.number(), found);
      Optional<Path> clip = locate(clips, line.name());
      if (clip.isEmpty()) {
        found.skip(line.name(), place + "clip is missing below " + found.relative(clips));
        continue;
      }
      String before = taken.putIfAbsent(clip.get(), place);
      if (before != null) {
        found.skip(line.name(), place + "names the same clip as " + before.replace(": ", ""));
        continue;
      }
      found.add(
          new Collected.Entry(
              found.inRoot(clip.get()),
              line.label(),
              emotion(line.label(), labels),
              Optional.empty(),
              split,
              true,
              false));
    }
  }

  private Optional<Path> locate(Path clips, String name) {
    return places(name).stream()
        .flatMap(place -> ListLines.below(clips, place).stream())
        .filter(Files::exists)
        .findFirst();
  }

  /** The folder that most of the first names are found in. */
  private Path clips(Path root, Collection<List<ListLines.Line>> lists) {
    List<ListLines.Line> probes =
        lists.stream().flatMap(lines -> lines.stream().limit(PROBES)).toList();
    return Folders.find(
            root, folder -> probes.stream().anyMatch(l -> locate(folder, l.name()).isPresent()))
        .orElseThrow(
            () ->
                new InputException(
                    root,
                    "holds the lists of " + name() + " but none of the clips they name",
                    "unpack the clips below it, for instance "
                        + (probes.isEmpty() ? "" : places(probes.get(0).name()).get(0))));
  }
}
