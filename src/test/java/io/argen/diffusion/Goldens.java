package io.argen.diffusion;

import io.argen.tensor.SafetensorsFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Reference outputs: from the folder argen.goldens or ARGEN_GOLDENS, else small copies. */
final class Goldens {
  private Goldens() {}

  static SafetensorsFile read(String name) throws IOException {
    String folder = System.getProperty("argen.goldens", System.getenv("ARGEN_GOLDENS"));
    if (folder != null && Files.exists(Path.of(folder, name))) {
      return SafetensorsFile.read(Path.of(folder, name), 1 << 26);
    }
    try (InputStream in = Goldens.class.getResourceAsStream(name)) {
      Assumptions.assumeTrue(in != null, name + " needs ARGEN_GOLDENS");
      return SafetensorsFile.parse(in.readAllBytes());
    }
  }
}
