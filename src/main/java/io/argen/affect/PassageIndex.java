package io.argen.affect;

import io.argen.affect.Retriever.Filter;
import io.argen.facs.Emotion;
import io.argen.run.ArgenException;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.ByteBuffersDirectory;

/** Passages in memory, to be found by their words or by their vectors. */
final class PassageIndex implements AutoCloseable {
  /** Passages each list gives to the fusion. */
  private static final int DEPTH = 40;

  /** Nodes of the graph looked at: few leave passages unseen. */
  private static final int GRAPH_DEPTH = 200;

  private static final float HEADING_BOOST = 0.6f;

  private final PassageAnalysis analysis;
  private final ByteBuffersDirectory directory = new ByteBuffersDirectory();
  private final DirectoryReader reader;
  private final IndexSearcher searcher;

  PassageIndex(
      Collection<Passage> passages, PassageAnalysis analysis, Function<Passage, float[]> vectors) {
    this.analysis = analysis;
    IndexWriterConfig config =
        new IndexWriterConfig(analysis.analyzer()).setMergeScheduler(new SerialMergeScheduler());
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (Passage passage : passages) {
        writer.addDocument(document(passage, vectors));
      }
      writer.forceMerge(1);
      writer.commit();
      this.reader = DirectoryReader.open(directory);
    } catch (IOException e) {
      throw new ArgenException("the knowledge cannot be indexed", e);
    }
    this.searcher = new IndexSearcher(reader);
  }

  private Document document(Passage passage, Function<Passage, float[]> vectors) {
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
    document.add(
        new KnnFloatVectorField(
            "vector", vectors.apply(passage), VectorSimilarityFunction.DOT_PRODUCT));
    return document;
  }

  TopDocs byWords(Set<String> terms, Filter filter) throws IOException {
    BooleanQuery.Builder words = new BooleanQuery.Builder();
    for (String term : terms) {
      words.add(new TermQuery(new Term("text", term)), BooleanClause.Occur.SHOULD);
      words.add(
          new BoostQuery(new TermQuery(new Term("heading", term)), HEADING_BOOST),
          BooleanClause.Occur.SHOULD);
    }
    Query both =
        new BooleanQuery.Builder()
            .add(words.build(), BooleanClause.Occur.MUST)
            .add(query(filter), BooleanClause.Occur.FILTER)
            .build();
    return searcher.search(both, DEPTH);
  }

  TopDocs byMeaning(float[] vector, Filter filter) throws IOException {
    return searcher.search(
        new KnnFloatVectorQuery("vector", vector, GRAPH_DEPTH, query(filter)), DEPTH);
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
      reader.close();
      directory.close();
    } catch (IOException e) {
      throw new ArgenException("the index does not close", e);
    }
  }
}
