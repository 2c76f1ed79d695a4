package io.argen.evaluate.study;

import java.util.List;
import java.util.SortedMap;

/**
 * One trained recogniser's answers; a line of {@code cells.jsonl}.
 *
 * @param fold from 1
 * @param seed from 0
 * @param arm its name
 * @param real real clips it learned from
 * @param synthetic synthetic clips it learned from
 * @param keptUpdate updates before the weights that were kept
 * @param answers of the fold's test clips
 * @param onSynthetic for recognisers that learned from real clips alone: pool to rows of how often
 *     each class of synthetic clips was taken for each
 */
record Cell(
    int fold,
    int seed,
    String arm,
    int real,
    int synthetic,
    int keptUpdate,
    List<Answer> answers,
    SortedMap<String, List<List<Long>>> onSynthetic) {

  /**
   * What was said of one clip.
   *
   * @param clip its id
   * @param p a probability for each class, in the order of the study's labels
   */
  record Answer(String clip, List<Double> p) {
    int best() {
      int best = 0;
      for (int k = 1; k < p.size(); k++) {
        best = p.get(k) > p.get(best) ? k : best;
      }
      return best;
    }
  }

  String key() {
    return fold + "/" + seed + "/" + arm;
  }
}
