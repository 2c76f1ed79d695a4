package io.argen.dataset.export;

import io.argen.clip.Clips;
import io.argen.dataset.Dataset;
import io.argen.dataset.Sample;
import io.argen.dataset.Skip;
import io.argen.facs.Emotion;
import io.argen.run.AtomicFiles;
import io.argen.run.InputException;
import io.argen.run.Json;
import io.argen.run.Progress;
import io.argen.run.RunLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Writes a data set in the formats that other trainers read. Files that are there are kept. */
public final class Exporter {
  private static final String STAGE = "exporting";

  /** DFEW's classes in the order of its labels 1 to 7; the public lists count them from 0. */
  private static final List<Emotion> DFEW_ORDER =
      List.of(
          Emotion.HAPPINESS,
          Emotion.SADNESS,
          Emotion.NEUTRAL,
          Emotion.ANGER,
          Emotion.SURPRISE,
          Emotion.DISGUST,
          Emotion.FEAR);

  private final ExportOptions options;
  private final Progress progress;
  private final ClipCopies copies;
  private final List<Skip> skipped = new ArrayList<>();
  private final SortedMap<String, SortedMap<String, Integer>> counts = new TreeMap<>();

  public Exporter(ExportOptions options, Progress progress) {
    this.options = options;
    this.progress = progress;
    this.copies = new ClipCopies(options.out());
  }

  /** A clip in its place, with the label's number where the format has numbers. */
  private record Placed(Sample sample, String path, int frames, int number) {}

  /**
   * Exports.
   *
   * @throws InputException if the folder holds something else, or nothing can be exported
   */
  @SuppressWarnings("try") // The lock acts by being held.
  public ExportResult export(Dataset data) {
    try (RunLock held = ExportFolder.claim(options, data)) {
      return write(data);
    }
  }

  private ExportResult write(Dataset data) {
    List<Sample> samples = data.samples().stream().filter(options.which()::takes).toList();
    List<String> classes = classes(samples);
    Map<String, List<Placed>> splits = new LinkedHashMap<>();
    Dataset.SPLITS.forEach(split -> splits.put(split, new ArrayList<>()));
    progress.begin(STAGE, samples.size());
    int number = 0;
    for (Sample sample : samples) {
      number++;
      int label = classes.indexOf(key(sample));
      if (numbered() && label < 0) {
        skip(sample, "its class " + sample.label() + " has no number in " + options.format());
        progress.step(STAGE);
        continue;
      }
      try {
        Placed placed = place(sample, number, label);
        splits.getOrDefault(sample.split(), new ArrayList<>()).add(placed);
        counts
            .computeIfAbsent(sample.split(), s -> new TreeMap<>())
            .merge(sample.label(), 1, Integer::sum);
      } catch (InputException e) {
        skip(sample, String.valueOf(e.getMessage()));
      }
      progress.step(STAGE);
    }
    progress.end(STAGE);
    if (counts.isEmpty()) {
      throw new InputException(
          data.root(),
          "holds no clip to export as " + options.format().option(),
          "choose other clips with --only, or another format");
    }
    splits.forEach((split, placed) -> write(split, placed));
    if (numbered()) {
      AtomicFiles.write(options.out().resolve("classes.txt"), String.join("\n", classes) + "\n");
    }
    return new ExportResult(
        "argen/export/1",
        options.out().toString(),
        options.format().option(),
        counts.values().stream().flatMap(m -> m.values().stream()).mapToInt(n -> n).sum(),
        counts,
        numbered() ? classes : List.of(),
        List.copyOf(skipped));
  }

  private void skip(Sample sample, String reason) {
    skipped.add(new Skip(sample.path().toString(), reason));
  }

  private boolean numbered() {
    return switch (options.format()) {
      case DFEW, DFER_CLIP, FORMER_DFER, M3DFEL, MAE_DFER -> true;
      case FOLDERS, VIDEOFOLDER, WEBDATASET -> false;
    };
  }

  private static String key(Sample sample) {
    return sample.emotion().map(Emotion::label).orElse(sample.label());
  }

  /** DFEW's order where only its classes occur; else by name after them. */
  private List<String> classes(List<Sample> samples) {
    Set<String> there = new java.util.TreeSet<>();
    samples.forEach(sample -> there.add(key(sample)));
    Set<String> order = new LinkedHashSet<>();
    DFEW_ORDER.forEach(emotion -> order.add(emotion.label()));
    if (options.format() == ExportOptions.Format.DFEW) {
      return List.copyOf(order);
    }
    if (!order.containsAll(there)) {
      order.retainAll(there);
      order.addAll(there);
    }
    return List.copyOf(order);
  }

  private Placed place(Sample sample, int number, int label) {
    return switch (options.format()) {
      case FOLDERS -> {
        String path = safe(sample.label()) + "/" + fileName(sample);
        copies.asIs(sample.path(), sample.split() + "/" + path);
        yield new Placed(sample, path, 0, label);
      }
      case VIDEOFOLDER -> {
        String path = (sample.synthetic() ? "synthetic/" : "real/") + fileName(sample);
        copies.asIs(sample.path(), sample.split() + "/" + path);
        yield new Placed(sample, path, 0, label);
      }
      case MAE_DFER -> {
        String path = "clips/" + fileName(sample);
        copies.asIs(sample.path(), path);
        yield new Placed(sample, path, 0, label);
      }
      case WEBDATASET -> new Placed(sample, fileName(sample), 0, label);
      case DFEW -> {
        String name = String.format(Locale.ROOT, "%05d", number);
        int frames = copies.frames(sample.path(), "Clip/clip_224x224/" + name);
        yield new Placed(sample, name, frames, label);
      }
      case DFER_CLIP, FORMER_DFER, M3DFEL -> {
        String path = "frames/" + sample.id();
        yield new Placed(sample, path, copies.frames(sample.path(), path), label);
      }
    };
  }

  private void write(String split, List<Placed> placed) {
    if (placed.isEmpty()) {
      return;
    }
    switch (options.format()) {
      case FOLDERS -> {}
      case VIDEOFOLDER -> table(split, placed);
      case DFEW ->
          lines(
              "EmoLabel_DataSplit/" + split + "(single-labeled)/set_1.csv",
              "video_name,label",
              placed.stream().map(p -> p.path() + "," + (p.number() + 1)));
      case DFER_CLIP, FORMER_DFER, M3DFEL ->
          lines(
              split + ".txt",
              null,
              placed.stream().map(p -> p.path() + " " + p.frames() + " " + p.number()));
      case MAE_DFER ->
          lines(split + ".csv", null, placed.stream().map(p -> p.path() + " " + p.number()));
      case WEBDATASET ->
          TarShards.write(
              options.out(),
              split,
              placed.stream().map(p -> new TarShards.Item(p.sample(), p.path())).toList());
    }
  }

  private void lines(
      String file, @org.jspecify.annotations.Nullable String header, Stream<String> lines) {
    Path path = options.out().resolve(file);
    try {
      Files.createDirectories(path.resolveSibling(""));
    } catch (IOException e) {
      throw AtomicFiles.unwritable(path, e);
    }
    String body =
        lines
            .reduce(new StringBuilder(), (b, l) -> b.append(l).append('\n'), (a, b) -> a)
            .toString();
    AtomicFiles.write(path, header == null ? body : header + "\n" + body);
  }

  private void table(String split, List<Placed> placed) {
    lines(
        split + "/metadata.jsonl",
        null,
        placed.stream()
            .map(
                p -> {
                  Map<String, Object> row = new LinkedHashMap<>();
                  row.put("file_name", p.path());
                  row.put("label", p.sample().label());
                  row.put("emotion", p.sample().emotion().map(Emotion::label).orElse(null));
                  row.put("subject", p.sample().subject().orElse(null));
                  row.put("consent", p.sample().consent());
                  row.put("synthetic", p.sample().synthetic());
                  return Json.line(row);
                }));
  }

  /** The clip's id with the ending that its content has; folders have none. */
  static String fileName(Sample sample) {
    String name = String.valueOf(sample.path().getFileName());
    int dot = name.lastIndexOf('.');
    boolean folder = Files.isDirectory(sample.path());
    String ending = folder || dot < 0 ? "" : name.substring(dot).toLowerCase(Locale.ROOT);
    String id = sample.id();
    return id.toLowerCase(Locale.ROOT).endsWith(ending) ? id : id + ending;
  }

  private static String safe(String label) {
    return Clips.id(Path.of(label.replace('/', '_').replace('\\', '_')));
  }
}
