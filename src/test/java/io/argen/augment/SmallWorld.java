package io.argen.augment;

import io.argen.dataset.Dataset;
import io.argen.dataset.Sample;
import io.argen.facs.Emotion;
import io.argen.run.ContentCache;
import io.argen.run.Digests;
import io.argen.run.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A data set of text files that a {@link FakeStudio} takes for clips. */
final class SmallWorld {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);

  private final Path folder;
  private final List<Sample> samples = new ArrayList<>();
  private int outputs;

  SmallWorld(Path folder) {
    this.folder = folder;
  }

  /** Four people who are happy, and little else. */
  static SmallWorld longTail(Path folder) throws IOException {
    SmallWorld world = new SmallWorld(folder);
    for (int p = 0; p < 4; p++) {
      for (int c = 0; c < 3; c++) {
        world.add("train", "happy", "p" + p, "happy" + c);
      }
    }
    world.add("train", "sad", "p0", "sad");
    world.add("train", "sad", "p1", "sad");
    world.add("train", "fear", "p2", "fear");
    world.add("val", "fear", "p9", "fear");
    world.add("test", "disgust", "p8", "disgust");
    return world;
  }

  Path root() {
    return folder.resolve("data");
  }

  Path out() {
    return folder.resolve("out");
  }

  Path fresh() {
    return folder.resolve("out " + ++outputs);
  }

  void add(String split, String label, String subject, String name) throws IOException {
    add(split, label, subject, name, "clip " + subject + " " + name);
  }

  void add(String split, String label, String subject, String name, String text)
      throws IOException {
    add(split, label, subject, name, text, true);
  }

  void addWithoutConsent(String split, String label, String subject, String name)
      throws IOException {
    add(split, label, subject, name, "clip " + subject + " " + name, false);
  }

  private void add(
      String split, String label, String subject, String name, String text, boolean consent)
      throws IOException {
    Path file = root().resolve(split).resolve(label).resolve(subject + "-" + name + ".mp4");
    Files.createDirectories(file.resolveSibling("."));
    if (!Files.exists(file)) {
      Files.writeString(file, text);
    }
    samples.add(
        new Sample(
            root().relativize(file).toString().replace('/', '_'),
            file,
            label,
            Emotion.parse(label),
            Optional.of(subject),
            split,
            consent,
            false));
  }

  Dataset dataset() {
    return new Dataset(root(), "class-folders", List.copyOf(samples), List.of(), List.of());
  }

  AugmentOptions options() {
    return options(out(), 2);
  }

  AugmentOptions options(Path out, int jobs) {
    return AugmentOptions.balance(out, 7, jobs);
  }

  AugmentOptions options(Path out, int jobs, AugmentOptions.Link link) {
    return new AugmentOptions(
        out,
        OptionalInt.empty(),
        new TreeSet<>(),
        OptionalInt.empty(),
        20,
        1,
        7,
        jobs,
        link,
        new TreeMap<>());
  }

  AugmentResult run(AugmentOptions options, FakeStudio studio) {
    try (ContentCache cache = cache()) {
      return Augmenter.run(options, dataset(), studio, cache, Progress.NONE, NOON);
    }
  }

  /** As all verbs share it. */
  ContentCache cache() {
    return ContentCache.open(folder.resolve("cache"), 1 << 24, "");
  }

  /** Every file to its hash, but for log and timings. */
  Map<String, String> snapshot(Path root) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        String name = root.relativize(file).toString();
        if (!name.endsWith("log.txt") && !name.endsWith("lock") && !name.endsWith("result.json")) {
          files.put(name, Digests.ofContent(file));
        }
      }
    }
    return files;
  }
}
