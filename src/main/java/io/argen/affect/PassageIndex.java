package io.argen.affect;

import io.argen.affect.Retriever.Filter;
import io.argen.facs.Emotion;
import io.argen.run.ArgenException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnByteVectorField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnByteVectorQuery;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;

/**
 * Passages in memory, to be found by their words, by their vectors, or, where they describe a clip,
 * by its Action Units.
 */
final class PassageIndex implements AutoCloseable {
  /** Passages each list gives to the fusion: more than ARGen has, so that none goes unscored. */
  static final int DEPTH = 400;

  /** People ask in other words than passages are written in. */
  private static final float TEXT_BOOST = 0.4f;

  private static final float HEADING_BOOST = 0.4f;
  private static final String VECTOR = "vector";

  private final List<IndexReader> readers;
  private final IndexSearcher searcher;

  /** Over one or several indexes as one. */
  PassageIndex(List<Directory> indexes) {
    try {
      List<IndexReader> opened = new ArrayList<>();
      for (Directory index : indexes) {
        opened.add(DirectoryReader.open(index));
      }
      this.readers = List.copyOf(opened);
      this.searcher =
          new IndexSearcher(
              opened.size() == 1
                  ? opened.get(0)
                  : new MultiReader(opened.toArray(new IndexReader[0]), true));
    } catch (IOException e) {
      throw new ArgenException("the knowledge cannot be searched", e);
    }
  }

  /** Gives a passage its vector, as bytes, if it is to have one. */
  @FunctionalInterface
  interface Vectors {
    Optional<byte[]> of(Passage passage);
  }

  /** Indexes passages; without vectors if there are none to be had. */
  static ByteBuffersDirectory write(
      Collection<Passage> passages, PassageAnalysis analysis, Vectors vectors) {
    ByteBuffersDirectory directory = new ByteBuffersDirectory();
    IndexWriterConfig config =
        new IndexWriterConfig(analysis.analyzer()).setMergeScheduler(new SerialMergeScheduler());
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (Passage passage : passages) {
        Document document = document(passage, analysis);
        vectors
            .of(passage)
            .ifPresent(
                vector ->
                    document.add(
                        new KnnByteVectorField(
                            VECTOR, vector, VectorSimilarityFunction.DOT_PRODUCT)));
        writer.addDocument(document);
      }
      writer.forceMerge(1);
      writer.commit();
    } catch (IOException e) {
      throw new ArgenException("the knowledge cannot be indexed", e);
    }
    return directory;
  }

  private static Document document(Passage passage, PassageAnalysis analysis) {
    Document document = new Document();
    document.add(new StoredField("id", passage.id()));
    document.add(new StringField("kind", passage.kind().key(), Field.Store.NO));
    passage
        .emotions()
        .forEach(e -> document.add(new StringField("emotion", e.label(), Field.Store.NO)));
    passage
        .actionUnits()
        .forEach(u -> document.add(new StringField("unit", u.name(), Field.Store.NO)));
    document.add(new TextField("text", passage.text(), Field.Store.NO));
    document.add(new TextField("heading", analysis.heading(passage), Field.Store.NO));
    // A passage of which nobody said how it is asked for is found by its own words.
    String asked =
        passage.askedAs().isEmpty() ? passage.text() : String.join("\n", passage.askedAs());
    document.add(new TextField("asked", asked, Field.Store.NO));
    if (passage.measured() != null) {
      document.add(
          new KnnFloatVectorField(
              "measured", passage.measured().toArray(), VectorSimilarityFunction.EUCLIDEAN));
    }
    return document;
  }

  /** Passages with words of a question, best first. */
  TopDocs byWords(Set<String> terms, Filter filter) throws IOException {
    return searcher.search(
        new BooleanQuery.Builder()
            .add(words(terms).build(), BooleanClause.Occur.MUST)
            .add(query(filter), BooleanClause.Occur.FILTER)
            .build(),
        DEPTH);
  }

  /** Passages that pass the filter: first those with words of a question. */
  TopDocs passing(Set<String> terms, Filter filter, int limit) throws IOException {
    return searcher.search(
        words(terms)
            .add(new BoostQuery(new MatchAllDocsQuery(), 1e-3f), BooleanClause.Occur.SHOULD)
            .add(query(filter), BooleanClause.Occur.FILTER)
            .build(),
        limit);
  }

  private static BooleanQuery.Builder words(Set<String> terms) {
    BooleanQuery.Builder words = new BooleanQuery.Builder();
    for (String term : terms) {
      add(words, "text", term, TEXT_BOOST);
      add(words, "heading", term, HEADING_BOOST);
      add(words, "asked", term, 1);
    }
    return words;
  }

  private static void add(BooleanQuery.Builder words, String field, String term, float boost) {
    words.add(
        new BoostQuery(new TermQuery(new Term(field, term)), boost), BooleanClause.Occur.SHOULD);
  }

  /** Passages whose vector is near one, nearest first. */
  TopDocs byMeaning(byte[] vector, Filter filter) throws IOException {
    return searcher.search(new KnnByteVectorQuery(VECTOR, vector, DEPTH, query(filter)), DEPTH);
  }

  /** Exemplars whose Action Units are near those given, nearest first. */
  TopDocs byUnits(float[] units, Filter filter, int limit) throws IOException {
    return searcher.search(new KnnFloatVectorQuery("measured", units, limit, query(filter)), limit);
  }

  private static Query query(Filter filter) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    all.add(new MatchAllDocsQuery(), BooleanClause.Occur.MUST);
    any(all, "kind", filter.kinds().stream().map(Kind::key).toList());
    any(all, "emotion", filter.emotions().stream().map(Emotion::label).toList());
    any(all, "unit", filter.actionUnits().stream().map(Enum::name).toList());
    return all.build();
  }

  private static void any(BooleanQuery.Builder all, String field, List<String> values) {
    if (!values.isEmpty()) {
      BooleanQuery.Builder one = new BooleanQuery.Builder();
      values.forEach(v -> one.add(new TermQuery(new Term(field, v)), BooleanClause.Occur.SHOULD));
      all.add(one.build(), BooleanClause.Occur.FILTER);
    }
  }

  String id(ScoreDoc doc) throws IOException {
    return searcher.storedFields().document(doc.doc, Set.of("id")).get("id");
  }

  @Override
  public void close() {
    try {
      for (IndexReader reader : readers) {
        reader.close();
      }
    } catch (IOException e) {
      throw new ArgenException("the index does not close", e);
    }
  }
}
