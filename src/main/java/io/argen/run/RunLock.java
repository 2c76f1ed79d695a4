package io.argen.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps two runs out of one output folder; the system lets go of it when the process dies. */
public final class RunLock implements AutoCloseable {
  private final FileChannel channel;
  private final FileLock lock;

  private RunLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Takes the lock.
   *
   * @throws InputException if another run holds it
   */
  public static RunLock take(Path file) {
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      @Nullable FileLock lock = channel.tryLock();
      if (lock != null) {
        return new RunLock(channel, lock);
      }
    } catch (OverlappingFileLockException heldHere) {
      // Reported below, as a lock held by another process is.
    } catch (IOException e) {
      throw AtomicFiles.unwritable(file, e);
    }
    close(channel);
    throw new InputException(
        file, "another run is writing here", "wait for it to end, or choose another --out");
  }

  @Override
  public void close() {
    try {
      lock.release();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("the run's lock cannot be released", e);
    } finally {
      close(channel);
    }
  }

  private static void close(@Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      // Closing an unused channel cannot lose anything.
    }
  }
}
