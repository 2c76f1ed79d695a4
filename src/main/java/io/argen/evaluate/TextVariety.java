package io.argen.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * How varied texts are: distinct-2 (Li et al. 2016) and self-BLEU (Zhu et al. 2018), the mean
 * BLEU-4 (Papineni et al. 2002) of each text against all others.
 */
final class TextVariety {
  private static final int LONGEST = 4;

  private TextVariety() {}

  static List<String> words(String text) {
    return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^a-z0-9']+"))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  /** Different word pairs over all word pairs. */
  static double distinct2(List<List<String>> texts) {
    Set<String> different = new HashSet<>();
    int all = 0;
    for (List<String> text : texts) {
      for (String pair : grams(text, 2)) {
        different.add(pair);
        all++;
      }
    }
    return all == 0 ? 0 : different.size() / (double) all;
  }

  /** Uniform weights to 4 words, counts clipped at the most in any other text, brevity penalty. */
  static double selfBleu4(List<List<String>> texts) {
    double sum = 0;
    List<List<Map<String, Integer>>> counts = new ArrayList<>();
    for (int n = 1; n <= LONGEST; n++) {
      int size = n;
      counts.add(texts.stream().map(text -> counted(grams(text, size))).toList());
    }
    for (int i = 0; i < texts.size(); i++) {
      double logs = 0;
      for (int n = 0; n < LONGEST; n++) {
        logs += Math.log(Math.max(1e-9, precision(counts.get(n), i))) / LONGEST;
      }
      sum += brevity(texts, i) * Math.exp(logs);
    }
    return texts.isEmpty() ? 0 : sum / texts.size();
  }

  private static double precision(List<Map<String, Integer>> counts, int which) {
    int found = 0;
    int all = 0;
    for (Map.Entry<String, Integer> gram : counts.get(which).entrySet()) {
      int most = 0;
      for (int other = 0; other < counts.size(); other++) {
        if (other != which) {
          most = Math.max(most, counts.get(other).getOrDefault(gram.getKey(), 0));
        }
      }
      found += Math.min(most, gram.getValue());
      all += gram.getValue();
    }
    return all == 0 ? 0 : found / (double) all;
  }

  private static double brevity(List<List<String>> texts, int which) {
    int own = texts.get(which).size();
    int nearest = own;
    int least = Integer.MAX_VALUE;
    for (int other = 0; other < texts.size(); other++) {
      int apart = Math.abs(texts.get(other).size() - own);
      if (other != which && apart < least) {
        least = apart;
        nearest = texts.get(other).size();
      }
    }
    return own >= nearest || own == 0 ? 1 : Math.exp(1 - nearest / (double) own);
  }

  private static Map<String, Integer> counted(List<String> grams) {
    Map<String, Integer> counts = new HashMap<>();
    grams.forEach(gram -> counts.merge(gram, 1, Integer::sum));
    return counts;
  }

  private static List<String> grams(List<String> words, int n) {
    List<String> grams = new ArrayList<>();
    for (int i = 0; i + n <= words.size(); i++) {
      grams.add(String.join(" ", words.subList(i, i + n)));
    }
    return grams;
  }
}
