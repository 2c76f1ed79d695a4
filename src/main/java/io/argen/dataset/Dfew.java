package io.argen.dataset;

import io.argen.facs.Emotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * DFEW: {@code EmoLabel_DataSplit/train(single-labeled)/set_1.csv} to {@code set_5.csv}, labels 1
 * to 7, clips named by their number (folders of frames with five digits, or videos).
 */
final class Dfew extends ListedLayout {
  private static final String LISTS = "EmoLabel_DataSplit";
  private static final int FOLDS = 5;
  private static final Pattern NUMBER = Pattern.compile("0*(\\d{1,6})(?:\\.\\w+)?");

  private static final List<Emotion> CODES =
      List.of(
          Emotion.HAPPINESS,
          Emotion.SADNESS,
          Emotion.NEUTRAL,
          Emotion.ANGER,
          Emotion.SURPRISE,
          Emotion.DISGUST,
          Emotion.FEAR);

  @Override
  public String name() {
    return "dfew";
  }

  @Override
  Optional<Fold> fold(Path root, int number) {
    Optional<Path> lists = Folders.named(root, LISTS);
    if (lists.isEmpty()) {
      return Optional.empty();
    }
    SortedMap<String, Path> found = new TreeMap<>();
    for (String split : List.of(Splits.TRAIN, Splits.VAL, Splits.TEST)) {
      Path list = lists.get().resolve(split + "(single-labeled)").resolve("set_" + number + ".csv");
      if (Files.isRegularFile(list)) {
        found.put(split, list);
      }
    }
    // Published are train and test; sets that ARGen exported may have val instead.
    return found.containsKey(Splits.TRAIN) && found.size() > 1
        ? Optional.of(new Fold(found))
        : Optional.empty();
  }

  @Override
  String folds(Path root) {
    List<String> there = new ArrayList<>();
    for (int n = 1; n <= FOLDS; n++) {
      if (fold(root, n).isPresent()) {
        there.add(Integer.toString(n));
      }
    }
    return String.join(", ", there);
  }

  @Override
  List<String> places(String name) {
    Matcher number = NUMBER.matcher(name);
    if (!number.matches()) {
      return List.of(name);
    }
    String digits = String.format(Locale.ROOT, "%05d", Integer.parseInt(number.group(1)));
    return List.of(digits, digits + ".mp4", number.group(1) + ".mp4", digits + ".avi", name);
  }

  @Override
  Optional<Emotion> emotion(String label, Set<String> allLabels) {
    return code(CODES, label, 1);
  }

  /** A label that is a code, or a name. */
  static Optional<Emotion> code(List<Emotion> codes, String label, int first) {
    try {
      int at = Integer.parseInt(label) - first;
      return at >= 0 && at < codes.size() ? Optional.of(codes.get(at)) : Optional.empty();
    } catch (NumberFormatException e) {
      return Emotion.parse(label);
    }
  }
}
