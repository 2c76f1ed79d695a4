package io.argen.affect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Writes {@code affect/index.zip} anew; run it with {@code -Xss4m} after passages or headings have
 * changed.
 */
final class MakeIndex {
  private MakeIndex() {}

  public static void main(String[] args) throws IOException {
    PassageAnalysis analysis = new PassageAnalysis();
    List<Passage> passages =
        Knowledge.read(true).passages().stream().filter(p -> p.kind() != Kind.WORDING).toList();
    try (TextEncoder encoder = new TextEncoder(Retriever.NET)) {
      Files.write(
          Path.of("src/main/resources/affect/index.zip"),
          OwnIndex.zipped(
              PassageIndex.write(
                  passages, analysis, p -> Optional.of(PassageVectors.of(p, analysis, encoder))),
              passages,
              analysis));
    }
  }
}
