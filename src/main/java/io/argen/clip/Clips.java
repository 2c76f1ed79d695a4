package io.argen.clip;

import io.argen.run.Digests;
import io.argen.run.InputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Optional;

/** Opens clips, whatever way they are stored. */
public final class Clips {
  private static final int MAX_ID_LENGTH = 120;
  private static final int HASH_DIGITS = 8;
  private static final String SEPARATOR = "__";

  private Clips() {}

  /**
   * Opens a video file, a GIF, a folder of frames or a still photo. The caller closes the reader.
   *
   * @throws InputException naming the file and the cure if it is missing, empty, cut off,
   *     unreadable, or no clip
   */
  public static ClipReader open(Path path) {
    if (Files.isDirectory(path)) {
      return new FrameFolderReader(path);
    }
    return switch (FileSignature.of(path)) {
      case VIDEO -> new VideoReader(path, ClipInfo.Kind.VIDEO);
      case GIF -> new VideoReader(path, ClipInfo.Kind.GIF);
      case PICTURE -> new StillReader(path);
      case UNKNOWN -> throw unknown(path);
    };
  }

  /**
   * What can be known of a clip from its first frame.
   *
   * @throws InputException as {@link #open} does
   */
  public static ClipInfo probe(Path path) {
    try (ClipReader reader = open(path)) {
      return reader.info();
    }
  }

  /**
   * Whether a clip's rate is known: bare folders of frames do not tell theirs, it is assumed.
   *
   * @throws InputException if a folder's sidecar cannot be read
   */
  public static boolean tellsRate(Path path) {
    return !Files.isDirectory(path) || FrameFolder.toldRateHz(path) > 0;
  }

  /**
   * Whether a path looks like a clip: a file by its extension, a folder if it holds the numbered
   * frames of one clip. Whether it can be read is not looked at.
   */
  public static boolean isClip(Path path) {
    if (Files.isDirectory(path)) {
      return !ClipKinds.isHidden(path) && FrameFolder.isClip(path);
    }
    return ClipKinds.isVideoName(path) || ClipKinds.isPictureName(path);
  }

  /**
   * Why a path cannot be a clip, as far as its first bytes tell: missing, empty, unreadable, or
   * something else than its name says. Cheap enough for every file of a corpus.
   */
  public static Optional<String> problem(Path path) {
    try {
      if (Files.isDirectory(path)) {
        return FrameFolder.pictures(path).isEmpty()
            ? Optional.of(path + ": holds no pictures")
            : Optional.empty();
      }
      return FileSignature.of(path) == FileSignature.Kind.UNKNOWN
          ? Optional.ofNullable(unknown(path).getMessage())
          : Optional.empty();
    } catch (InputException e) {
      return Optional.ofNullable(e.getMessage());
    }
  }

  private static InputException unknown(Path path) {
    return new InputException(
        path,
        "is no video or picture of a known format, whatever its name says",
        "give an MP4, MOV, AVI, MKV, WebM, GIF, JPEG, PNG, WebP or BMP, or remove it");
  }

  /**
   * A name for what is written about a clip: its path with folders joined by {@code __}, without
   * extension, in {@code [A-Za-z0-9._-]}. Where that loses something, eight digits of the path's
   * hash follow; two files that differ in extension only get the same name.
   *
   * @param relative path inside the input
   */
  public static String id(Path relative) {
    String path = relative.normalize().toString().replace('\\', '/');
    String extension = ClipKinds.extension(relative);
    boolean known = ClipKinds.isVideoName(relative) || ClipKinds.isPictureName(relative);
    String stem = known ? path.substring(0, path.length() - extension.length() - 1) : path;
    String plain =
        Normalizer.normalize(stem, Normalizer.Form.NFD)
            .replaceAll("\\p{M}+", "")
            .replaceAll("[^A-Za-z0-9._/-]+", "_")
            .replaceAll("^[._/-]+", "");
    boolean same = plain.equals(stem) && !stem.contains(SEPARATOR);
    String id = plain.replace("/", SEPARATOR);
    if (same && !id.isEmpty() && id.length() <= MAX_ID_LENGTH) {
      return id;
    }
    String head = id.substring(0, Math.min(id.length(), MAX_ID_LENGTH));
    String hash = Digests.hex(stem).substring(0, HASH_DIGITS);
    return head.isEmpty() ? hash : head + "-" + hash;
  }
}
