package io.argen.dataset.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.clip.ClipMark;
import io.argen.clip.Image;
import io.argen.clip.Stills;
import io.argen.clip.VideoWriter;
import io.argen.dataset.Dataset;
import io.argen.dataset.ReadOptions;
import io.argen.dataset.Sample;
import io.argen.facs.Emotion;
import io.argen.run.InputException;
import io.argen.run.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports, read again by readers that share nothing with what wrote them. */
final class ExporterTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @SuppressWarnings("NullAway.Init")
  private Dataset data;

  @BeforeEach
  void aSmallSet() throws IOException {
    Path root = Files.createDirectories(folder.resolve("set"));
    clip(root.resolve("a.mp4"), 5);
    clip(root.resolve("b.mp4"), 7);
    clip(root.resolve("made.mp4"), 4);
    Files.createDirectories(root.resolve("c"));
    for (int i = 1; i <= 3; i++) {
      Stills.writePng(root.resolve("c/f_%d.png".formatted(i)), Image.black(16, 16));
    }
    Files.writeString(
        root.resolve("metadata.csv"),
        """
        file_name,label,subject,split,synthetic
        a.mp4,Angry,ann,train,false
        b.mp4,fear,bob,test,false
        made.mp4,fear,ann,train,true
        c,contempt,cem,train,false
        """);
    data = Dataset.read(root);
  }

  @Test
  void classFoldersAreReadBackAsTheyWere() {
    ExportResult result = export("folders", ExportOptions.Which.ALL);
    assertEquals(4, result.clips());
    Dataset again = Dataset.read(folder.resolve("folders"), ReadOptions.layout("folders"));
    assertEquals(Map.of("Angry", 1, "fear", 1, "contempt", 1), again.counts("train"));
    assertEquals(Map.of("Angry", 0, "fear", 1, "contempt", 0), again.counts("test"));
  }

  @Test
  void dfewHasItsSevenNumbersAndLeavesOtherClassesOut() throws IOException {
    ExportResult result = export("dfew", ExportOptions.Which.ALL);
    assertEquals(3, result.clips());
    assertTrue(result.skipped().get(0).reason().contains("contempt"));
    Path lists = folder.resolve("dfew/EmoLabel_DataSplit");
    assertEquals(
        List.of("video_name,label", "00001,4", "00004,7"),
        Files.readAllLines(lists.resolve("train(single-labeled)/set_1.csv")));
    Dataset again = Dataset.read(folder.resolve("dfew"));
    assertEquals("dfew", again.layout());
    assertEquals(Optional.of("4"), again.labelOf(Emotion.ANGER));
    assertEquals(3, again.samples().size());
  }

  @Test
  void listsCountFramesAndLabelsFromZero() throws IOException {
    export("dfer-clip", ExportOptions.Which.ALL);
    Path out = folder.resolve("dfer-clip");
    List<String> classes = Files.readAllLines(out.resolve("classes.txt"));
    Map<String, Integer> frames = new TreeMap<>();
    for (String file : List.of("train.txt", "test.txt")) {
      for (String line : Files.readAllLines(out.resolve(file))) {
        String[] cells = line.split(" ", -1);
        assertEquals(3, cells.length, line);
        try (Stream<Path> pictures = Files.list(out.resolve(cells[0]))) {
          assertEquals(Integer.parseInt(cells[1]), pictures.count(), line);
        }
        frames.put(classes.get(Integer.parseInt(cells[2])) + cells[1], 1);
      }
    }
    assertEquals(Map.of("anger5", 1, "fear7", 1, "fear4", 1, "contempt3", 1), frames);
  }

  @Test
  void maeDferNamesClipAndNumber() throws IOException {
    export("mae-dfer", ExportOptions.Which.SYNTHETIC);
    Path out = folder.resolve("mae-dfer");
    List<String> lines = Files.readAllLines(out.resolve("train.csv"));
    assertEquals(1, lines.size());
    String[] cells = lines.get(0).split(" ", -1);
    assertTrue(Files.exists(out.resolve(cells[0])));
    int label = Integer.parseInt(cells[1]);
    assertEquals("fear", Files.readAllLines(out.resolve("classes.txt")).get(label));
  }

  @Test
  void videofolderRowsStayInsideTheirSplit() throws IOException {
    export("videofolder", ExportOptions.Which.REAL);
    Dataset again = Dataset.read(folder.resolve("videofolder"));
    assertEquals("metadata", again.layout());
    assertEquals(3, again.samples().size());
    assertEquals(3, again.subjects().size());
    assertTrue(again.samples().stream().noneMatch(Sample::synthetic));
  }

  @Test
  void shardsAreTarFilesOfClipClassAndJson() throws IOException {
    export("webdataset", ExportOptions.Which.ALL);
    Map<String, byte[]> entries = untar(folder.resolve("webdataset/train-000000.tar"));
    long clips = entries.keySet().stream().filter(n -> n.endsWith(".cls")).count();
    assertEquals(3, clips);
    assertEquals(2, entries.keySet().stream().filter(n -> n.endsWith(".mp4")).count());
    assertEquals(3, entries.keySet().stream().filter(n -> n.endsWith(".png")).count());
    entries.forEach(
        (name, bytes) -> {
          if (name.endsWith(".cls")) {
            String label = new String(bytes, StandardCharsets.UTF_8);
            assertTrue(List.of("Angry", "fear", "contempt").contains(label), label);
          }
        });
  }

  @Test
  void aFolderOfSomethingElseIsLeftAloneAndTheSameExportGoesOn() throws IOException {
    export("folders", ExportOptions.Which.ALL);
    assertEquals(4, export("folders", ExportOptions.Which.ALL).clips());
    assertThrows(InputException.class, () -> export("folders", ExportOptions.Which.REAL));
    Files.createDirectories(folder.resolve("dfew/mine"));
    assertThrows(InputException.class, () -> export("dfew", ExportOptions.Which.ALL));
  }

  private ExportResult export(String format, ExportOptions.Which which) {
    return new Exporter(
            new ExportOptions(folder.resolve(format), ExportOptions.Format.of(format), which),
            Progress.NONE)
        .export(data);
  }

  /** A reader of the ustar format: 512-byte headers, name at 0, octal size at 124. */
  private static Map<String, byte[]> untar(Path file) throws IOException {
    byte[] tar = Files.readAllBytes(file);
    Map<String, byte[]> entries = new TreeMap<>();
    for (int at = 0; at + 512 <= tar.length && tar[at] != 0; ) {
      String name = new String(tar, at, 100, StandardCharsets.UTF_8).split("\0", 2)[0];
      int size =
          Integer.parseInt(new String(tar, at + 124, 11, StandardCharsets.US_ASCII).strip(), 8);
      entries.put(name, java.util.Arrays.copyOfRange(tar, at + 512, at + 512 + size));
      at += 512 + (size + 511) / 512 * 512;
    }
    return entries;
  }

  private static void clip(Path file, int frames) {
    try (VideoWriter writer = VideoWriter.create(file, 32, 32, 25, ClipMark.none())) {
      for (int t = 0; t < frames; t++) {
        writer.write(Image.black(32, 32));
      }
    }
  }
}
