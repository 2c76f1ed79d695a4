package io.argen.evaluate;

import io.argen.dataset.Dataset;
import io.argen.dataset.Sample;
import io.argen.evaluate.DataFinding.Kind;
import io.argen.run.ContentHashes;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds clips that are there twice, byte by byte. */
final class SameContents {
  private SameContents() {}

  /** Clips with one content: the first by path is named with each of the others. */
  static void find(Dataset data, ContentHashes hashes, List<DataFinding> findings) {
    Map<String, Sample> first = new LinkedHashMap<>();
    for (Sample sample : data.samples()) {
      String hash;
      try {
        hash = hashes.of(sample.path());
      } catch (IOException e) {
        continue; // Told as unreadable already.
      }
      Sample same = first.putIfAbsent(hash, sample);
      if (same == null) {
        continue;
      }
      String other = DataCheck.relative(data, same);
      boolean label = same.label().equals(sample.label());
      boolean split = same.split().equals(sample.split());
      if (!label) {
        findings.add(
            new DataFinding(
                Kind.LABEL_CONFLICT,
                DataCheck.relative(data, sample),
                "is labelled "
                    + sample.label()
                    + ", the same content at "
                    + other
                    + " "
                    + same.label()));
      }
      if (!split) {
        findings.add(
            new DataFinding(
                Kind.CONTENT_LEAK,
                DataCheck.relative(data, sample),
                "is in "
                    + sample.split()
                    + ", the same content at "
                    + other
                    + " in "
                    + same.split()));
      }
      if (label && split) {
        findings.add(
            new DataFinding(
                Kind.DUPLICATE,
                DataCheck.relative(data, sample),
                "has the same content as " + other));
      }
    }
  }
}
