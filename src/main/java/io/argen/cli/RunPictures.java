package io.argen.cli;

import io.argen.run.ArgenException;
import io.argen.run.AtomicFiles;
import io.argen.run.RunLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A folder for pictures of faces that a run looks at again and again. It goes with the run; what a
 * killed run left is deleted by the next.
 */
final class RunPictures implements AutoCloseable {
  private static final String LOCK = ".lock";

  private final Path folder;
  private final RunLock lock;

  private RunPictures(Path folder, RunLock lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /** Where all runs of this user have theirs. */
  static Path root(Places places) {
    return places.cache().resolve("recognition");
  }

  /**
   * Makes a new folder for its owner alone.
   *
   * @throws ArgenException if it cannot be made
   */
  static RunPictures open(Places places) {
    Path root = root(places);
    try {
      AtomicFiles.privateFolder(root);
      sweep(root);
      // The lock is there before the folder: a folder without one is nobody's.
      Path folder = root.resolve("run-" + UUID.randomUUID());
      RunLock lock = RunLock.take(lockOf(folder));
      Files.createDirectory(folder);
      return new RunPictures(folder, lock);
    } catch (IOException e) {
      throw AtomicFiles.unwritable(root, e);
    }
  }

  private static Path lockOf(Path folder) {
    return folder.resolveSibling(folder.getFileName() + LOCK);
  }

  Path folder() {
    return folder;
  }

  /** Deletes everything that no run is using. */
  static void sweep(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> files = Files.list(root)) {
      all = files.filter(file -> !file.toString().endsWith(LOCK)).toList();
    }
    for (Path one : all) {
      if (isFree(lockOf(one))) {
        AtomicFiles.deleteTree(one);
        Files.deleteIfExists(lockOf(one));
      }
    }
  }

  private static boolean isFree(Path lock) {
    if (Files.exists(lock)) {
      try {
        RunLock.take(lock).close();
      } catch (ArgenException held) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    lock.close();
    try {
      AtomicFiles.deleteTree(folder);
      Files.deleteIfExists(lockOf(folder));
    } catch (IOException e) {
      // The next run deletes it.
    }
  }
}
