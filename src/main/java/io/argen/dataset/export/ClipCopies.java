package io.argen.dataset.export;

import io.argen.clip.ClipReader;
import io.argen.clip.Clips;
import io.argen.clip.Frame;
import io.argen.clip.Stills;
import io.argen.run.AtomicFiles;
import io.argen.run.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Puts clips into an export: linked or copied as they are, or as folders of JPEG frames. */
final class ClipCopies {
  private static final int JPEG_QUALITY = 95;

  private final Path out;

  ClipCopies(Path out) {
    this.out = out;
  }

  /** Hard-links or copies a file, or a folder's files. */
  void asIs(Path clip, String to) {
    Path target = out.resolve(to);
    if (Files.exists(target)) {
      return;
    }
    try {
      Files.createDirectories(target.resolveSibling(""));
      if (!Files.isDirectory(clip)) {
        link(clip, target);
        return;
      }
      Path temp = AtomicFiles.tempFor(target);
      AtomicFiles.deleteTree(temp);
      Files.createDirectories(temp);
      try (Stream<Path> files = Files.list(clip)) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          link(file, temp.resolve(file.getFileName()));
        }
      }
      AtomicFiles.moveIntoPlace(temp, target);
    } catch (IOException e) {
      throw AtomicFiles.unwritable(target, e);
    }
  }

  private static void link(Path from, Path to) throws IOException {
    try {
      Files.createLink(to, from.toRealPath());
    } catch (IOException | UnsupportedOperationException e) {
      Path temp = AtomicFiles.tempFor(to);
      Files.copy(from, temp, StandardCopyOption.REPLACE_EXISTING);
      AtomicFiles.moveIntoPlace(temp, to);
    }
  }

  /**
   * Writes {@code 00001.jpg}, {@code 00002.jpg} .. and tells how many.
   *
   * @throws InputException if the clip cannot be read to its end
   */
  int frames(Path clip, String to) {
    Path target = out.resolve(to);
    try {
      if (Files.isDirectory(target)) {
        try (Stream<Path> files = Files.list(target)) {
          return (int) files.count();
        }
      }
      Path temp = AtomicFiles.tempFor(target);
      AtomicFiles.deleteTree(temp);
      Files.createDirectories(temp);
      int n = 0;
      try (ClipReader reader = Clips.open(clip)) {
        for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
          n++;
          byte[] jpeg = Stills.jpeg(frame.image(), JPEG_QUALITY);
          Files.write(temp.resolve(String.format(Locale.ROOT, "%05d.jpg", n)), jpeg);
        }
      } catch (InputException e) {
        AtomicFiles.deleteTree(temp);
        throw e;
      }
      AtomicFiles.moveIntoPlace(temp, target);
      return n;
    } catch (IOException e) {
      throw AtomicFiles.unwritable(target, e);
    }
  }

  /** The files of a clip, a folder's by name. */
  static List<Path> files(Path clip) throws IOException {
    if (!Files.isDirectory(clip)) {
      return List.of(clip);
    }
    try (Stream<Path> files = Files.list(clip)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
