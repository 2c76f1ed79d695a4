package io.argen.run;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/**
 * Files that are there whole or not at all: written beside their place, flushed to the disk,
 * renamed.
 */
public final class AtomicFiles {
  /** Ends the name of every unfinished file, so that a restart can sweep them. */
  public static final String TEMP_SUFFIX = ".argen-tmp";

  private AtomicFiles() {}

  /** Writes a file's text. */
  @FunctionalInterface
  public interface TextBody {
    void writeTo(BufferedWriter out) throws IOException;
  }

  /**
   * Writes UTF-8 text; the folder is made if missing.
   *
   * @throws ArgenException naming the file if it cannot be written (full disk, no permission)
   */
  public static void write(Path file, TextBody body) {
    Path temp = tempFor(file);
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      try (FileChannel channel =
              FileChannel.open(
                  temp,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE,
                  StandardOpenOption.TRUNCATE_EXISTING);
          OutputStream bytes = Channels.newOutputStream(channel);
          BufferedWriter out =
              new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8))) {
        body.writeTo(out);
        out.flush();
        channel.force(true);
      }
      moveIntoPlace(temp, file);
    } catch (IOException e) {
      deleteQuietly(temp);
      throw unwritable(file, e);
    }
  }

  public static void write(Path file, String text) {
    write(file, out -> out.write(text));
  }

  /** Where to write what will become {@code file}: in the same folder, with a name sweeps know. */
  public static Path tempFor(Path file) {
    return file.resolveSibling(file.getFileName() + TEMP_SUFFIX);
  }

  /** Makes a folder, if it is missing, that only its owner can look into. */
  public static void privateFolder(Path folder) throws IOException {
    Files.createDirectories(folder);
    if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }

  /** Renames over whatever is there; atomic where the file system can. */
  public static void moveIntoPlace(Path temp, Path file) throws IOException {
    try {
      Files.move(temp, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(temp, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Deletes what an interrupted run left unfinished anywhere below a folder. */
  public static void sweep(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(AtomicFiles::isTemp).toList()) {
        deleteTree(file);
      }
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  /** Deletes a file, or a folder with all it holds; nothing happens if it is missing. */
  public static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (Files.isDirectory(root, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
      try (Stream<Path> children = Files.list(root)) {
        for (Path child : children.toList()) {
          deleteTree(child);
        }
      }
    }
    Files.delete(root);
  }

  /** The message for an output that cannot be written. */
  public static ArgenException unwritable(Path path, IOException cause) {
    String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return new ArgenException(
        path
            + ": cannot be written ("
            + cause.getClass().getSimpleName()
            + ": "
            + reason
            + "); check free space and permissions, or choose another --out",
        cause);
  }

  private static boolean isTemp(Path path) {
    Path name = path.getFileName();
    return name != null && name.toString().contains(TEMP_SUFFIX);
  }

  private static void deleteQuietly(Path temp) {
    try {
      Files.deleteIfExists(temp);
    } catch (IOException e) {
      // The next start sweeps it; the first error is the one to report.
    }
  }
}
