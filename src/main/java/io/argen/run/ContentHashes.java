package io.argen.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Content hashes of clips, remembered by size and time of change so that an unchanged file is read
 * only once.
 */
public final class ContentHashes implements AutoCloseable {
  /** A memory that has grown beyond this starts anew: some 300,000 clips. */
  private static final long MOST_BYTES = 64L << 20;

  private final @Nullable Journal journal;
  private final Map<String, String> known = new ConcurrentHashMap<>();

  /** A remembered hash: what the file looked like, and its SHA-256. */
  record Entry(String look, String sha256) {}

  private ContentHashes(@Nullable Journal journal) {
    this.journal = journal;
  }

  /** Remembers in {@code cacheFile}, made if missing. */
  public ContentHashes(Path cacheFile) {
    try {
      if (Files.exists(cacheFile) && Files.size(cacheFile) > MOST_BYTES) {
        Files.delete(cacheFile);
      }
    } catch (IOException e) {
      throw AtomicFiles.unwritable(cacheFile, e);
    }
    for (Entry entry : Json.readLines(cacheFile, Entry.class)) {
      known.put(entry.look(), entry.sha256());
    }
    this.journal = Journal.ofCache(cacheFile);
  }

  /** Remembers until it is closed. */
  public static ContentHashes inMemory() {
    return new ContentHashes((Journal) null);
  }

  /**
   * SHA-256 of a file or folder, hex.
   *
   * @throws IOException if it cannot be read
   */
  public String of(Path path) throws IOException {
    String look = look(path);
    String hash = known.get(look);
    if (hash == null) {
      hash = Digests.ofContent(path);
      known.put(look, hash);
      remember(new Entry(look, hash));
    }
    return hash;
  }

  private void remember(Entry entry) {
    if (journal != null) {
      try {
        journal.append(entry);
      } catch (ArgenException fullDisk) {
        // The file is read once more the next time, which is no reason to end a run.
      }
    }
  }

  private static String look(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return stamp(path, path);
    }
    StringBuilder text = new StringBuilder();
    try (Stream<Path> walk = Files.walk(path)) {
      for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
        text.append(stamp(file, path)).append('\n');
      }
    }
    return path.toAbsolutePath() + "|" + Digests.hex(text.toString());
  }

  private static String stamp(Path file, Path base) throws IOException {
    BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
    Path name = file.equals(base) ? file.toAbsolutePath() : base.relativize(file);
    return name + "|" + now.size() + "|" + now.lastModifiedTime();
  }

  @Override
  public void close() {
    if (journal != null) {
      journal.close();
    }
  }
}
