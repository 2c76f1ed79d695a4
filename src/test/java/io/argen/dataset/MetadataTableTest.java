package io.argen.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.clip.Image;
import io.argen.clip.Stills;
import io.argen.facs.Emotion;
import io.argen.run.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables as people, spreadsheets and scripts write them. */
final class MetadataTableTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path root;

  @BeforeEach
  void someClips() {
    for (String name : List.of("a.png", "b.png", "c d.png", "sub/e.png", "grün 😀.png")) {
      Stills.writePng(root.resolve(name), Image.black(4, 4));
    }
  }

  @Test
  void aPlainCsvIsRead() throws IOException {
    table("file_name,label,subject,split,consent\na.png,fear,s1,train,yes\nb.png,sad,s2,val,no\n");
    Dataset set = Dataset.read(root);
    assertEquals("metadata", set.layout());
    assertEquals(Set.of("s1", "s2"), set.subjects());
    Sample b = set.split("val").get(0);
    assertEquals(
        new Sample(
            "b",
            root.resolve("b.png"),
            "sad",
            Optional.of(Emotion.SADNESS),
            Optional.of("s2"),
            "val",
            false,
            false),
        b);
    assertTrue(set.warnings().isEmpty(), () -> set.warnings().toString());
    assertTrue(set.skipped().isEmpty());
  }

  @Test
  void columnOrderByteOrderMarkQuotesSeparatorsAndLineEndsDoNotMatter() throws IOException {
    for (String text :
        List.of(
            "\uFEFFlabel,file_name\r\nfear,\"c d.png\"\r\n\r\nsad,sub/e.png\r\n",
            "Label;File_Name;note\nfear;c d.png;\"a;b\"\nsad;sub/e.png;x",
            "label\tfile_name\nfear\tc d.png\nsad\tsub/e.png\n",
            "note,label,file_name\n\"two\nlines, \"\"quoted\"\"\",fear,c d.png\nx,sad,sub\\e.png\n")) {
      table(text);
      Dataset set = Dataset.read(root);
      assertEquals(Map.of("fear", 1, "sad", 1), set.counts("train"), text);
    }
  }

  @Test
  void everyBadRowIsNamedByItsLineAndTheRestIsRead() throws IOException {
    table(
        """
        file_name,label,split
        a.png,fear,train
        gone.mp4,fear,train
        ../outside.mp4,fear,train
        /etc/passwd,fear,train
        ,fear,train
        b.png,,train
        a.png,sad,train
        sub/../b.png,sad,test
        sub/e.png,sad,weekend
        c d.png,sad
        """);
    Dataset set = Dataset.read(root);
    assertEquals(Map.of("fear", 1, "sad", 0), set.counts("train"));
    assertEquals(Map.of("fear", 0, "sad", 1), set.counts("test"));
    assertEquals(
        List.of(
            "gone.mp4 | metadata.csv line 3: file is missing",
            "../outside.mp4 | metadata.csv line 4: file_name must be relative and stay inside the"
                + " data set's folder",
            "/etc/passwd | metadata.csv line 5: file_name must be relative and stay inside the"
                + " data set's folder",
            "metadata.csv | metadata.csv line 6: has no file_name",
            "b.png | metadata.csv line 7: has no label",
            "a.png | metadata.csv line 8: names the same file as line 2",
            "sub/e.png | metadata.csv line 10: split 'weekend' is not train, val or test",
            "metadata.csv | metadata.csv line 11: has 2 cells, the header has 3"),
        set.skipped().stream().map(skip -> skip.path() + " | " + skip.reason()).toList());
  }

  @Test
  void jsonLinesHaveKeysInAnyOrderAndBadLinesAreNamed() throws IOException {
    Files.writeString(
        root.resolve("metadata.jsonl"),
        """
        {"label": "fear", "extra": {"x": [1]}, "file_name": "grün 😀.png", "subject": 7}
        {"file_name": "a.png", "label": "sad", "consent": false, "subject": null}

        {"file_name": "b.png", "label":
        [1, 2]
        {"file_name": "b.png", "label": 4, "split": "valid", "consent": 1, "synthetic": true}
        """);
    Dataset set = Dataset.read(root);
    assertEquals(3, set.samples().size());
    assertEquals(Set.of("7"), set.subjects());
    Sample numbered = set.split("val").get(0);
    assertEquals("4", numbered.label());
    assertTrue(numbered.synthetic());
    assertEquals(
        List.of(
            "metadata.jsonl line 4: is no JSON object", "metadata.jsonl line 5: is no JSON object"),
        set.skipped().stream().map(Skip::reason).toList());
    assertTrue(String.join("\n", set.warnings()).contains("2 of 3 clips name no split"));
  }

  @Test
  void consentIsTakenOnlyWhereItIsGiven() throws IOException {
    table(
        "file_name,label,consent\na.png,fear,TRUE\nb.png,fear,\nc d.png,fear,maybe\nsub/e.png,fear,0\n");
    Dataset set = Dataset.read(root);
    assertEquals(
        List.of("a"), set.samples().stream().filter(Sample::consent).map(Sample::id).toList());
    assertTrue(String.join("\n", set.warnings()).contains("metadata.csv line 4: consent 'maybe'"));
    table("file_name,label\na.png,fear\n");
    assertTrue(Dataset.read(root).samples().get(0).consent());
  }

  @Test
  void tablesInSplitFoldersAreReadAsArgenWritesThem() throws IOException {
    for (String split : List.of("train", "validation", "test")) {
      Stills.writePng(root.resolve(split).resolve("real/x.png"), Image.black(4, 4));
      Stills.writePng(root.resolve(split).resolve("synthetic/y.png"), Image.black(4, 4));
      Files.writeString(
          root.resolve(split).resolve("metadata.jsonl"),
          """
          {"file_name": "real/x.png", "label": "happy", "synthetic": false, "seed": null}
          {"file_name": "synthetic/y.png", "label": "fear", "synthetic": true, "seed": 3}
          {"file_name": "../test/real/x.png", "label": "fear"}
          """);
    }
    Files.createDirectories(root.resolve(".argen"));
    Dataset set = Dataset.read(root);
    assertEquals(Map.of("happy", 1, "fear", 1), set.counts("val"));
    assertEquals(6, set.samples().size());
    assertEquals(3, set.samples().stream().filter(Sample::synthetic).count());
    assertEquals(3, set.skipped().size());
    assertTrue(set.skipped().get(0).reason().contains("test/metadata.jsonl line 3"));
  }

  @Test
  void aTableWithoutItsColumnsIsRefusedAndTheNearestIsNamed() throws IOException {
    table("filename,label\na.png,fear\n");
    InputException refused = assertThrows(InputException.class, () -> Dataset.read(root));
    String message = String.valueOf(refused.getMessage());
    assertTrue(message.contains("no column file_name, but filename"), message);
    table("");
    assertThrows(InputException.class, () -> Dataset.read(root));
  }

  @Test
  void aBrokenQuoteEndsTheTableButNotWhatWasRead() throws IOException {
    table("file_name,label\na.png,fear\nb.png,\"sad\nc d.png,sad\n");
    Dataset set = Dataset.read(root);
    assertTrue(set.samples().stream().anyMatch(sample -> sample.id().equals("a")));
    assertFalse(set.skipped().isEmpty());
  }

  @Test
  void latinOneIsReadWithAWarning() throws IOException {
    Stills.writePng(root.resolve("müde.png"), Image.black(4, 4));
    Files.write(
        root.resolve("metadata.csv"),
        "file_name,label\nmüde.png,fear\n".getBytes(StandardCharsets.ISO_8859_1));
    Dataset set = Dataset.read(root);
    assertEquals(1, set.samples().size());
    assertTrue(String.join("\n", set.warnings()).contains("UTF-8"));
  }

  private void table(String text) throws IOException {
    Files.writeString(root.resolve("metadata.csv"), text);
  }
}
