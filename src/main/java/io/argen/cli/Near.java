package io.argen.cli;

import io.argen.affect.Retriever;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A passage that answers, and why; see {@link Retriever.Hit}. */
record Near(
    String id,
    double score,
    int wordRank,
    List<String> words,
    int meaningRank,
    double cosine,
    @Nullable String via) {
  static Near of(Retriever.Hit hit) {
    return new Near(
        hit.passage().id(),
        hit.score(),
        hit.wordRank(),
        hit.words(),
        hit.meaningRank(),
        hit.cosine(),
        hit.via());
  }

  /** The reasons in one line. */
  String why() {
    return String.format(
        Locale.ROOT,
        "score %.2f: words no. %d %s, meaning no. %d, cosine %.2f%s",
        score,
        wordRank,
        words,
        meaningRank,
        cosine,
        via == null ? "" : ", linked with " + via);
  }
}
