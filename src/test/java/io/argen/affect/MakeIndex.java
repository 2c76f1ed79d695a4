package io.argen.affect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes {@code affect/index.zip} anew; run it with {@code -Xss4m} after passages or headings have
 * changed.
 */
final class MakeIndex {
  private MakeIndex() {}

  public static void main(String[] args) throws IOException {
    PassageAnalysis analysis = new PassageAnalysis();
    List<Passage> passages = passages();
    Map<String, byte[]> vectors = vectors(passages, analysis);
    Files.write(
        Path.of("src/main/resources/affect/index.zip"),
        OwnIndex.zipped(
            PassageIndex.write(passages, analysis, p -> Optional.ofNullable(vectors.get(p.id()))),
            passages,
            analysis));
  }

  /** ARGen's own. */
  static List<Passage> passages() {
    return Knowledge.read(true).passages().stream().filter(p -> p.kind() != Kind.WORDING).toList();
  }

  private static Map<String, byte[]> vectors(List<Passage> passages, PassageAnalysis analysis) {
    List<float[]> middles = new ArrayList<>();
    List<List<float[]>> asked = new ArrayList<>();
    try (TextEncoder encoder = new TextEncoder(Retriever.NET)) {
      for (Passage passage : passages) {
        List<float[]> own = passage.askedAs().stream().map(encoder::question).toList();
        asked.add(own);
        middles.add(PassageVectors.middle(passage, own, analysis, encoder));
      }
    }
    float[][] learned = PassageLearner.learn(middles, asked);
    Map<String, byte[]> vectors = new LinkedHashMap<>();
    for (int p = 0; p < learned.length; p++) {
      vectors.put(passages.get(p).id(), PassageVectors.bytes(learned[p]));
    }
    return vectors;
  }
}
