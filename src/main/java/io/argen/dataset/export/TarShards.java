package io.argen.dataset.export;

import io.argen.dataset.Sample;
import io.argen.facs.Emotion;
import io.argen.run.AtomicFiles;
import io.argen.run.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * WebDataset shards: {@code <split>-000000.tar}, in each the files {@code key.mp4}, {@code key.cls}
 * and {@code key.json} of a clip side by side; a folder of frames as {@code key.0001.jpg} ... Equal
 * clips give equal bytes.
 */
final class TarShards {
  private static final int CLIPS = 500;

  private TarShards() {}

  /** A clip and its file name. */
  record Item(Sample sample, String fileName) {}

  static void write(Path out, String split, List<Item> items) {
    for (int shard = 0; shard * CLIPS < items.size(); shard++) {
      Path file = out.resolve(String.format(Locale.ROOT, "%s-%06d.tar", split, shard));
      if (Files.exists(file)) {
        continue;
      }
      Path temp = AtomicFiles.tempFor(file);
      try {
        try (TarArchiveOutputStream tar =
            new TarArchiveOutputStream(
                new BufferedOutputStream(Files.newOutputStream(temp)),
                StandardCharsets.UTF_8.name())) {
          tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
          tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
          for (Item item :
              items.subList(shard * CLIPS, Math.min(items.size(), (shard + 1) * CLIPS))) {
            add(tar, item);
          }
        }
        AtomicFiles.moveIntoPlace(temp, file);
      } catch (IOException e) {
        throw AtomicFiles.unwritable(file, e);
      }
    }
  }

  private static void add(TarArchiveOutputStream tar, Item item) throws IOException {
    Sample sample = item.sample();
    // The key ends at the first dot.
    String key = sample.id().replace('.', '_');
    int n = 0;
    boolean folder = Files.isDirectory(sample.path());
    for (Path file : ClipCopies.files(sample.path())) {
      String name = String.valueOf(file.getFileName());
      int dot = name.lastIndexOf('.');
      String ending = dot < 0 ? "bin" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
      if (folder && ending.equals("json")) {
        continue;
      }
      n++;
      String part = folder ? String.format(Locale.ROOT, ".%05d.%s", n, ending) : "." + ending;
      TarArchiveEntry entry = entry(key + part, Files.size(file));
      tar.putArchiveEntry(entry);
      Files.copy(file, tar);
      tar.closeArchiveEntry();
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("label", sample.label());
    json.put("emotion", sample.emotion().map(Emotion::label).orElse(null));
    json.put("subject", sample.subject().orElse(null));
    json.put("synthetic", sample.synthetic());
    text(tar, key + ".cls", sample.label());
    text(tar, key + ".json", Json.line(json));
  }

  private static void text(TarArchiveOutputStream tar, String name, String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    tar.putArchiveEntry(entry(name, bytes.length));
    tar.write(bytes);
    tar.closeArchiveEntry();
  }

  private static TarArchiveEntry entry(String name, long size) {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(size);
    entry.setModTime(0L);
    entry.setIds(0, 0);
    entry.setNames("", "");
    return entry;
  }
}
