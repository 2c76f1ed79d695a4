package io.argen.dataset;

import io.argen.run.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the list files of published corpora: a name and a label a line. */
final class ListLines {
  private static final long MOST_BYTES = 64L << 20;
  private static final Pattern BETWEEN = Pattern.compile("\\s*[,;\\t]\\s*|\\s+");

  private ListLines() {}

  /**
   * A line.
   *
   * @param number where it stands, from 1
   */
  record Line(int number, String name, String label) {}

  /**
   * Lines of two or more cells; the first is the name, the last the label. A header and empty lines
   * are passed over, what has no label is skipped by its number.
   */
  static List<Line> read(Path file, Collected found) {
    List<Line> lines = new ArrayList<>();
    int number = 0;
    for (String text : text(file).split("\\R", -1)) {
      number++;
      String line = text.strip();
      if (line.isEmpty() || (number == 1 && isHeader(line))) {
        continue;
      }
      String[] cells = BETWEEN.split(line.replace("\"", ""));
      if (cells.length < 2) {
        found.skip(cells[0], place(file, number, found) + "has no label");
      } else {
        lines.add(new Line(number, cells[0], cells[cells.length - 1]));
      }
    }
    return lines;
  }

  /** Where a line stands, as skips begin. */
  static String place(Path file, int line, Collected found) {
    return found.relative(file) + " line " + line + ": ";
  }

  /** A path below a folder; empty if the name is absolute or leaves it. */
  static Optional<Path> below(Path folder, String name) {
    try {
      Path base = folder.toAbsolutePath().normalize();
      Path path = base.resolve(name.replace('\\', '/')).normalize();
      boolean inside = path.startsWith(base) && !path.equals(base) && name.indexOf('\0') < 0;
      return inside ? Optional.of(path) : Optional.empty();
    } catch (java.nio.file.InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static boolean isHeader(String line) {
    String lower = line.toLowerCase(java.util.Locale.ROOT);
    return lower.contains("label") || lower.contains("video_name");
  }

  private static String text(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new InputException(file, "is too large for a list", "give the published list file");
      }
      // Names in published lists are plain ASCII; what is not cannot match a file and is skipped.
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (IOException e) {
      throw new InputException(file, "cannot be read", "check its permissions", e);
    }
  }
}
