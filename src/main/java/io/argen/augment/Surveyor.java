package io.argen.augment;

import io.argen.dataset.Sample;
import io.argen.run.ArgenException;
import io.argen.run.ContentCache;
import io.argen.run.InputException;
import io.argen.run.Json;
import io.argen.run.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks at real clips and remembers what it saw by their content, so that no clip is looked at
 * twice, not even by another verb.
 */
final class Surveyor {
  private static final String STAGE = "looking at faces";
  private static final String OPENS = "opens";

  private final FaceStudio studio;
  private final ContentCache cache;
  private final Workers workers;
  private final Progress progress;
  private final String kind;
  private final Map<String, ClipSurvey> known = new ConcurrentHashMap<>();
  private final SortedMap<String, String> problems = new TreeMap<>();

  Surveyor(FaceStudio studio, ContentCache cache, Workers workers, Progress progress) {
    this.studio = studio;
    this.cache = cache;
    this.workers = workers;
    this.progress = progress;
    // Other nets see other things.
    this.kind = "survey/2 " + Json.line(studio.modelHashes());
  }

  /** The content hash of a sample. */
  String hash(Sample sample) {
    try {
      return cache.hashes().of(sample.path());
    } catch (IOException e) {
      throw new ArgenException(
          sample.path() + ": cannot be read; check permissions, or remove it from the set", e);
    }
  }

  /** Samples that open; the others are added to {@link #problems}. */
  List<Sample> openable(List<Sample> samples) {
    String stage = "opening clips";
    progress.begin(stage, samples.size());
    List<String> outcomes = workers.map(samples, sample -> open(sample, stage));
    progress.end(stage);
    List<Sample> good = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      if (outcomes.get(i).isEmpty()) {
        good.add(samples.get(i));
      } else {
        problems.put(samples.get(i).id(), outcomes.get(i));
      }
    }
    return good;
  }

  private String open(Sample sample, String stage) {
    try {
      hash(sample);
      if (cache.get(OPENS, sample.path()).isEmpty()) {
        studio.verify(sample.path());
        cache.put(OPENS, sample.path(), new byte[0]);
      }
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
      ClipSurvey survey = remembered(sample);
      if (survey == null) {
        survey = studio.survey(sample.path());
        cache.put(kind, sample.path(), Json.line(survey).getBytes(StandardCharsets.UTF_8));
      }
      known.put(hash(sample), survey);
      return "";
    } catch (InputException e) {
      return message(e);
    } finally {
      progress.step(STAGE);
    }
  }

  private @Nullable ClipSurvey remembered(Sample sample) {
    Optional<byte[]> kept = cache.get(kind, sample.path());
    if (kept.isEmpty()) {
      return null;
    }
    try {
      return Json.parse(new String(kept.get(), StandardCharsets.UTF_8), ClipSurvey.class);
    } catch (IOException foreign) {
      return null;
    }
  }

  /** Sample id to why it cannot be used at all. */
  SortedMap<String, String> problems() {
    return problems;
  }

  static String message(RuntimeException e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
