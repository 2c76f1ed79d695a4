package io.argen.affect;

import io.argen.facs.ActionUnit;
import io.argen.facs.Emotion;
import io.argen.run.ArgenException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.search.ScoreDoc;

/**
 * Finds passages by their words and by their meaning, and says why.
 *
 * <p>Words: BM25 (Robertson & Zaragoza 2009). Meaning: nearest text vectors in an HNSW graph
 * (Malkov & Yashunin 2018). Both lists are fused by reciprocal rank (Cormack, Clarke & Buettcher
 * 2009): score = sum over lists of weight / ({@value #RANK_CONSTANT} + rank). The index lives in
 * memory. Safe for use by several threads.
 */
public final class Retriever implements AutoCloseable {
  private static final int RANK_CONSTANT = 20;
  private static final double WORD_WEIGHT = 0.6;
  private static final double MEANING_WEIGHT = 1;

  /** Which lists are used. */
  public enum Mode {
    WORDS,
    MEANING,
    FUSED
  }

  /**
   * What passages to look at; an empty set asks for nothing.
   *
   * @param kinds of these kinds; if empty, all but wordings
   * @param emotions that speak of at least one of these
   * @param actionUnits that speak of at least one of these
   */
  public record Filter(Set<Kind> kinds, Set<Emotion> emotions, Set<ActionUnit> actionUnits) {
    /** All passages but wordings. */
    public static final Filter NONE = new Filter(Set.of(), Set.of(), Set.of());

    public Filter {
      kinds = Set.copyOf(kinds);
      emotions = Set.copyOf(emotions);
      actionUnits = Set.copyOf(actionUnits);
    }
  }

  /**
   * A passage found, and why.
   *
   * @param passage it
   * @param score of the fusion
   * @param wordRank its place among those with the same words, from 1; 0 if it is not among them
   * @param words of the question (stems) that it has
   * @param meaningRank its place among the nearest in meaning, from 1; 0 if it is not among them
   * @param cosine of its vector with the question's; 0 if it is not among them
   */
  public record Hit(
      Passage passage,
      double score,
      int wordRank,
      List<String> words,
      int meaningRank,
      double cosine) {
    public Hit {
      words = List.copyOf(words);
    }
  }

  private final Map<String, Passage> passages = new LinkedHashMap<>();
  private final TextEncoder encoder;
  private final PassageAnalysis analysis = new PassageAnalysis();
  private final PassageIndex index;

  /**
   * Indexes the knowledge; vectors of ARGen's own passages come with it, a user's are computed.
   *
   * @param encoder stays the caller's to close
   */
  public Retriever(Knowledge knowledge, TextEncoder encoder) {
    this.encoder = encoder;
    PassageVectors vectors = PassageVectors.load();
    for (Passage passage : knowledge.passages()) {
      if (passage.kind() != Kind.WORDING) {
        passages.put(passage.id(), passage);
      }
    }
    this.index = new PassageIndex(passages.values(), analysis, p -> vector(p, vectors));
  }

  /** The best passages for a question, best first. */
  public List<Hit> search(String question, Filter filter, int limit) {
    return search(question, filter, limit, Mode.FUSED);
  }

  /** The best passages by some of the lists; same question, same answer. */
  public List<Hit> search(String question, Filter filter, int limit, Mode mode) {
    Map<String, Found> found = new LinkedHashMap<>();
    Set<String> terms = analysis.terms(question);
    try {
      if (mode != Mode.MEANING && !terms.isEmpty()) {
        int rank = 0;
        for (ScoreDoc doc : index.byWords(terms, filter).scoreDocs) {
          Found hit = found.computeIfAbsent(index.id(doc), id -> new Found());
          hit.wordRank = ++rank;
          hit.score += WORD_WEIGHT / (RANK_CONSTANT + rank);
        }
      }
      if (mode != Mode.WORDS) {
        int rank = 0;
        for (ScoreDoc doc : index.byMeaning(questionVector(question), filter).scoreDocs) {
          Found hit = found.computeIfAbsent(index.id(doc), id -> new Found());
          hit.meaningRank = ++rank;
          hit.cosine = 2 * doc.score - 1;
          hit.score += MEANING_WEIGHT / (RANK_CONSTANT + rank);
        }
      }
    } catch (IOException e) {
      throw new ArgenException("the knowledge cannot be searched", e);
    }
    return found.entrySet().stream()
        .sorted(
            Comparator.comparingDouble((Map.Entry<String, Found> e) -> -e.getValue().score)
                .thenComparing(Map.Entry::getKey))
        .limit(limit)
        .map(e -> hit(e.getKey(), e.getValue(), terms))
        .toList();
  }

  private float[] vector(Passage passage, PassageVectors vectors) {
    return vectors.of(analysis.embedded(passage), encoder);
  }

  private static final class Found {
    private double score;
    private int wordRank;
    private int meaningRank;
    private double cosine;
  }

  private Hit hit(String id, Found found, Set<String> terms) {
    Passage passage = Optional.ofNullable(passages.get(id)).orElseThrow();
    Set<String> shared = new TreeSet<>(terms);
    Set<String> own = new HashSet<>(analysis.terms(passage.text()));
    own.addAll(analysis.terms(analysis.heading(passage)));
    shared.retainAll(own);
    return new Hit(
        passage,
        found.score,
        found.wordRank,
        found.wordRank == 0 ? List.of() : new ArrayList<>(shared),
        found.meaningRank,
        found.cosine);
  }

  /** Half the question's own words, half with what they are called in the literature. */
  private float[] questionVector(String question) {
    float[] vector = encoder.vector(question);
    String widened = analysis.widened(question);
    if (!widened.equals(question)) {
      float[] wide = encoder.vector(widened);
      double square = 0;
      for (int k = 0; k < vector.length; k++) {
        vector[k] += wide[k];
        square += (double) vector[k] * vector[k];
      }
      for (int k = 0; k < vector.length; k++) {
        vector[k] /= (float) Math.sqrt(square);
      }
    }
    return vector;
  }

  @Override
  public void close() {
    index.close();
  }
}
