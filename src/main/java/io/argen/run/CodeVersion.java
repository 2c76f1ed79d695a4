package io.argen.run;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * What this build's code is, as a hash: results that are kept between runs are only good for the
 * code that gave them.
 */
public final class CodeVersion {
  private static final String ROOT = "io/argen/";

  /** Whose versions change what is seen in a picture. */
  private static final List<String> LIBRARIES = List.of("ffmpeg", "opencv", "onnxruntime");

  private CodeVersion() {}

  /**
   * Hash of all classes and resources of some of ARGen's packages, and of the names of the
   * libraries that they see with.
   *
   * @param packages below {@code io.argen}, for instance {@code face}
   */
  public static String of(List<String> packages) {
    TreeSet<String> parts = new TreeSet<>();
    try {
      CodeSource source = CodeVersion.class.getProtectionDomain().getCodeSource();
      Path root = Path.of(source.getLocation().toURI());
      if (Files.isDirectory(root)) {
        for (String name : packages) {
          addFolder(root, root.resolve(ROOT + name), parts);
        }
      } else {
        addJar(root, packages, parts);
      }
    } catch (IOException | URISyntaxException e) {
      throw new ArgenException("this build's own classes cannot be read; build again", e);
    }
    for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
      String file = new File(entry).getName();
      if (LIBRARIES.stream().anyMatch(file::startsWith)) {
        parts.add(file);
      }
    }
    return Digests.hex(String.join("\n", parts));
  }

  private static void addFolder(Path root, Path folder, Set<String> parts) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        CRC32 crc = new CRC32();
        crc.update(Files.readAllBytes(file));
        parts.add(root.relativize(file).toString().replace('\\', '/') + " " + crc.getValue());
      }
    }
  }

  /** A jar lists its entries' checksums: nothing needs to be unpacked. */
  private static void addJar(Path file, List<String> packages, Set<String> parts)
      throws IOException {
    try (JarFile jar = new JarFile(file.toFile())) {
      jar.stream()
          .filter(e -> !e.isDirectory())
          .filter(e -> packages.stream().anyMatch(p -> e.getName().startsWith(ROOT + p + "/")))
          .forEach(e -> parts.add(e.getName() + " " + e.getCrc()));
    }
  }
}
