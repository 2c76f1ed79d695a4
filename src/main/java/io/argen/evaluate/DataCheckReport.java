package io.argen.evaluate;

import java.util.List;
import java.util.SortedMap;

/**
 * What is in a data set and what is wrong with it.
 *
 * @param counts clips by split and label
 * @param meanings what ARGen takes a label for; labels without an emotion are missing
 * @param subjects how many people the set names; 0 if it names none
 * @param frames frames read, 0 where media were not looked at
 * @param findings ordered by kind, then path
 */
public record DataCheckReport(
    String schema,
    String data,
    String layout,
    int clips,
    SortedMap<String, SortedMap<String, Integer>> counts,
    SortedMap<String, String> meanings,
    int subjects,
    long frames,
    List<DataFinding> findings) {

  /** Whether nothing has to be mended. */
  public boolean clean() {
    return findings.stream().noneMatch(finding -> finding.kind().fault());
  }
}
