package io.argen.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of a {@link ContentCache} as they lie on the disk.
 *
 * @param files those last used longest ago first
 */
public record CacheFiles(List<Entry> files) {
  /** What a file takes at least. */
  private static final long BLOCK = 4096;

  /** A full cache is emptied to this share, so that it is not full again at once. */
  private static final double KEPT = 0.9;

  public CacheFiles {
    files = List.copyOf(files);
  }

  /** One file: what it takes on the disk, and when it was last used, as milliseconds. */
  public record Entry(Path path, long bytes, long usedMillis) {}

  /** All files below a folder; none if it is missing. */
  public static CacheFiles of(Path folder) throws IOException {
    List<Entry> entries = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> shards = Files.list(folder)) {
        for (Path shard : shards.filter(Files::isDirectory).toList()) {
          addAll(shard, entries);
        }
      }
    }
    entries.sort(Comparator.comparingLong(Entry::usedMillis).thenComparing(Entry::path));
    return new CacheFiles(entries);
  }

  private static void addAll(Path shard, List<Entry> entries) throws IOException {
    try (Stream<Path> files = Files.list(shard)) {
      for (Path file : files.toList()) {
        try {
          BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
          long bytes = Math.max(1, (now.size() + BLOCK - 1) / BLOCK) * BLOCK;
          entries.add(new Entry(file, bytes, now.lastModifiedTime().toMillis()));
        } catch (NoSuchFileException takenByAnother) {
          // Two processes may tidy up at once.
        }
      }
    }
  }

  /** What all of them take on the disk. */
  public long bytes() {
    return files.stream().mapToLong(Entry::bytes).sum();
  }

  void trim(long mostBytes) throws IOException {
    long bytes = bytes();
    if (bytes <= mostBytes) {
      return;
    }
    for (Entry entry : files) {
      if (bytes <= KEPT * mostBytes) {
        return;
      }
      Files.deleteIfExists(entry.path());
      bytes -= entry.bytes();
    }
  }
}
