package io.argen.clip;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** File names that promise a clip. */
final class ClipKinds {
  private static final Set<String> VIDEOS =
      Set.of("mp4", "m4v", "mov", "avi", "mkv", "webm", "mpg", "mpeg", "wmv", "3gp");
  private static final Set<String> PICTURES =
      Set.of("png", "jpg", "jpeg", "bmp", "webp", "tif", "tiff");

  private ClipKinds() {}

  static String name(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : name.toString();
  }

  /** Lower-case extension without the dot; empty if there is none. */
  static String extension(Path path) {
    String name = name(path);
    int dot = name.lastIndexOf('.');
    return dot <= 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  /** Hidden files (as macOS leaves beside real ones) are never clips. */
  static boolean isHidden(Path path) {
    return name(path).startsWith(".");
  }

  static boolean isVideoName(Path path) {
    return !isHidden(path) && (VIDEOS.contains(extension(path)) || extension(path).equals("gif"));
  }

  static boolean isPictureName(Path path) {
    return !isHidden(path) && PICTURES.contains(extension(path));
  }
}
