package io.argen.cli;

import io.argen.clip.Clips;
import io.argen.dataset.Consent;
import io.argen.dataset.Dataset;
import io.argen.dataset.Sample;
import io.argen.face.TrackOptions;
import io.argen.facs.Emotion;
import io.argen.motion.ClipAnalysis;
import io.argen.motion.ClipAnalyzer;
import io.argen.motion.MeshSettler;
import io.argen.motion.fit.MotionTrack;
import io.argen.motion.fit.MotionTracks;
import io.argen.run.InputException;
import io.argen.run.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The motion in a data set, a folder of clips, or what analyze wrote. */
final class MotionData {
  private static final String STAGE = "reading motion";
  private static final String ANALYSIS = ".safetensors";

  private MotionData() {}

  /**
   * A clip and whose face it shows.
   *
   * @param person the subject where a table names it, else the clip's own id
   */
  record Source(String id, String person, Path path, Optional<Emotion> emotion) {
    boolean analysed() {
      return path.toString().endsWith(ANALYSIS);
    }
  }

  /**
   * Files of analyze where a folder holds such, else the rows of its table, else its clips; none of
   * people who did not agree.
   */
  static List<Source> sources(Path data) {
    if (!Files.isDirectory(data)) {
      throw new InputException(data, "is no folder", "give a folder of clips or of analyses");
    }
    List<Source> sources = new ArrayList<>();
    try (Stream<Path> files = Files.list(data)) {
      for (Path file : files.filter(f -> f.toString().endsWith(ANALYSIS)).sorted().toList()) {
        String name = file.toFile().getName();
        String id = name.substring(0, name.length() - ANALYSIS.length());
        sources.add(new Source(id, id, file, Optional.empty()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(data + ": cannot be read; check permissions", e);
    }
    if (sources.isEmpty() && Consent.hasTable(data)) {
      for (Sample sample : Dataset.read(data).samples()) {
        if (sample.consent()) {
          sources.add(
              new Source(
                  sample.id(),
                  sample.subject().orElse(sample.id()),
                  sample.path(),
                  sample.emotion()));
        }
      }
    }
    if (sources.isEmpty() && !Consent.hasTable(data)) {
      Consent consent = new Consent();
      for (ClipFinder.Found clip : ClipFinder.find(List.of(data), data.resolve("none"))) {
        if (consent.given(clip.path())) {
          sources.add(new Source(clip.id(), clip.id(), clip.path(), Optional.empty()));
        }
      }
    }
    if (sources.isEmpty()) {
      throw new InputException(
          data, "holds no clip whose people agreed", "give clips whose rows have consent: true");
    }
    return sources;
  }

  /** The motion of every source that shows a face long enough; the others are noted. */
  static List<MotionTrack> tracks(List<Source> sources, FaceKit kit, Progress progress) {
    MotionTracks maker = new MotionTracks(kit.canonical());
    ClipAnalyzer analyzer = kit.analyzer(TrackOptions.DEFAULT);
    MeshSettler settler = new MeshSettler(kit.canonical());
    List<MotionTrack> tracks = new ArrayList<>();
    progress.begin(STAGE, sources.size());
    for (Source source : sources) {
      Optional<MotionTrack> track;
      if (source.analysed()) {
        track = maker.read(source.path(), source.person());
      } else if (Clips.isClip(source.path())) {
        List<ClipAnalysis> faces = analyzer.analyze(source.path());
        track =
            faces.isEmpty()
                ? Optional.empty()
                : maker.of(settler.settle(faces.get(0)), source.person(), source.id());
      } else {
        track = Optional.empty();
      }
      if (track.isEmpty()) {
        progress.note(source.path() + ": no face in eight frames or more; not used");
      }
      track.ifPresent(tracks::add);
      progress.step(STAGE);
    }
    progress.end(STAGE);
    return tracks;
  }
}
