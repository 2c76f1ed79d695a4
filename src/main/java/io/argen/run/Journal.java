package io.argen.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file of JSON lines that only grows: each line is on the disk before {@link #append} returns, so
 * a crash loses at most the line in hand. Lines come in the order the work was finished, which is
 * not the same in every run.
 */
public final class Journal implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;

  private final boolean durable;

  private Journal(Path file, FileChannel channel, boolean durable) {
    this.file = file;
    this.channel = channel;
    this.durable = durable;
  }

  /**
   * Opens for appending, making its folder; a torn last line of an earlier run is closed by a
   * newline. Two processes may append to one file: each line stays whole.
   */
  public static Journal open(Path file) {
    return open(file, true);
  }

  /** The same, without waiting for the disk: for what can be found out again. */
  static Journal ofCache(Path file) {
    return open(file, false);
  }

  private static Journal open(Path file, boolean durable) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      boolean torn = Files.exists(file) && endsTorn(file);
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      if (torn) {
        channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
      }
      return new Journal(file, channel, durable);
    } catch (IOException e) {
      throw AtomicFiles.unwritable(file, e);
    }
  }

  private static boolean endsTorn(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer last = ByteBuffer.allocate(1);
      return channel.size() > 0
          && channel.read(last, channel.size() - 1) == 1
          && last.get(0) != '\n';
    }
  }

  /** Adds a record as one line. Safe for several threads. */
  public synchronized void append(Object entry) {
    ByteBuffer bytes = ByteBuffer.wrap((Json.line(entry) + "\n").getBytes(StandardCharsets.UTF_8));
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      if (durable) {
        channel.force(false);
      }
    } catch (IOException e) {
      throw AtomicFiles.unwritable(file, e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw AtomicFiles.unwritable(file, e);
    }
  }
}
