package io.argen.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** SHA-256 of texts, files and folders. */
public final class Digests {
  private static final int BUFFER_BYTES = 1 << 16;

  private Digests() {}

  /** Hex digits of the hash of several texts; their borders count. */
  public static String hex(String first, String... rest) {
    return HexFormat.of().formatHex(sha256(first, rest));
  }

  static byte[] sha256(String first, String... rest) {
    MessageDigest digest = newDigest();
    add(digest, first);
    for (String text : rest) {
      add(digest, text);
    }
    return digest.digest();
  }

  /**
   * Hex digits of the hash of a file's bytes, or of a folder's relative names and bytes.
   *
   * @throws IOException if something cannot be read
   */
  public static String ofContent(Path path) throws IOException {
    MessageDigest digest = newDigest();
    if (Files.isDirectory(path)) {
      List<Path> files;
      try (Stream<Path> walk = Files.walk(path)) {
        files = walk.filter(Files::isRegularFile).sorted().toList();
      }
      for (Path file : files) {
        add(digest, path.relativize(file).toString().replace('\\', '/'));
        digest.update(HexFormat.of().parseHex(ofContent(file)));
      }
    } else {
      byte[] buffer = new byte[BUFFER_BYTES];
      try (InputStream in = Files.newInputStream(path)) {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          digest.update(buffer, 0, n);
        }
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void add(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
    digest.update(bytes);
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
