package io.argen.clip;

import io.argen.run.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/**
 * Looks at a file's first bytes, so that what is no clip gets a message of ours and not FFmpeg's.
 */
final class FileSignature {
  private static final int HEAD_BYTES = 512;
  private static final int TRANSPORT_PACKET_BYTES = 188;

  /** First atoms of MP4 and QuickTime files. */
  private static final List<String> ATOMS =
      List.of("ftyp", "moov", "mdat", "free", "skip", "wide", "pnot", "uuid", "styp");

  /** What the first bytes say. */
  enum Kind {
    VIDEO,
    GIF,
    PICTURE,
    UNKNOWN
  }

  private FileSignature() {}

  /**
   * What a file holds by its first bytes.
   *
   * @throws InputException if it is missing, unreadable or empty
   */
  static Kind of(Path path) {
    byte[] head;
    try (InputStream in = open(path)) {
      head = in.readNBytes(HEAD_BYTES);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
    if (StillHeader.formatOf(head) != null) {
      return Kind.PICTURE;
    }
    String text = new String(head, StandardCharsets.ISO_8859_1);
    if (text.startsWith("GIF8")) {
      return Kind.GIF;
    }
    return isVideo(head, text) ? Kind.VIDEO : Kind.UNKNOWN;
  }

  private static boolean isVideo(byte[] head, String text) {
    if (head.length < 12) {
      return false;
    }
    int first = ByteBuffer.wrap(head).getInt();
    return ATOMS.contains(text.substring(4, 8))
        || (text.startsWith("RIFF") && text.startsWith("AVI", 8))
        || first == 0x1A45DFA3 // EBML: Matroska, WebM
        || first == 0x000001BA // MPEG program stream
        || first == 0x000001B3 // MPEG video
        || first == 0x3026B275 // ASF: wmv
        || text.startsWith("FLV\u0001")
        || text.startsWith("OggS")
        || (head.length > TRANSPORT_PACKET_BYTES
            && head[0] == 0x47
            && head[TRANSPORT_PACKET_BYTES] == 0x47);
  }

  /**
   * A file's bytes.
   *
   * @throws InputException if it is missing, unreadable, empty, or larger than {@code maxBytes}
   */
  static byte[] readAll(Path path, long maxBytes) {
    try (InputStream in = open(path)) {
      if (Files.size(path) > maxBytes) {
        throw new InputException(
            path,
            "has more than " + maxBytes + " bytes, too many for a picture",
            "make it smaller");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static InputStream open(Path path) throws IOException {
    if (!Files.exists(path)) {
      boolean brokenLink = Files.exists(path, LinkOption.NOFOLLOW_LINKS);
      throw new InputException(
          path,
          brokenLink ? "is a link to a missing file" : "does not exist",
          brokenLink ? "mend the link" : "check the spelling of the path");
    }
    if (!Files.isRegularFile(path)) {
      throw new InputException(path, "is no regular file", "give a clip's file or a frame folder");
    }
    if (Files.size(path) == 0) {
      throw new InputException(path, "is empty (0 bytes)", "fetch it again or remove it");
    }
    return Files.newInputStream(path);
  }

  private static InputException unreadable(Path path, IOException cause) {
    return new InputException(
        path,
        "cannot be read (" + cause.getClass().getSimpleName() + ")",
        "check its permissions",
        cause);
  }
}
