package io.argen.affect;

import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Emotion;
import io.argen.run.ArgenException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.jspecify.annotations.Nullable;

/**
 * Finds passages by their words, by their meaning and, where they describe a clip, by its Action
 * Units; and says why.
 *
 * <p>Words: BM25 (Robertson & Zaragoza 2009) over text, heading and the questions a passage
 * answers. Meaning: nearest text vectors in an HNSW graph (Malkov & Yashunin 2018). Both lists are
 * joined by {@link Fusion}. The index lives in memory; the text encoder is loaded when a meaning is
 * first asked for. Safe for use by several threads.
 */
public final class Retriever implements AutoCloseable {
  /** Whose vectors passages have. */
  static final TextEncoder.Net NET = TextEncoder.Net.BGE_SMALL;

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

    /** All passages of one kind. */
    public static Filter of(Kind kind) {
      return new Filter(Set.of(kind), Set.of(), Set.of());
    }

    /** Those of a kind that speak of an Action Unit. */
    public static Filter of(Kind kind, ActionUnit unit) {
      return new Filter(Set.of(kind), Set.of(), Set.of(unit));
    }

    /** Those of a kind that speak of an emotion. */
    public static Filter of(Kind kind, Emotion emotion) {
      return new Filter(Set.of(kind), Set.of(emotion), Set.of());
    }
  }

  /**
   * A passage found, and why.
   *
   * @param passage it
   * @param score of {@link Fusion}; of one list alone, BM25 or cosine
   * @param wordRank its place among those with the same words, from 1; 0 if it is not among them
   * @param words of the question (stems) that it has
   * @param meaningRank its place among the nearest in meaning, from 1; 0 if it is not among them
   * @param cosine of its vector with the question's; 0 if it is not among them
   * @param via the one that answers best of those it is linked with; null without
   */
  public record Hit(
      Passage passage,
      double score,
      int wordRank,
      List<String> words,
      int meaningRank,
      double cosine,
      @Nullable String via) {
    public Hit {
      words = List.copyOf(words);
    }
  }

  private final Knowledge knowledge;
  private final Map<String, Passage> passages = new LinkedHashMap<>();
  private final PassageAnalysis analysis = new PassageAnalysis();
  private final @Nullable TextEncoder given;
  private final References references = new References();
  private final List<Passage> users = new ArrayList<>();
  private final Optional<ByteBuffersDirectory> own;
  private final PassageIndex words;
  private @Nullable PassageIndex meanings;
  private @Nullable TextEncoder loaded;

  /** Opens the index; an encoder is loaded, and closed with this, if it is needed. */
  public Retriever(Knowledge knowledge) {
    this(knowledge, null);
  }

  /**
   * Opens the index; vectors of ARGen's own passages come with it, a user's are computed when first
   * needed.
   *
   * @param encoder of the net {@link #NET}; stays the caller's to close; if null, one is loaded
   *     when it is needed
   */
  public Retriever(Knowledge knowledge, @Nullable TextEncoder encoder) {
    this.knowledge = knowledge;
    this.given = encoder;
    List<Passage> ours = new ArrayList<>();
    for (Passage passage : knowledge.passages()) {
      if (passage.kind() != Kind.WORDING) {
        passages.put(passage.id(), passage);
        (knowledge.isOwn(passage.id()) ? ours : users).add(passage);
        references.add(passage);
      }
    }
    this.own = OwnIndex.load(ours, analysis);
    if (own.isEmpty()) {
      // Passages were changed and MakeIndex has not run: everything is computed.
      users.addAll(0, ours);
    }
    List<Directory> indexes = new ArrayList<>(own.stream().toList());
    if (!users.isEmpty()) {
      indexes.add(PassageIndex.write(users, analysis, p -> Optional.empty()));
    }
    this.words = new PassageIndex(indexes);
  }

  /** What is searched. */
  public Knowledge knowledge() {
    return knowledge;
  }

  /** The best passages for a question, best first. */
  public List<Hit> search(String question, Filter filter, int limit) {
    return search(question, filter, limit, Mode.FUSED);
  }

  /** The best passages by some of the lists; same question, same answer. */
  public List<Hit> search(String question, Filter filter, int limit, Mode mode) {
    Set<String> terms = analysis.stems(question);
    return best(found(question, filter, mode), mode, Fusion.Weights.STANDARD).stream()
        .limit(limit)
        .map(e -> hit(e.getKey(), e.getValue(), terms))
        .toList();
  }

  /** What each list says of the passages. */
  Fusion found(String question, Filter filter, Mode mode) {
    Fusion fusion = new Fusion();
    Set<String> terms = analysis.stems(question);
    try {
      if (mode != Mode.MEANING && !terms.isEmpty()) {
        for (ScoreDoc doc : words.byWords(terms, filter).scoreDocs) {
          fusion.addWord(words.id(doc), doc.score);
        }
      }
      if (mode != Mode.WORDS) {
        nearest(question, filter).forEach(fusion::addMeaning);
      }
    } catch (IOException e) {
      throw new ArgenException("the knowledge cannot be searched", e);
    }
    return fusion;
  }

  /** All that was found, best first. */
  List<Map.Entry<String, Fusion.Found>> best(Fusion fusion, Mode mode, Fusion.Weights weights) {
    return fusion.best(mode, id -> analysis.topic(passage(id)), references, weights);
  }

  private Passage passage(String id) {
    return Optional.ofNullable(passages.get(id)).orElseThrow();
  }

  /**
   * Passages that pass a filter, those that share words with a question first. Needs no encoder.
   */
  public List<Passage> select(String question, Filter filter, int limit) {
    try {
      List<Passage> selected = new ArrayList<>();
      for (ScoreDoc doc : words.passing(analysis.stems(question), filter, limit).scoreDocs) {
        selected.add(passage(words.id(doc)));
      }
      return selected;
    } catch (IOException e) {
      throw new ArgenException("the knowledge cannot be searched", e);
    }
  }

  /** Descriptions of real clips whose strongest moment is nearest to a plan, nearest first. */
  public List<Passage> alike(ActionUnits plan, Set<Emotion> emotions, int limit) {
    try {
      List<Passage> alike = new ArrayList<>();
      Filter filter = new Filter(Set.of(Kind.EXEMPLAR), emotions, Set.of());
      for (ScoreDoc doc : words.byUnits(plan.toArray(), filter, limit).scoreDocs) {
        alike.add(passage(words.id(doc)));
      }
      return alike;
    } catch (IOException e) {
      throw new ArgenException("the knowledge cannot be searched", e);
    }
  }

  /** Passage to the cosine of its nearest vector, nearest first, as many as the fusion takes. */
  private Map<String, Double> nearest(String question, Filter filter) throws IOException {
    byte[] vector = PassageVectors.bytes(encoder().question(question));
    PassageIndex index = meanings();
    Map<String, Double> nearest = new LinkedHashMap<>();
    for (ScoreDoc doc : index.byMeaning(vector, filter).scoreDocs) {
      nearest.put(index.id(doc), PassageVectors.cosine(doc.score));
    }
    return nearest;
  }

  private synchronized PassageIndex meanings() {
    if (users.isEmpty()) {
      return words;
    }
    PassageIndex index = meanings;
    if (index == null) {
      TextEncoder encoder = encoder();
      List<Directory> indexes = new ArrayList<>(own.stream().toList());
      indexes.add(
          PassageIndex.write(
              users, analysis, p -> Optional.of(PassageVectors.of(p, analysis, encoder))));
      index = new PassageIndex(indexes);
      meanings = index;
    }
    return index;
  }

  private synchronized TextEncoder encoder() {
    if (given != null) {
      return given;
    }
    TextEncoder encoder = loaded;
    if (encoder == null) {
      encoder = new TextEncoder(NET);
      loaded = encoder;
    }
    return encoder;
  }

  private Hit hit(String id, Fusion.Found found, Set<String> terms) {
    Passage passage = passage(id);
    Set<String> shared = new TreeSet<>(terms);
    Set<String> own = new HashSet<>(analysis.stems(passage.text()));
    own.addAll(analysis.stems(analysis.heading(passage)));
    own.addAll(analysis.stems(String.join("\n", passage.askedAs())));
    shared.retainAll(own);
    return new Hit(
        passage,
        found.score(),
        found.wordRank(),
        found.wordRank() == 0 ? List.of() : new ArrayList<>(shared),
        found.meaningRank(),
        found.cosine(),
        found.via().orElse(null));
  }

  @Override
  public synchronized void close() {
    words.close();
    if (meanings != null) {
      meanings.close();
    }
    if (loaded != null) {
      loaded.close();
    }
  }
}
