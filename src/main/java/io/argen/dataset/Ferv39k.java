package io.argen.dataset;

import io.argen.facs.Emotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * FERV39k: {@code 4_setups/All_scenes/train_All.csv} and {@code test_All.csv} with lines like
 * {@code Action/Sad/0010 Sad}, frames below {@code 2_ClipsforFaceCrop}. One split.
 */
final class Ferv39k extends ListedLayout {
  @Override
  public String name() {
    return "ferv39k";
  }

  @Override
  Optional<Fold> fold(Path root, int number) {
    if (number != USUAL_FOLD) {
      return Optional.empty();
    }
    return Folders.named(root, "4_setups")
        .map(setups -> setups.resolve("All_scenes"))
        .map(all -> new Fold(all.resolve("train_All.csv"), all.resolve("test_All.csv")))
        .filter(fold -> fold.lists().values().stream().allMatch(Files::isRegularFile));
  }

  @Override
  String folds(Path root) {
    return "1 (FERV39k has one split)";
  }

  @Override
  List<String> places(String name) {
    return List.of(name, name + ".mp4", name + ".avi");
  }

  @Override
  Optional<Emotion> emotion(String label, Set<String> allLabels) {
    return Emotion.parse(label);
  }
}
