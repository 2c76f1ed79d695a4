package io.argen.cli;

import io.argen.clip.Clips;
import io.argen.face.TrackOptions;
import io.argen.facs.Emotion;
import io.argen.motion.ClipAnalysis;
import io.argen.motion.ClipAnalyzer;
import io.argen.motion.MotionCodec;
import io.argen.motion.MotionLatents;
import io.argen.motion.learn.TrackedWindow;
import io.argen.run.InputException;
import io.argen.run.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The motion of a person in a clip, relative to a clear frame.
 *
 * @param person the subject where a table names it, else the clip's id
 * @param emotion that the clip is labelled with
 */
record PeopleMotion(String person, Optional<Emotion> emotion, MotionLatents motion) {
  private static final String STAGE = "reading motion";

  /**
   * Reads the motion of people from their clips, or from what {@link KeptMotion} wrote.
   *
   * @param people of whom; of all if empty
   * @throws InputException if one of them is not there, or no clip shows a face
   */
  static List<PeopleMotion> read(Path data, List<String> people, FaceKit kit, Progress progress) {
    List<PeopleMotion> kept = KeptMotion.read(data);
    if (!kept.isEmpty()) {
      return chosen(data, kept, PeopleMotion::person, people);
    }
    List<MotionData.Source> sources =
        chosen(data, MotionData.sources(data), MotionData.Source::person, people);
    List<PeopleMotion> motions = read(sources, kit, progress);
    if (motions.isEmpty()) {
      throw new InputException(data, "shows no face", "give clips of faces");
    }
    return motions;
  }

  /** What is of some people; all of it if none are named. */
  private static <T> List<T> chosen(
      Path data, List<T> all, Function<T, String> person, List<String> people) {
    TreeSet<String> missing = new TreeSet<>(people);
    all.forEach(one -> missing.remove(person.apply(one)));
    if (!missing.isEmpty()) {
      throw new InputException(
          data, "shows no " + String.join(", ", missing), "name people (clips) that are there");
    }
    return all.stream()
        .filter(one -> people.isEmpty() || people.contains(person.apply(one)))
        .toList();
  }

  /** The motion of every face of the clips; clips without one are noted. */
  static List<PeopleMotion> read(List<MotionData.Source> sources, FaceKit kit, Progress progress) {
    MotionCodec codec = new MotionCodec(kit.canonical(), kit.basis());
    ClipAnalyzer analyzer = kit.analyzer(TrackOptions.DEFAULT);
    List<PeopleMotion> motions = new ArrayList<>();
    progress.begin(STAGE, sources.size());
    for (MotionData.Source source : sources) {
      List<ClipAnalysis> faces =
          Clips.isClip(source.path()) ? analyzer.analyze(source.path()) : List.of();
      for (ClipAnalysis face : faces) {
        motions.add(new PeopleMotion(source.person(), source.emotion(), codec.encode(face)));
      }
      if (faces.isEmpty()) {
        progress.note(source.path() + ": no face; not used");
      }
      progress.step(STAGE);
    }
    progress.end(STAGE);
    return motions;
  }

  /** Windows to learn from, each also mirrored. */
  static List<TrackedWindow> windows(List<PeopleMotion> motions, int stride) {
    List<TrackedWindow> windows = new ArrayList<>();
    for (PeopleMotion motion : motions) {
      for (TrackedWindow window : TrackedWindow.of(motion.motion(), motion.emotion(), stride)) {
        windows.add(window);
        windows.add(window.mirrored());
      }
    }
    return windows;
  }
}
