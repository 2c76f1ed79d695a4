package io.argen.evaluate;

import io.argen.augment.Workers;
import io.argen.clip.ClipReader;
import io.argen.clip.Clips;
import io.argen.clip.Frame;
import io.argen.clip.FrameNumbers;
import io.argen.dataset.Dataset;
import io.argen.dataset.ListedFrames;
import io.argen.dataset.Sample;
import io.argen.evaluate.DataFinding.Kind;
import io.argen.face.ClipGlance;
import io.argen.face.FaceNets;
import io.argen.run.ContentCache;
import io.argen.run.InputException;
import io.argen.run.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Looks through a data set before anyone trains on it. */
public final class DataCheck {
  private static final String STAGE = "checking";

  /** Layouts that say which clips belong to the set. */
  private static final Set<String> LISTED = Set.of("metadata", "dfew", "ferv39k", "mafw");

  /** A container's own count may be off by a few. */
  private static final double LEAST_SHARE = 0.9;

  private static final int LEAST_FACE_PX = 40;

  /** Glances without a look at faces. */
  private static final String FACELESS = "frames";

  private final Options options;
  private final @Nullable Supplier<FaceNets> nets;
  private final ContentCache cache;
  private final Progress progress;

  /**
   * How much is looked at.
   *
   * @param media whether clips are decoded to their end
   * @param jobs clips at a time
   */
  public record Options(boolean media, int jobs) {}

  /**
   * A check.
   *
   * @param nets to look for a face in each clip's middle frame, or null to leave faces out; asked
   *     for when a clip is not known yet
   * @param cache of what clips show
   */
  public DataCheck(
      Options options, @Nullable Supplier<FaceNets> nets, ContentCache cache, Progress progress) {
    this.options = options;
    this.nets = nets;
    this.cache = cache;
    this.progress = progress;
  }

  /** Checks; the same set gives the same report. */
  public DataCheckReport of(Dataset data) {
    List<DataFinding> findings = new ArrayList<>();
    List<LookAlikes.Seen> faces = new ArrayList<>();
    data.warnings()
        .forEach(note -> findings.add(new DataFinding(Kind.NOTE, data.root().toString(), note)));
    data.skipped().forEach(s -> findings.add(new DataFinding(Kind.LEFT_OUT, s.path(), s.reason())));
    subjects(data, findings);
    if (LISTED.contains(data.layout())) {
      ExtraClips.of(data)
          .forEach(
              path ->
                  findings.add(new DataFinding(Kind.EXTRA, path, "is in no list and not used")));
    }
    AtomicLong frames = new AtomicLong();
    Map<Path, Integer> listed = ListedFrames.of(data);
    progress.begin(STAGE, data.samples().size());
    try (Workers workers = new Workers(options.jobs())) {
      workers
          .map(data.samples(), sample -> look(data, sample, listed, frames))
          .forEach(
              look -> {
                findings.addAll(look.findings());
                look.face().ifPresent(faces::add);
              });
    }
    progress.end(STAGE);
    SameContents.find(data, cache.hashes(), findings);
    findings.addAll(LookAlikes.of(faces));
    findings.sort(Comparator.comparing(DataFinding::kind).thenComparing(DataFinding::path));
    return new DataCheckReport(
        "argen/check/1",
        data.root().toString(),
        data.layout(),
        data.samples().size(),
        counts(data),
        meanings(data),
        data.subjects().size(),
        frames.get(),
        List.copyOf(findings));
  }

  /** What one clip shows; its face where nobody says whose it is. */
  private record Look(List<DataFinding> findings, Optional<LookAlikes.Seen> face) {}

  private Look look(Dataset data, Sample sample, Map<Path, Integer> listed, AtomicLong frames) {
    List<DataFinding> findings = new ArrayList<>();
    String path = relative(data, sample);
    Optional<LookAlikes.Seen> face = Optional.empty();
    try {
      cache.hashes().of(sample.path());
      for (String fault : FrameNumbers.faults(sample.path())) {
        findings.add(new DataFinding(Kind.FRAME_NUMBERS, path, fault));
      }
      if (options.media()) {
        face = decode(sample, path, listed, findings, frames);
      }
    } catch (IOException | InputException e) {
      findings.add(new DataFinding(Kind.UNREADABLE, path, reason(sample, e)));
    }
    progress.step(STAGE);
    return new Look(findings, face);
  }

  private Optional<LookAlikes.Seen> decode(
      Sample sample,
      String path,
      Map<Path, Integer> listed,
      List<DataFinding> findings,
      AtomicLong frames) {
    ClipGlance glance = glance(sample.path());
    Integer promised = listed.get(sample.path().toAbsolutePath().normalize());
    if (promised != null && promised != glance.frames()) {
      findings.add(
          new DataFinding(
              Kind.FRAME_COUNT,
              path,
              "has " + glance.frames() + " frames, the table says " + promised));
    }
    frames.addAndGet(glance.frames());
    if (glance.frames() < LEAST_SHARE * glance.promised()) {
      findings.add(
          new DataFinding(
              Kind.CUT_SHORT,
              path,
              "promises " + glance.promised() + " frames, " + glance.frames() + " can be read"));
    }
    if (nets == null || glance.frames() == 0) {
      return Optional.empty();
    }
    face(glance, path, findings);
    if (sample.subject().isPresent()) {
      return Optional.empty();
    }
    return glance.who().map(who -> new LookAlikes.Seen(path, sample.split(), who));
  }

  /** From the cache, else from all frames of the clip. */
  private ClipGlance glance(Path clip) {
    Optional<ClipGlance> known = cache.get(ClipGlance.KIND, clip).flatMap(ClipGlance::of);
    if (known.isEmpty() && nets == null) {
      known = cache.get(FACELESS, clip).flatMap(ClipGlance::of);
    }
    if (known.isPresent()) {
      return known.get();
    }
    try (ClipReader reader = Clips.open(clip)) {
      ClipGlance.Taker taker =
          new ClipGlance.Taker(reader.info(), nets == null ? null : nets.get());
      for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
        taker.see(frame);
      }
      ClipGlance glance = taker.taken();
      cache.put(nets == null ? FACELESS : ClipGlance.KIND, clip, glance.toBytes());
      return glance;
    }
  }

  private static void face(ClipGlance glance, String path, List<DataFinding> findings) {
    if (glance.facePx() == 0) {
      findings.add(new DataFinding(Kind.NO_FACE, path, "shows no face in the middle of the clip"));
    } else if (glance.facePx() < LEAST_FACE_PX) {
      findings.add(
          new DataFinding(
              Kind.SMALL_FACE,
              path,
              "its face is "
                  + Math.round(glance.facePx())
                  + " pixels high; below "
                  + LEAST_FACE_PX
                  + " measurements are guesses"));
    }
  }

  private static void subjects(Dataset data, List<DataFinding> findings) {
    SortedMap<String, SortedSet<String>> splits = new TreeMap<>();
    for (Sample sample : data.samples()) {
      sample
          .subject()
          .ifPresent(s -> splits.computeIfAbsent(s, n -> new TreeSet<>()).add(sample.split()));
    }
    splits.forEach(
        (subject, in) -> {
          if (in.size() > 1) {
            findings.add(
                new DataFinding(
                    Kind.SUBJECT_LEAK,
                    subject,
                    "subject "
                        + subject
                        + " is in "
                        + String.join(" and ", in)
                        + ": keep each person in one split"));
          }
        });
  }

  private static SortedMap<String, SortedMap<String, Integer>> counts(Dataset data) {
    SortedMap<String, SortedMap<String, Integer>> counts = new TreeMap<>();
    data.samples().forEach(s -> counts.computeIfAbsent(s.split(), data::counts));
    return counts;
  }

  private static SortedMap<String, String> meanings(Dataset data) {
    SortedMap<String, String> meanings = new TreeMap<>();
    data.samples().forEach(s -> s.emotion().ifPresent(e -> meanings.put(s.label(), e.label())));
    return meanings;
  }

  static String relative(Dataset data, Sample sample) {
    Path root = data.root().toAbsolutePath().normalize();
    Path path = sample.path().toAbsolutePath().normalize();
    return (path.startsWith(root) ? root.relativize(path) : path).toString().replace('\\', '/');
  }

  private static String reason(Sample sample, Exception e) {
    String message = String.valueOf(e.getMessage());
    String prefix = sample.path() + ": ";
    return message.startsWith(prefix) ? message.substring(prefix.length()) : message;
  }
}
