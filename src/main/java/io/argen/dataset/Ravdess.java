package io.argen.dataset;

import io.argen.facs.Emotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * RAVDESS: {@code modality-channel-emotion-intensity-statement-repetition-actor.mp4}. Modality 01
 * (with sound) and 02 (without) are the same performance and count once. The subject is the actor.
 */
final class Ravdess implements Layout {
  private static final Pattern NAME =
      Pattern.compile("(0[12])-(0[12]-(0[1-8])-0[12]-0[12]-0[12]-(\\d\\d))\\.(mp4|avi|mkv|mov)");

  private static final int LEAST = 2;

  /** By code from 01; calm (02) has no prototype. */
  private static final List<Optional<Emotion>> CODES =
      List.of(
          Optional.of(Emotion.NEUTRAL),
          Optional.empty(),
          Optional.of(Emotion.HAPPINESS),
          Optional.of(Emotion.SADNESS),
          Optional.of(Emotion.ANGER),
          Optional.of(Emotion.FEAR),
          Optional.of(Emotion.DISGUST),
          Optional.of(Emotion.SURPRISE));

  @Override
  public String name() {
    return "ravdess";
  }

  @Override
  public boolean matches(Path root) {
    return Folders.find(
            root,
            folder ->
                Folders.children(folder).stream()
                        .filter(f -> NAME.matcher(Folders.name(f)).matches())
                        .limit(LEAST)
                        .count()
                    == LEAST)
        .isPresent();
  }

  @Override
  public Dataset read(Path root) {
    Collected found = new Collected(root, name());
    Map<String, Path> performances = new TreeMap<>();
    int twice = 0;
    for (Path file : files(root)) {
      Matcher name = NAME.matcher(Folders.name(file));
      if (!name.matches()) {
        continue;
      }
      Path before = performances.get(name.group(2));
      twice += before == null ? 0 : 1;
      if (before == null || Folders.name(before).compareTo(Folders.name(file)) > 0) {
        performances.put(name.group(2), file);
      }
    }
    for (Path file : performances.values()) {
      Matcher name = NAME.matcher(Folders.name(file));
      if (name.matches()) {
        found.add(
            new Collected.Entry(
                file,
                name.group(3),
                CODES.get(Integer.parseInt(name.group(3)) - 1),
                Optional.of(name.group(4)),
                null,
                true,
                false));
      }
    }
    if (twice > 0) {
      found.warn(twice + " files show a performance that another file shows too; each counts once");
    }
    return found.dataset();
  }

  /** All files below a folder, by path; links are not followed. */
  private static List<Path> files(Path root) {
    List<Path> files = new ArrayList<>();
    List<Path> waiting = new ArrayList<>(List.of(root));
    while (!waiting.isEmpty()) {
      for (Path child : Folders.children(waiting.remove(waiting.size() - 1))) {
        if (Files.isDirectory(child, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
          waiting.add(child);
        } else {
          files.add(child);
        }
      }
    }
    files.sort(null);
    return files;
  }
}
