package io.argen.augment;

import io.argen.dataset.Sample;
import io.argen.run.ArgenException;
import io.argen.run.ContentHashes;
import io.argen.run.Digests;
import io.argen.run.InputException;
import io.argen.run.Journal;
import io.argen.run.Json;
import io.argen.run.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks at real clips and remembers what it saw by their content, so that no clip is looked at
 * twice, not even by the next run into the same folder.
 */
final class Surveyor implements AutoCloseable {
  private static final String STAGE = "looking at faces";
  private static final int READABLE_BATCH = 200;

  private final FaceStudio studio;
  private final ContentHashes hashes;
  private final Workers workers;
  private final Progress progress;
  private final Journal surveyJournal;
  private final Journal readableJournal;
  private final Map<String, ClipSurvey> known = new ConcurrentHashMap<>();
  private final Set<String> readable = new HashSet<>();
  private final SortedMap<String, String> problems = new TreeMap<>();

  /** A line of the cache. */
  record Entry(String key, ClipSurvey survey) {}

  /** A line of the cache: contents that could be opened. */
  record Openable(List<String> sha256) {}

  Surveyor(
      FaceStudio studio, ContentHashes hashes, Workers workers, Path cache, Progress progress) {
    this.studio = studio;
    this.hashes = hashes;
    this.workers = workers;
    this.progress = progress;
    // Other nets see other things: their hashes are part of the file's name.
    String nets =
        Digests.hex(studio.generator() + " " + Json.line(studio.modelHashes())).substring(0, 12);
    Path surveys = cache.resolve("surveys-" + nets + ".jsonl");
    Path opened = cache.resolve("readable.jsonl");
    for (Entry entry : Json.readLines(surveys, Entry.class)) {
      known.put(entry.key(), entry.survey());
    }
    for (Openable entry : Json.readLines(opened, Openable.class)) {
      readable.addAll(entry.sha256());
    }
    this.surveyJournal = Journal.open(surveys);
    this.readableJournal = Journal.open(opened);
  }

  /** The content hash of a sample. */
  String hash(Sample sample) {
    try {
      return hashes.of(sample.path());
    } catch (IOException e) {
      throw new ArgenException(
          sample.path() + ": cannot be read; check permissions, or remove it from the set", e);
    }
  }

  /** Samples that open; the others are added to {@link #problems}. */
  List<Sample> openable(List<Sample> samples) {
    List<Sample> unknown = new ArrayList<>();
    for (Sample sample : samples) {
      if (!readable.contains(hash(sample))) {
        unknown.add(sample);
      }
    }
    String stage = "opening clips";
    progress.begin(stage, unknown.size());
    for (int from = 0; from < unknown.size(); from += READABLE_BATCH) {
      List<Sample> batch = unknown.subList(from, Math.min(unknown.size(), from + READABLE_BATCH));
      List<String> outcomes = workers.map(batch, sample -> open(sample, stage));
      List<String> good = new ArrayList<>();
      for (int i = 0; i < batch.size(); i++) {
        if (outcomes.get(i).isEmpty()) {
          good.add(hash(batch.get(i)));
        } else {
          problems.put(batch.get(i).id(), outcomes.get(i));
        }
      }
      readable.addAll(good);
      readableJournal.append(new Openable(good));
    }
    progress.end(stage);
    return samples.stream().filter(sample -> !problems.containsKey(sample.id())).toList();
  }

  private String open(Sample sample, String stage) {
    try {
      studio.verify(sample.path());
      return "";
    } catch (InputException e) {
      return message(e);
    } finally {
      progress.step(stage);
    }
  }

  /** What was seen of each sample that can be read to its end, by sample id. */
  Map<String, ClipSurvey> survey(List<Sample> samples) {
    List<Sample> unknown =
        samples.stream()
            .filter(s -> !known.containsKey(hash(s)) && !problems.containsKey(s.id()))
            .toList();
    progress.begin(STAGE, unknown.size());
    List<String> outcomes = workers.map(unknown, this::look);
    progress.end(STAGE);
    for (int i = 0; i < outcomes.size(); i++) {
      if (!outcomes.get(i).isEmpty()) {
        problems.put(unknown.get(i).id(), outcomes.get(i));
      }
    }
    Map<String, ClipSurvey> seen = new HashMap<>();
    for (Sample sample : samples) {
      @Nullable ClipSurvey survey = known.get(hash(sample));
      if (survey != null) {
        seen.put(sample.id(), survey);
      }
    }
    return seen;
  }

  private String look(Sample sample) {
    try {
      ClipSurvey survey = studio.survey(sample.path());
      known.put(hash(sample), survey);
      surveyJournal.append(new Entry(hash(sample), survey));
      return "";
    } catch (InputException e) {
      return message(e);
    } finally {
      progress.step(STAGE);
    }
  }

  /** Sample id to why it cannot be used at all. */
  SortedMap<String, String> problems() {
    return problems;
  }

  static String message(RuntimeException e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  @Override
  public void close() {
    surveyJournal.close();
    readableJournal.close();
  }
}
