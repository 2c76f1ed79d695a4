package io.argen.cli;

import io.argen.dataset.Dataset;
import io.argen.dataset.Sample;
import io.argen.motion.learn.MotionAdaptation;
import io.argen.motion.learn.MotionModel;
import io.argen.motion.learn.TrackedWindow;
import io.argen.run.ContentCache;
import io.argen.run.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Fits the motion model to a data set's own clips where some class has enough of them. What was
 * fitted is kept by the hash of what it was fitted to.
 */
final class OwnMotion {
  /** Of one class; more would only take longer. */
  private static final int MOST = 60;

  private static final int STRIDE = 4;
  private static final int NAME_LENGTH = 16;

  private final Console console;
  private final Places places;
  private final LazyNets nets;
  private final ContentCache cache;

  OwnMotion(Console console, Places places, LazyNets nets, ContentCache cache) {
    this.cache = cache;
    this.console = console;
    this.places = places;
    this.nets = nets;
  }

  /**
   * Lets the chosen model learn from real training clips of consenting people; if there are enough,
   * {@code motion.weights} is then what was learned.
   */
  void adapt(MotionChoice motion, Dataset set) {
    Map<String, List<MotionData.Source>> classes = classes(set);
    classes.values().removeIf(clips -> clips.size() < motion.adapt);
    if (motion.adapt == 0 || classes.isEmpty()) {
      return;
    }
    List<MotionData.Source> clips = new ArrayList<>();
    classes.values().forEach(own -> clips.addAll(own.subList(0, Math.min(MOST, own.size()))));
    Path folder = folder(motion, set, clips);
    Path file = folder.resolve("model.safetensors");
    MotionAdaptation adaptation =
        new MotionAdaptation(motion.adaptUpdates, MotionAdaptation.SHARE, 0);
    boolean done =
        Files.exists(file)
            && Integer.toString(motion.adaptUpdates)
                .equals(MotionModel.read(file).notes().get("updates"));
    console
        .err()
        .printf(
            Locale.ROOT,
            "argen: the motion model %s %d clips of %s (%d updates; --adapt 0: not at all)%n",
            done ? "has learned from" : "learns from",
            clips.size(),
            String.join(", ", classes.keySet()),
            motion.adaptUpdates);
    if (!done) {
      try (Console.Display progress = console.progress()) {
        List<TrackedWindow> windows =
            PeopleMotion.windows(
                PeopleMotion.read(clips, FaceKit.of(nets, () -> cache), progress), STRIDE);
        if (windows.isEmpty()) {
          progress.note("none of the clips shows a face for a second; nothing is learned");
          return;
        }
        adaptation.adapt(motion.model(), windows, folder, progress);
      }
    }
    motion.weights = file;
  }

  /** What may be learned from, by label. */
  static Map<String, List<MotionData.Source>> classes(Dataset set) {
    Map<String, List<MotionData.Source>> classes = new TreeMap<>();
    for (Sample sample : set.samples()) {
      if (sample.split().equals("train")
          && sample.consent()
          && !sample.synthetic()
          && sample.emotion().isPresent()) {
        classes
            .computeIfAbsent(sample.label(), label -> new ArrayList<>())
            .add(
                new MotionData.Source(
                    sample.id(),
                    sample.subject().orElse(sample.id()),
                    sample.path(),
                    sample.emotion()));
      }
    }
    return classes;
  }

  /** Names clips by their place, size and time, which is quick and safe enough for a cache. */
  private Path folder(MotionChoice motion, Dataset set, List<MotionData.Source> clips) {
    List<String> parts = new ArrayList<>();
    parts.add(
        motion.weights == null
            ? motion.model().notes().toString()
            : MotionChoice.hash(motion.weights));
    parts.add(Integer.toString(motion.adaptUpdates));
    parts.add(set.root().toAbsolutePath().toString());
    for (MotionData.Source clip : clips) {
      try {
        parts.add(
            clip.id()
                + " "
                + clip.emotion()
                + (Files.isDirectory(clip.path()) ? "" : " " + Files.size(clip.path()))
                + " "
                + Files.getLastModifiedTime(clip.path()));
      } catch (IOException e) {
        parts.add(clip.id());
      }
    }
    String name = Digests.hex(String.join("\n", parts)).substring(0, NAME_LENGTH);
    return places.cache().resolve("motion").resolve(name);
  }
}
