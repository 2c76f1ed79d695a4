package io.argen.dataset;

import io.argen.facs.Emotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * MAFW: folders {@code set_1} to {@code set_5}, each with lists {@code train} and {@code test} of
 * {@code name label}; eleven classes, by name or by number from 0 or 1. Four of them (anxiety,
 * helplessness, disappointment and their like) are emotions that need a prototype.
 */
final class Mafw extends ListedLayout {
  private static final int FOLDS = 5;
  private static final int CLASSES = 11;

  private static final List<Emotion> CODES =
      List.of(
          Emotion.ANGER,
          Emotion.DISGUST,
          Emotion.FEAR,
          Emotion.HAPPINESS,
          Emotion.NEUTRAL,
          Emotion.SADNESS,
          Emotion.SURPRISE,
          Emotion.CONTEMPT);

  private static final List<String> LISTS = List.of(".txt", ".csv");

  @Override
  public String name() {
    return "mafw";
  }

  @Override
  Optional<Fold> fold(Path root, int number) {
    return Folders.find(
            root,
            folder ->
                Folders.name(folder).equals("set_" + number) && list(folder, "train").isPresent())
        .flatMap(
            folder ->
                list(folder, "train")
                    .flatMap(train -> list(folder, "test").map(test -> new Fold(train, test))));
  }

  private static Optional<Path> list(Path folder, String name) {
    return LISTS.stream()
        .map(ending -> folder.resolve(name + ending))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  @Override
  String folds(Path root) {
    return String.join(
        ", ",
        IntStream.rangeClosed(1, FOLDS)
            .filter(n -> fold(root, n).isPresent())
            .mapToObj(Integer::toString)
            .toList());
  }

  @Override
  List<String> places(String name) {
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    return List.of(name, stem, stem + ".mp4", stem + ".avi");
  }

  /** Numbers count from 0 if a 0 occurs, else from 1. */
  @Override
  Optional<Emotion> emotion(String label, Set<String> allLabels) {
    boolean fromZero = allLabels.contains("0") && !allLabels.contains(Integer.toString(CLASSES));
    return Dfew.code(CODES, label, fromZero ? 0 : 1);
  }
}
