package io.argen.dataset;

import io.argen.clip.Clips;
import io.argen.facs.Emotion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One folder a class ({@code fear/x.mp4}), optionally below {@code train/ val/ test/}. Below a
 * class folder, a folder of numbered pictures is a clip, any other folder is searched.
 */
final class ClassFolders implements Layout {
  static final String NAME = "folders";

  /** Deeper folders are no plausible corpus. */
  private static final int MAX_DEPTH = 8;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean matches(Path root) {
    return folders(root, new Collected(root, NAME)).stream()
        .flatMap(folder -> isSplit(folder) ? subfolders(folder).stream() : Stream.of(folder))
        .anyMatch(folder -> holdsClip(folder, 1, new TreeSet<>()));
  }

  @Override
  public Dataset read(Path root) {
    Collected found = new Collected(root, NAME);
    List<Path> folders = folders(root, found);
    boolean hasSplits = folders.stream().anyMatch(ClassFolders::isSplit);
    for (Path folder : folders) {
      if (!hasSplits) {
        readClass(found, folder, null);
      } else if (isSplit(folder)) {
        String split = Splits.parse(name(folder)).orElseThrow();
        folders(folder, found).forEach(label -> readClass(found, label, split));
      } else {
        found.warn("folder " + name(folder) + " stands beside the splits and is left alone");
      }
    }
    return found.dataset();
  }

  private static void readClass(Collected found, Path folder, @Nullable String split) {
    Walk walk = new Walk(found, name(folder), split);
    walk.into(folder, 1);
    walk.finish(folder);
  }

  /** The search of one class folder. */
  private static final class Walk {
    private final Collected found;
    private final String label;
    private final @Nullable String split;
    private final Set<Path> above = new TreeSet<>();
    private final Set<String> otherKinds = new TreeSet<>();
    private int clips;
    private int others;

    Walk(Collected found, String label, @Nullable String split) {
      this.found = found;
      this.label = label;
      this.split = split;
    }

    void into(Path folder, int depth) {
      Path real = realPath(folder);
      if (real == null || depth > MAX_DEPTH || !above.add(real)) {
        found.skip(found.relative(folder), "is a link to a folder above it, or nested too deep");
        return;
      }
      for (Path child : children(folder, found)) {
        boolean isFolder = Files.isDirectory(child);
        if (Clips.isClip(child)) {
          found.add(
              new Collected.Entry(
                  child, label, Emotion.parse(label), Optional.empty(), split, true, false));
          clips++;
        } else if (isFolder) {
          into(child, depth + 1);
        } else {
          others++;
          otherKinds.add(kind(child));
        }
      }
      above.remove(real);
    }

    void finish(Path folder) {
      if (clips == 0) {
        found.warn("class folder " + found.relative(folder) + " holds no clip");
      }
      if (others > 0) {
        found.warn(
            "%s: %d files of other kinds (%s) are left alone"
                .formatted(found.relative(folder), others, String.join(", ", otherKinds)));
      }
    }

    private static String kind(Path file) {
      String name = name(file);
      int dot = name.lastIndexOf('.');
      return dot < 0 ? "without extension" : name.substring(dot);
    }
  }

  private static boolean holdsClip(Path folder, int depth, Set<Path> above) {
    Path real = realPath(folder);
    if (real == null || depth > MAX_DEPTH || !above.add(real)) {
      return false;
    }
    boolean holds =
        children(folder, null).stream()
            .anyMatch(
                child ->
                    Clips.isClip(child)
                        || (Files.isDirectory(child) && holdsClip(child, depth + 1, above)));
    above.remove(real);
    return holds;
  }

  private static boolean isSplit(Path folder) {
    return Splits.parse(name(folder)).isPresent();
  }

  private static List<Path> subfolders(Path folder) {
    return children(folder, null).stream().filter(Files::isDirectory).toList();
  }

  private static List<Path> folders(Path folder, Collected found) {
    return children(folder, found).stream().filter(Files::isDirectory).toList();
  }

  /** What a folder holds, by name, hidden entries left out; an unreadable folder is skipped. */
  private static List<Path> children(Path folder, @Nullable Collected found) {
    List<Path> children = new ArrayList<>();
    try (Stream<Path> list = Files.list(folder)) {
      list.filter(child -> !name(child).startsWith(".")).sorted().forEach(children::add);
    } catch (IOException e) {
      if (found != null) {
        found.skip(found.relative(folder), "cannot be listed; check its permissions");
      }
    }
    return children;
  }

  private static @Nullable Path realPath(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      return null;
    }
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
