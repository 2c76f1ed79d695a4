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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stand-ins of published corpora: their names and codes, no picture of theirs. */
final class PublishedLayoutsTest {
  private static final String DFEW_TRAIN = "EmoLabel_DataSplit/train(single-labeled)/set_1.csv";
  private static final String DFEW_TEST = "EmoLabel_DataSplit/test(single-labeled)/set_1.csv";

  /** Single-labelled clips of DFEW's first training fold, codes 1 to 7 (arXiv 2604.12255). */
  private static final int[] FOLD_ONE = {1956, 1515, 2135, 1738, 1175, 116, 721};

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @SuppressWarnings("NullAway.Init")
  private Path root;

  @SuppressWarnings("NullAway.Init")
  private Path picture;

  @BeforeEach
  void onePicture() {
    root = folder.resolve("corpus");
    picture = folder.resolve("own.png");
    Stills.writePng(picture, Image.black(8, 8));
  }

  @Test
  void dfewIsReadWithItsCodesAndItsOwnTest() throws IOException {
    frames("Clip/clip_224x224/00001", "Clip/clip_224x224/00002", "Clip/clip_224x224/15372");
    text(DFEW_TRAIN, "video_name,label\n1,1\n00002,7\n7,3\n");
    text(DFEW_TEST, "video_name,label\r\n15372,6\r\n");
    Dataset set = Dataset.read(root);
    assertEquals("dfew", set.layout());
    assertEquals(Map.of("1", 1, "7", 1, "6", 0), set.counts("train"));
    assertEquals(Map.of("1", 0, "7", 0, "6", 1), set.counts("test"));
    assertEquals(Optional.of("7"), set.labelOf(Emotion.FEAR));
    assertEquals(Optional.of("6"), set.labelOf(Emotion.DISGUST));
    assertTrue(set.subjects().isEmpty());
    assertEquals("7", set.skipped().get(0).path());
    assertTrue(set.skipped().get(0).reason().contains("set_1.csv line 4"));
    assertTrue(String.join("\n", set.warnings()).contains("no subjects"));
  }

  @Test
  void dfewWithAValidationPartInsteadOfATestIsReadToo() throws IOException {
    frames("Clip/clip_224x224/00001", "Clip/clip_224x224/00002", "Clip/clip_224x224/00003");
    text(DFEW_TRAIN, "video_name,label\n1,1\n2,7\n");
    text(DFEW_TRAIN.replace("train(", "val("), "video_name,label\n3,6\n2,7\n");
    Dataset set = Dataset.read(root);
    assertEquals("dfew", set.layout());
    assertEquals(Map.of("1", 1, "7", 1, "6", 0), set.counts("train"));
    assertEquals(Map.of("1", 0, "7", 0, "6", 1), set.counts("val"));
    assertTrue(set.skipped().get(0).reason().contains("same clip"), set.skipped().toString());
  }

  @Test
  void dfewFoldsAreChosenByNumber() throws IOException {
    frames("00001", "00002");
    text(DFEW_TRAIN, "video_name,label\n1,1\n");
    text(DFEW_TEST, "video_name,label\n2,2\n");
    text(DFEW_TRAIN.replace("set_1", "set_4"), "video_name,label\n2,2\n");
    text(DFEW_TEST.replace("set_1", "set_4"), "video_name,label\n1,1\n");
    Dataset fourth = Dataset.read(root, new ReadOptions(Optional.empty(), 4));
    assertEquals(Map.of("1", 0, "2", 1), fourth.counts("train"));
    InputException none =
        assertThrows(
            InputException.class, () -> Dataset.read(root, new ReadOptions(Optional.empty(), 3)));
    assertTrue(String.valueOf(none.getMessage()).contains("1, 4"), none.getMessage());
  }

  @Test
  void dfewFoldOneHasItsPublishedSize() throws IOException {
    StringBuilder train = new StringBuilder("video_name,label\n");
    int clip = 0;
    Path clips = Files.createDirectories(root.resolve("clips"));
    for (int code = 1; code <= FOLD_ONE.length; code++) {
      for (int i = 0; i < FOLD_ONE[code - 1]; i++) {
        clip++;
        train.append(clip).append(',').append(code).append('\n');
        Path frames = Files.createDirectory(clips.resolve("%05d".formatted(clip)));
        Files.createLink(frames.resolve("00001.png"), picture);
      }
    }
    text(DFEW_TRAIN, train.toString());
    text(DFEW_TEST, "video_name,label\n");
    Dataset set = Dataset.read(root);
    assertEquals(9356, set.samples().size());
    for (int code = 1; code <= FOLD_ONE.length; code++) {
      assertEquals(FOLD_ONE[code - 1], set.counts("train").get(Integer.toString(code)));
    }
  }

  @Test
  void ferv39kLinesNameSceneAndClass() throws IOException {
    frames("2_ClipsforFaceCrop/Action/Sad/0010", "2_ClipsforFaceCrop/Crime/Happy/0001");
    text("4_setups/All_scenes/train_All.csv", "Action/Sad/0010 Sad\n../../secret Sad\n");
    text("4_setups/All_scenes/test_All.csv", "Crime/Happy/0001 Happy\n");
    Dataset set = Dataset.read(root);
    assertEquals("ferv39k", set.layout());
    assertEquals(Map.of("Sad", 1, "Happy", 0), set.counts("train"));
    assertEquals(Optional.of("Happy"), set.labelOf(Emotion.HAPPINESS));
    assertEquals(1, set.skipped().size());
  }

  @Test
  void mafwNumbersCountFromZeroOrOneAndElevenClassesAreKept() throws IOException {
    frames("data/frames/00001", "data/frames/00002", "data/frames/00003");
    text("splits/set_1/train.txt", "00001.mp4 0\n00002.mp4 8\n");
    text("splits/set_1/test.txt", "00003.mp4 7\n");
    Dataset zero = Dataset.read(root);
    assertEquals("mafw", zero.layout());
    assertEquals(Optional.of("0"), zero.labelOf(Emotion.ANGER));
    assertEquals(Optional.of("7"), zero.labelOf(Emotion.CONTEMPT));
    assertTrue(String.join("\n", zero.warnings()).contains("label '8'"));
    text("splits/set_1/train.txt", "00001.mp4 1\n00002.mp4 11\n");
    assertEquals(Optional.of("1"), Dataset.read(root).labelOf(Emotion.ANGER));
    text("splits/set_1/train.txt", "00001.mp4 anger\n00002.mp4 anxiety\n");
    assertEquals(Optional.of("anger"), Dataset.read(root).labelOf(Emotion.ANGER));
  }

  @Test
  void ckPlusSequencesWithoutACodeAreLeftAlone() throws IOException {
    frames(
        "cohn-kanade-images/S005/001",
        "cohn-kanade-images/S010/002",
        "cohn-kanade-images/S010/003");
    text("Emotion/S005/001/S005_001_00000011_emotion.txt", "   3.0000000e+00\n");
    text("Emotion/S010/002/S010_002_00000014_emotion.txt", "   9.0000000e+00\n");
    Dataset set = Dataset.read(root);
    assertEquals("ckplus", set.layout());
    assertEquals(Set.of("S005"), set.subjects());
    assertEquals(Optional.of(Emotion.DISGUST), set.samples().get(0).emotion());
    assertEquals(1, set.skipped().size());
    assertTrue(String.join("\n", set.warnings()).contains("1 sequences have no emotion code"));
  }

  @Test
  void ravdessPerformancesCountOnceAndCalmStays() throws IOException {
    for (String name :
        new String[] {
          "01-01-06-02-01-01-12",
          "02-01-06-02-01-01-12",
          "02-01-02-01-01-01-12",
          "03-01-06-02-01-01-12"
        }) {
      video("Actor_12/" + name + ".mp4");
    }
    video("Actor_03/01-02-05-01-02-02-03.mp4");
    Dataset set = Dataset.read(root);
    assertEquals("ravdess", set.layout());
    assertEquals(Map.of("06", 1, "02", 1, "05", 1), set.counts("train"));
    assertEquals(Set.of("03", "12"), set.subjects());
    assertEquals(Optional.of("06"), set.labelOf(Emotion.FEAR));
    assertFalse(
        set.samples().stream()
            .map(s -> s.path().toString())
            .collect(Collectors.joining())
            .contains("02-01-06"));
  }

  @Test
  void aUsersOwnTableCountsMoreThanAFolderThatLooksPublished() throws IOException {
    frames("00001");
    text(DFEW_TRAIN, "video_name,label\n1,1\n");
    text(DFEW_TEST, "video_name,label\n");
    text("metadata.csv", "file_name,label\n00001,fear\n");
    assertEquals("metadata", Dataset.read(root).layout());
    assertEquals("dfew", Dataset.read(root, ReadOptions.layout("dfew")).layout());
  }

  @Test
  void listsWithoutTheirClipsSayWhereToUnpackThem() throws IOException {
    text(DFEW_TRAIN, "video_name,label\n1,1\n");
    text(DFEW_TEST, "video_name,label\n2,1\n");
    InputException e = assertThrows(InputException.class, () -> Dataset.read(root));
    assertTrue(String.valueOf(e.getMessage()).contains("00001"), e.getMessage());
  }

  private void frames(String... clips) throws IOException {
    for (String clip : clips) {
      Path place = Files.createDirectories(root.resolve(clip));
      for (int i = 1; i <= 3; i++) {
        Files.createLink(place.resolve("S_%08d.png".formatted(i)), picture);
      }
    }
  }

  private void video(String name) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    byte[] head = new byte[64];
    head[3] = 24;
    System.arraycopy(
        "ftypisom".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, head, 4, 8);
    Files.write(file, head);
  }

  private void text(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }
}
