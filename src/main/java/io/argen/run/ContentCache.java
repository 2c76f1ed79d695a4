package io.argen.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about clips, kept by their content for all verbs: nothing is decoded, detected
 * or embedded twice. Only its owner may look into it, as it holds people's faces as numbers.
 *
 * <p>An entry is one file, there whole or not at all and checked when read; several processes may
 * use one cache. What was not used for longest goes first when it is full. A cache that cannot be
 * written is an empty one, and never ends a run.
 */
public final class ContentCache implements AutoCloseable {
  private static final int CHECKSUM_BYTES = Long.BYTES;
  private static final int NAME_LENGTH = 40;
  private static final int SHARD = 2;

  /** How often the cache is measured while it grows: at each of these parts of its bound. */
  private static final int PARTS = 16;

  /** A finer time of use would cost a write a read. */
  private static final Duration USE = Duration.ofHours(1);

  private final @Nullable Path folder;
  private final long mostBytes;
  private final String version;
  private final ContentHashes hashes;
  private final AtomicLong written = new AtomicLong();

  private ContentCache(
      @Nullable Path folder, long mostBytes, String version, ContentHashes hashes) {
    this.folder = folder;
    this.mostBytes = mostBytes;
    this.version = version;
    this.hashes = hashes;
  }

  /**
   * Opens a cache; one that cannot be made or written forgets everything.
   *
   * @param folder made if missing, for its owner alone
   * @param mostBytes that it may hold, give or take a sixteenth
   * @param version of whatever finds out what is kept: entries of another are not seen
   */
  public static ContentCache open(Path folder, long mostBytes, String version) {
    try {
      AtomicFiles.privateFolder(folder);
      ContentHashes hashes = new ContentHashes(folder.resolve("hashes.jsonl"));
      return new ContentCache(folder, mostBytes, version, hashes);
    } catch (IOException | ArgenException unwritable) {
      return none();
    }
  }

  /** Keeps nothing. */
  public static ContentCache none() {
    return new ContentCache(null, 0, "", ContentHashes.inMemory());
  }

  /** Whether anything is kept at all. */
  public boolean keeps() {
    return folder != null;
  }

  /** Hashes of contents, kept like the rest. */
  public ContentHashes hashes() {
    return hashes;
  }

  /** What was kept of a file or folder, if anything was and it is unharmed. */
  public Optional<byte[]> get(String kind, Path clip) {
    if (folder == null) {
      return Optional.empty();
    }
    try {
      Path file = place(folder, kind, clip);
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      byte[] all = Files.readAllBytes(file);
      if (all.length < CHECKSUM_BYTES
          || ByteBuffer.wrap(all).getLong() != checksum(all, CHECKSUM_BYTES)) {
        Files.deleteIfExists(file);
        return Optional.empty();
      }
      Instant now = Instant.now();
      if (Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(USE))) {
        Files.setLastModifiedTime(file, FileTime.from(now));
      }
      return Optional.of(Arrays.copyOfRange(all, CHECKSUM_BYTES, all.length));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  /** Keeps something of a file or folder; if it cannot be written, it is as if it was forgotten. */
  public void put(String kind, Path clip, byte[] bytes) {
    if (folder == null) {
      return;
    }
    Path temp = null;
    try {
      Path file = place(folder, kind, clip);
      Files.createDirectories(file.resolveSibling(""));
      byte[] all = new byte[CHECKSUM_BYTES + bytes.length];
      System.arraycopy(bytes, 0, all, CHECKSUM_BYTES, bytes.length);
      ByteBuffer.wrap(all).putLong(checksum(all, CHECKSUM_BYTES));
      // A name of its own: another process may be keeping the same.
      temp = Files.createTempFile(file.resolveSibling(""), "new", AtomicFiles.TEMP_SUFFIX);
      Files.write(temp, all);
      AtomicFiles.moveIntoPlace(temp, file);
      if (written.addAndGet(all.length) > mostBytes / PARTS) {
        trim(folder);
      }
    } catch (IOException fullDisk) {
      deleteQuietly(temp);
    }
  }

  private Path place(Path root, String kind, Path clip) throws IOException {
    String name = Digests.hex(version, kind, hashes.of(clip)).substring(0, NAME_LENGTH);
    return root.resolve(name.substring(0, SHARD)).resolve(name);
  }

  private synchronized void trim(Path root) throws IOException {
    if (written.getAndSet(0) > 0) {
      CacheFiles.of(root).trim(mostBytes);
    }
  }

  private static long checksum(byte[] bytes, int from) {
    CRC32 crc = new CRC32();
    crc.update(bytes, from, bytes.length - from);
    return crc.getValue();
  }

  private static void deleteQuietly(@Nullable Path temp) {
    try {
      if (temp != null) {
        Files.deleteIfExists(temp);
      }
    } catch (IOException e) {
      // Swept when the cache is full.
    }
  }

  @Override
  public void close() {
    try {
      if (folder != null) {
        trim(folder);
      }
    } catch (IOException e) {
      // Another process may have deleted the cache; it is measured again the next time.
    }
    hashes.close();
  }
}
