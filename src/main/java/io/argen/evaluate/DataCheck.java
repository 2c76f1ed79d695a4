package io.argen.evaluate;

import io.argen.augment.Workers;
import io.argen.clip.ClipReader;
import io.argen.clip.Clips;
import io.argen.clip.Frame;
import io.argen.clip.Image;
import io.argen.dataset.Dataset;
import io.argen.dataset.Sample;
import io.argen.evaluate.DataFinding.Kind;
import io.argen.face.FaceNets;
import io.argen.face.FaceObservation;
import io.argen.face.FaceObserver;
import io.argen.face.Identity;
import io.argen.run.ContentHashes;
import io.argen.run.InputException;
import io.argen.run.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Looks through a data set before anyone trains on it. */
public final class DataCheck {
  private static final String STAGE = "checking";

  /** Layouts that say which clips belong to the set. */
  private static final Set<String> LISTED = Set.of("metadata", "dfew", "ferv39k", "mafw");

  /** A container's own count may be off by a few. */
  private static final double LEAST_SHARE = 0.9;

  private static final int LEAST_FACE_PX = 40;

  private final Options options;
  private final @Nullable FaceNets nets;
  private final @Nullable FaceObserver observer;
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
   * @param nets to look for a face in each clip's middle frame, or null to leave faces out
   */
  public DataCheck(Options options, @Nullable FaceNets nets, Progress progress) {
    this.options = options;
    this.nets = nets;
    this.observer = nets == null ? null : new FaceObserver(nets, false);
    this.progress = progress;
  }

  /** Checks; the same set gives the same report. */
  public DataCheckReport of(Dataset data, ContentHashes hashes) {
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
    progress.begin(STAGE, data.samples().size());
    try (Workers workers = new Workers(options.jobs())) {
      workers
          .map(data.samples(), sample -> look(data, sample, hashes, frames))
          .forEach(
              look -> {
                findings.addAll(look.findings());
                look.face().ifPresent(faces::add);
              });
    }
    progress.end(STAGE);
    SameContents.find(data, hashes, findings);
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

  private Look look(Dataset data, Sample sample, ContentHashes hashes, AtomicLong frames) {
    List<DataFinding> findings = new ArrayList<>();
    String path = relative(data, sample);
    Optional<LookAlikes.Seen> face = Optional.empty();
    try {
      synchronized (hashes) {
        hashes.of(sample.path());
      }
      if (options.media()) {
        face = decode(sample, path, findings, frames);
      }
    } catch (IOException | InputException e) {
      findings.add(new DataFinding(Kind.UNREADABLE, path, reason(sample, e)));
    }
    progress.step(STAGE);
    return new Look(findings, face);
  }

  private Optional<LookAlikes.Seen> decode(
      Sample sample, String path, List<DataFinding> findings, AtomicLong frames) {
    try (ClipReader reader = Clips.open(sample.path())) {
      int promised = reader.info().estimatedFrames();
      int read = 0;
      Image middle = null;
      for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
        if (observer != null && (middle == null || read == promised / 2)) {
          middle = frame.image().copy();
        }
        read++;
      }
      frames.addAndGet(read);
      if (read < LEAST_SHARE * promised) {
        findings.add(
            new DataFinding(
                Kind.CUT_SHORT,
                path,
                "promises " + promised + " frames, " + read + " can be read"));
      }
      if (observer == null || nets == null || middle == null) {
        return Optional.empty();
      }
      Optional<FaceObservation> face = observer.largest(middle);
      face(face, path, findings);
      if (face.isEmpty() || sample.subject().isPresent()) {
        return Optional.empty();
      }
      Identity who = nets.identity().embed(middle, face.get().mesh());
      return Optional.of(new LookAlikes.Seen(path, sample.split(), who));
    }
  }

  private static void face(
      Optional<FaceObservation> face, String path, List<DataFinding> findings) {
    if (face.isEmpty()) {
      findings.add(new DataFinding(Kind.NO_FACE, path, "shows no face in the middle of the clip"));
    } else if (face.get().box().height() < LEAST_FACE_PX) {
      findings.add(
          new DataFinding(
              Kind.SMALL_FACE,
              path,
              "its face is "
                  + Math.round(face.get().box().height())
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
