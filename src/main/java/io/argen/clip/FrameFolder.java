package io.argen.clip;

import com.fasterxml.jackson.databind.JsonNode;
import io.argen.run.InputException;
import io.argen.run.Json;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A clip stored as one picture a frame, with an optional sidecar that tells its rate and mark. */
final class FrameFolder {
  static final String SIDECAR = "argen.json";
  static final String SCHEMA = "argen/frames/1";

  /** Assumed where no sidecar tells the rate; the rate of most face corpora of frames. */
  static final double DEFAULT_RATE_HZ = 25;

  private static final Pattern NUMBERED = Pattern.compile("(.*?)([0-9]+)");

  private FrameFolder() {}

  /** A folder's pictures in natural order, hidden files left out. */
  static List<Path> pictures(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> ClipKinds.isPictureName(file) && Files.isRegularFile(file))
          .sorted(Comparator.comparing(file -> ClipKinds.name(file), NaturalOrder.INSTANCE))
          .toList();
    } catch (IOException e) {
      throw new InputException(folder, "cannot be listed", "check its permissions", e);
    }
  }

  /**
   * Whether a folder is one clip and not a collection of photos: it has our sidecar, or its
   * pictures are numbered through with one prefix, at most every other number missing (or one step
   * throughout, as when every fifth frame was kept).
   */
  static boolean isClip(Path folder) {
    if (Files.isRegularFile(folder.resolve(SIDECAR))) {
      return true;
    }
    List<Path> pictures = pictures(folder);
    return !pictures.isEmpty()
        && isNumberedThrough(pictures.stream().map(FrameFolder::stem).toList());
  }

  /** Whether a path is a folder that is one clip. */
  static boolean isFolderClip(Path path) {
    return Files.isDirectory(path) && isClip(path);
  }

  static boolean isNumberedThrough(List<String> stems) {
    List<BigInteger> numbers = new ArrayList<>();
    String prefix = null;
    for (String stem : stems) {
      Matcher matcher = NUMBERED.matcher(stem);
      if (!matcher.matches() || (prefix != null && !prefix.equals(matcher.group(1)))) {
        return false;
      }
      prefix = matcher.group(1);
      numbers.add(new BigInteger(matcher.group(2)));
    }
    int count = numbers.size();
    if (count < 2) {
      return count == 1;
    }
    numbers.sort(Comparator.naturalOrder());
    BigInteger span = numbers.get(count - 1).subtract(numbers.get(0));
    boolean dense = span.compareTo(BigInteger.valueOf(2L * (count - 1))) <= 0;
    BigInteger step = numbers.get(1).subtract(numbers.get(0));
    boolean even = count > 2;
    for (int i = 1; i < count; i++) {
      even &= numbers.get(i).subtract(numbers.get(i - 1)).equals(step);
    }
    return dense || even;
  }

  private static String stem(Path file) {
    String name = ClipKinds.name(file);
    return name.substring(0, name.lastIndexOf('.'));
  }

  /**
   * The sidecar, if there is one.
   *
   * @throws InputException if it is no JSON object
   */
  static Optional<JsonNode> sidecar(Path folder) {
    Path file = folder.resolve(SIDECAR);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      JsonNode tree = Json.tree(Files.readString(file));
      if (tree.isObject()) {
        return Optional.of(tree);
      }
    } catch (IOException e) {
      throw new InputException(file, "is no JSON: " + e.getMessage(), "mend or delete it", e);
    }
    throw new InputException(file, "is no JSON object", "mend or delete it");
  }

  /** Frames a second, by the sidecar or the default. */
  static double rateHz(Path folder) {
    double rate = toldRateHz(folder);
    return rate > 0 ? rate : DEFAULT_RATE_HZ;
  }

  /** Frames a second by the sidecar; 0 if there is none that says. */
  static double toldRateHz(Path folder) {
    double rate = sidecar(folder).map(tree -> tree.path("frame_rate_hz").asDouble()).orElse(0.0);
    return rate > 0 && Double.isFinite(rate) ? rate : 0;
  }
}
