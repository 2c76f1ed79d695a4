package io.argen.cli;

import io.argen.facs.Emotion;
import io.argen.motion.MotionLatents;
import io.argen.run.AtomicFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The motion of people as files of numbers, one a clip, so that a model can be trained again
 * without their clips: {@code NAME.safetensors}, a person's next clips {@code NAME~2.safetensors}.
 */
final class KeptMotion {
  private static final String SUFFIX = ".safetensors";
  private static final String PERSON = "person";
  private static final String EMOTION = "emotion";

  private KeptMotion() {}

  /** Writes motions into a folder, which is made. */
  static void write(Path folder, List<PeopleMotion> motions) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw AtomicFiles.unwritable(folder, e);
    }
    Map<String, Integer> clips = new HashMap<>();
    for (PeopleMotion motion : motions) {
      String name = motion.person().replaceAll("[^A-Za-z0-9._-]", "_");
      int number = clips.merge(name, 1, Integer::sum);
      Map<String, String> notes = new TreeMap<>();
      notes.put(PERSON, motion.person());
      motion.emotion().ifPresent(emotion -> notes.put(EMOTION, emotion.label()));
      motion
          .motion()
          .write(folder.resolve(name + (number == 1 ? "" : "~" + number) + SUFFIX), notes);
    }
  }

  /** What {@link #write} wrote into a folder, in the order of the names; none if it is no such. */
  static List<PeopleMotion> read(Path folder) {
    List<PeopleMotion> motions = new ArrayList<>();
    for (Path file : files(folder)) {
      Map<String, String> notes = MotionLatents.notes(file);
      String person = notes.get(PERSON);
      if (person != null) {
        motions.add(
            new PeopleMotion(
                person,
                Optional.ofNullable(notes.get(EMOTION)).flatMap(Emotion::parse),
                MotionLatents.read(file)));
      }
    }
    return motions;
  }

  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(folder + ": cannot be read; check permissions", e);
    }
  }
}
