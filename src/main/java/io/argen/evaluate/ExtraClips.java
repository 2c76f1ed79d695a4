package io.argen.evaluate;

import io.argen.clip.Clips;
import io.argen.dataset.Dataset;
import io.argen.run.InputException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Clips in a data set's folder that are neither used nor left out by name; links are not followed.
 */
final class ExtraClips extends SimpleFileVisitor<Path> {
  private final Path root;
  private final Set<Path> known = new HashSet<>();
  private final List<String> extra = new ArrayList<>();

  private ExtraClips(Dataset data) {
    root = data.root().toAbsolutePath().normalize();
    data.samples().forEach(s -> known.add(s.path().toAbsolutePath().normalize()));
    data.skipped().forEach(s -> known.add(root.resolve(s.path()).normalize()));
  }

  /** Their paths inside the set. */
  static List<String> of(Dataset data) {
    ExtraClips search = new ExtraClips(data);
    try {
      Files.walkFileTree(search.root, search);
    } catch (IOException e) {
      throw new InputException(data.root(), "cannot be searched", "check its permissions", e);
    }
    return search.extra;
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    if (String.valueOf(folder.getFileName()).startsWith(".") || known.contains(folder)) {
      return FileVisitResult.SKIP_SUBTREE;
    }
    if (!folder.equals(root) && Clips.isClip(folder)) {
      add(folder);
      return FileVisitResult.SKIP_SUBTREE;
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (!known.contains(file) && Clips.isClip(file)) {
      add(file);
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException e) {
    return FileVisitResult.CONTINUE;
  }

  private void add(Path path) {
    extra.add(root.relativize(path).toString().replace('\\', '/'));
  }
}
