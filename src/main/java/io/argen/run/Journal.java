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

  private Journal(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Opens for appending, making its folder; a torn last line of an earlier run is closed by a
   * newline.
   */
  public static Journal open(Path file) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ);
      long size = channel.size();
      if (size > 0) {
        ByteBuffer last = ByteBuffer.allocate(1);
        channel.read(last, size - 1);
        channel.position(size);
        if (last.get(0) != '\n') {
          channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
        }
      }
      return new Journal(file, channel);
    } catch (IOException e) {
      throw AtomicFiles.unwritable(file, e);
    }
  }

  /** Adds a record as one line. Safe for several threads. */
  public synchronized void append(Object entry) {
    ByteBuffer bytes = ByteBuffer.wrap((Json.line(entry) + "\n").getBytes(StandardCharsets.UTF_8));
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(false);
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
