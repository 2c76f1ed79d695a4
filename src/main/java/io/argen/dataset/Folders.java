package io.argen.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Looks for a published corpus's folders, wherever the user unpacked them. */
final class Folders {
  /** Archives are often unpacked into a folder of their own name, once or twice. */
  private static final int MAX_DEPTH = 4;

  private static final int MOST = 20_000;

  private Folders() {}

  /** The first folder, from the top down and by name, that satisfies a condition. */
  static Optional<Path> find(Path root, Predicate<Path> wanted) {
    record Place(Path folder, int depth) {}
    Deque<Place> waiting = new ArrayDeque<>();
    waiting.add(new Place(root, 0));
    int seen = 0;
    while (!waiting.isEmpty() && seen++ < MOST) {
      Place place = waiting.remove();
      if (wanted.test(place.folder())) {
        return Optional.of(place.folder());
      }
      if (place.depth() < MAX_DEPTH) {
        folders(place.folder()).forEach(f -> waiting.add(new Place(f, place.depth() + 1)));
      }
    }
    return Optional.empty();
  }

  /** A folder of this name, at the root or a little below. */
  static Optional<Path> named(Path root, String name) {
    return find(root, folder -> name(folder).equals(name));
  }

  /** Folders in a folder, by name; none if it cannot be listed. Links are not followed. */
  static List<Path> folders(Path folder) {
    return children(folder).stream()
        .filter(child -> Files.isDirectory(child, java.nio.file.LinkOption.NOFOLLOW_LINKS))
        .toList();
  }

  /** What is in a folder, by name, hidden entries left out; nothing if it cannot be listed. */
  static List<Path> children(Path folder) {
    try (Stream<Path> list = Files.list(folder)) {
      return list.filter(child -> !name(child).startsWith(".")).sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
