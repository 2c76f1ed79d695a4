package io.argen.dataset.export;

import io.argen.dataset.Dataset;
import io.argen.run.AtomicFiles;
import io.argen.run.InputException;
import io.argen.run.Json;
import io.argen.run.RunLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Sees to it that an export goes into a new or empty folder, or into its own. */
final class ExportFolder {
  private static final String MARK = ".argen-export.json";
  private static final String LOCK = ".argen-export.lock";

  private ExportFolder() {}

  /** What a folder is of. */
  record Mark(String schema, String data, String format, String which) {}

  /**
   * Takes the folder; to be closed when the export is done.
   *
   * @throws InputException if it holds something else, or another export is writing there
   */
  static RunLock claim(ExportOptions options, Dataset data) {
    Path out = options.out();
    Mark mark =
        new Mark(
            "argen/export-run/1",
            data.root().toAbsolutePath().normalize().toString(),
            options.format().option(),
            options.which().name().toLowerCase(Locale.ROOT));
    try {
      if (Files.exists(out) && !Files.isDirectory(out)) {
        throw new InputException(out, "is a file", "give --out a new folder");
      }
      Files.createDirectories(out);
      Optional<Mark> before = read(out.resolve(MARK));
      boolean empty;
      try (Stream<Path> list = Files.list(out)) {
        empty = list.allMatch(file -> file.endsWith(LOCK));
      }
      if (before.isPresent() ? !before.get().equals(mark) : !empty) {
        throw new InputException(
            out,
            before.isPresent() ? "holds another export" : "is not empty",
            "give --out a new or empty folder");
      }
      RunLock lock = RunLock.take(out.resolve(LOCK));
      AtomicFiles.write(out.resolve(MARK), Json.line(mark));
      return lock;
    } catch (IOException e) {
      throw AtomicFiles.unwritable(out, e);
    }
  }

  private static Optional<Mark> read(Path file) throws IOException {
    return Files.exists(file)
        ? Optional.of(Json.parse(Files.readString(file), Mark.class))
        : Optional.empty();
  }
}
