package io.argen.cli;

import io.argen.clip.Clips;
import io.argen.run.Digests;
import io.argen.run.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Finds the clips among what was typed, and gives each a safe name of its own. */
final class ClipFinder {
  private static final int HASH_DIGITS = 8;

  private ClipFinder() {}

  /**
   * A clip to look at.
   *
   * @param id safe as a file name, unique among all
   * @param path where it lies
   */
  record Found(String id, Path path) {}

  /**
   * The clips in the order of {@code paths}, those of a folder sorted by name. A file is taken as
   * it is, whether or not it looks like a clip; what is named twice is taken once. Folders whose
   * name starts with a dot are passed over.
   *
   * @throws InputException if a folder holds no clip, or nothing is there
   */
  static List<Found> find(List<Path> paths, Path out) {
    Path results = out.toAbsolutePath().normalize();
    Map<Path, String> ids = new LinkedHashMap<>();
    for (Path typed : paths) {
      Path path = typed.normalize().toString().isEmpty() ? Path.of(".") : typed.normalize();
      if (!Files.exists(path)) {
        throw new InputException(path, "does not exist", "check the spelling");
      }
      if (!Files.isDirectory(path) || Clips.isClip(path)) {
        ids.putIfAbsent(path, Clips.id(nameOf(path)));
        continue;
      }
      List<Path> clips = below(path, results);
      if (clips.isEmpty()) {
        throw new InputException(
            path, "holds no clip", "give videos, GIFs, folders of numbered frames, or photos");
      }
      clips.forEach(clip -> ids.putIfAbsent(clip, Clips.id(path.relativize(clip))));
    }
    return unique(ids);
  }

  /** The last name of a path, also of "." and "..". */
  private static Path nameOf(Path path) {
    Path name = path.toAbsolutePath().normalize().getFileName();
    return name == null ? Path.of("clip") : name;
  }

  private static List<Path> below(Path folder, Path results) {
    List<Path> clips = new ArrayList<>();
    List<Path> children;
    try (Stream<Path> list = Files.list(folder)) {
      children = list.filter(child -> !nameOf(child).toString().startsWith(".")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(folder + ": cannot be read; check permissions", e);
    }
    for (Path child : children) {
      if (child.toAbsolutePath().normalize().equals(results)) {
        continue;
      }
      if (Clips.isClip(child)) {
        clips.add(child);
      } else if (Files.isDirectory(child) && !Files.isSymbolicLink(child)) {
        clips.addAll(below(child, results));
      }
    }
    return clips;
  }

  /** Same names get eight digits of their path's hash; case counts for nothing on some disks. */
  private static List<Found> unique(Map<Path, String> ids) {
    Map<String, Integer> uses = new HashMap<>();
    ids.values().forEach(id -> uses.merge(id.toLowerCase(Locale.ROOT), 1, Integer::sum));
    List<Found> found = new ArrayList<>();
    ids.forEach(
        (path, id) -> {
          boolean shared = uses.getOrDefault(id.toLowerCase(Locale.ROOT), 1) > 1;
          String digits = Digests.hex(path.toString()).substring(0, HASH_DIGITS);
          found.add(new Found(shared ? id + "-" + digits : id, path));
        });
    return found;
  }
}
