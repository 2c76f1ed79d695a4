package io.argen.affect;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes {@code affect/vectors.bin} anew; run it after passages or headings have changed. */
final class MakeVectors {
  private MakeVectors() {}

  public static void main(String[] args) throws IOException {
    PassageAnalysis analysis = new PassageAnalysis();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TextEncoder encoder = new TextEncoder()) {
      for (Passage passage : Knowledge.builtIn().passages()) {
        if (passage.kind() != Kind.WORDING) {
          String text = analysis.embedded(passage);
          out.writeBytes(PassageVectors.record(text, encoder.vector(text)));
        }
      }
    }
    Files.write(Path.of("src/main/resources/affect/vectors.bin"), out.toByteArray());
  }
}
