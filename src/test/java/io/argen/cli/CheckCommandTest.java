package io.argen.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.argen.augment.SampleData;
import io.argen.clip.ClipMark;
import io.argen.clip.Image;
import io.argen.clip.Images;
import io.argen.clip.Stills;
import io.argen.clip.VideoWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckCommandTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path root;

  @Test
  void everyFaultIsNamedOnceWithItsFile() throws IOException {
    SampleData.SamplePerson person = SampleData.people().get(0);
    Files.write(root.resolve("face.jpg"), person.jpeg());
    Files.copy(root.resolve("face.jpg"), root.resolve("again.jpg"));
    Files.copy(root.resolve("face.jpg"), root.resolve("other.jpg"));
    Files.copy(root.resolve("face.jpg"), root.resolve("leak.jpg"));
    Stills.writePng(root.resolve("blank.png"), Image.black(64, 64));
    Stills.writePng(root.resolve("unlisted.png"), Image.black(32, 32));
    Path clip = root.resolve("cut.mp4");
    try (VideoWriter writer = VideoWriter.create(clip, 64, 64, 25, ClipMark.none())) {
      for (int t = 0; t < 60; t++) {
        Image image = Image.black(64, 64);
        Arrays.fill(image.rgb(), 0, 64 * 3 * (t + 1), (byte) 200);
        writer.write(image);
      }
    }
    byte[] bytes = Files.readAllBytes(clip);
    Files.write(clip, Arrays.copyOf(bytes, bytes.length * 2 / 3));
    Files.writeString(
        root.resolve("metadata.csv"),
        """
        file_name,label,subject,split
        face.jpg,fear,ann,train
        again.jpg,fear,ann,train
        other.jpg,anger,ann,train
        leak.jpg,fear,ann,test
        blank.png,fear,bob,train
        cut.mp4,fear,cem,train
        gone.mp4,fear,dia,train
        """);
    Shell shell = Shell.argen("check", root.toString(), "--json");
    assertEquals(ExitCode.PARTIAL, shell.exit(), shell.err());
    JsonNode report = shell.document();
    assertEquals("argen/check/1", report.get("schema").asText());
    assertEquals("metadata", report.get("layout").asText());
    assertEquals(3, report.get("subjects").asInt());
    assertEquals("anger", report.get("meanings").get("anger").asText());
    TreeMap<String, String> found = new TreeMap<>();
    report
        .get("findings")
        .forEach(
            f ->
                found.merge(f.get("kind").asText(), f.get("path").asText(), (a, b) -> a + " " + b));
    assertEquals("gone.mp4", found.get("LEFT_OUT"));
    assertEquals("ann", found.get("SUBJECT_LEAK"));
    assertEquals("face.jpg", found.get("DUPLICATE"));
    assertEquals("leak.jpg", found.get("CONTENT_LEAK"));
    assertEquals("other.jpg", found.get("LABEL_CONFLICT"));
    assertEquals("blank.png cut.mp4", found.get("NO_FACE"));
    assertEquals("unlisted.png", found.get("EXTRA"));
    String broken = found.getOrDefault("CUT_SHORT", "") + found.getOrDefault("UNREADABLE", "");
    assertTrue(broken.equals("cut.mp4"), found.toString());
  }

  @Test
  void missingAndExtraFramesAndCountsThatTheTableDoesNotShareAreNamed() throws IOException {
    for (int frame : new int[] {1, 2, 4, 5, 8}) {
      Path file = root.resolve("gaps/%05d.png".formatted(frame));
      Stills.writePng(file, Image.black(32, 32));
    }
    Stills.writePng(root.resolve("twice/1.png"), Image.black(40, 40));
    Stills.writePng(root.resolve("twice/2.png"), Image.black(40, 40));
    Stills.writeJpeg(root.resolve("twice/2.jpg"), Image.black(40, 40), 90);
    for (int frame : new int[] {5, 10, 15}) {
      Stills.writePng(root.resolve("fifth/%05d.png".formatted(frame)), Image.black(24, 24));
    }
    Files.writeString(
        root.resolve("metadata.csv"),
        """
        file_name,label,split,frames
        gaps,fear,train,8
        twice,fear,train,3
        fifth,fear,train,3
        """);
    Shell shell = Shell.argen("check", root.toString(), "--json", "--no-faces");
    assertEquals(ExitCode.PARTIAL, shell.exit(), shell.err());
    TreeMap<String, String> found = new TreeMap<>();
    shell
        .document()
        .get("findings")
        .forEach(
            f ->
                found.put(
                    f.get("kind").asText() + " " + f.get("path").asText(),
                    f.get("detail").asText()));
    assertEquals("lacks the frames 3, 6 to 7", found.get("FRAME_NUMBERS gaps"));
    assertEquals("has frames of one number: 2.jpg and 2.png", found.get("FRAME_NUMBERS twice"));
    assertEquals("has 5 frames, the table says 8", found.get("FRAME_COUNT gaps"));
    assertEquals(3, found.size(), "every fifth frame was kept, and all is well: " + found);
  }

  @Test
  void nearlyTheSameFaceInTwoSplitsIsAWarningWhereNobodyIsNamed() throws IOException {
    Files.write(root.resolve("a.jpg"), SampleData.people().get(0).jpeg());
    Image again = Stills.read(root.resolve("a.jpg"));
    Stills.writeJpeg(root.resolve("b.jpg"), again, 70);
    Files.write(root.resolve("c.jpg"), SampleData.people().get(1).jpeg());
    Files.writeString(
        root.resolve("metadata.csv"),
        """
        file_name,label,split
        a.jpg,fear,train
        b.jpg,fear,test
        c.jpg,fear,test
        """);
    Shell shell = Shell.argen("check", root.toString(), "--json");
    assertEquals(ExitCode.DONE, shell.exit(), shell.out() + shell.err());
    TreeMap<String, String> found = new TreeMap<>();
    shell
        .document()
        .get("findings")
        .forEach(f -> found.put(f.get("kind").asText(), f.get("detail").asText()));
    String detail = found.getOrDefault("LOOK_ALIKE", "");
    assertTrue(detail.contains("b.jpg in test") && !detail.contains("c.jpg"), found.toString());
  }

  @Test
  void aFaceTooSmallToMeasureIsNamedWithItsHeightAndALargerOneIsNot() throws IOException {
    Path photo = root.resolve("photo.jpg");
    Files.write(photo, SampleData.people().get(0).jpeg());
    Image large = Stills.read(photo);
    Files.delete(photo);
    Path folder = Files.createDirectories(root.resolve("fear"));
    for (int side : new int[] {56, 160}) {
      Stills.writePng(folder.resolve(side + ".png"), Images.resize(large, side, side));
    }
    Shell shell = Shell.argen("check", root.toString(), "--json", "--no-cache");
    List<String> small = new ArrayList<>();
    for (JsonNode finding : shell.document().get("findings")) {
      if (finding.get("kind").asText().equals("SMALL_FACE")) {
        small.add(finding.get("path").asText() + ": " + finding.get("detail").asText());
      }
    }
    assertEquals(1, small.size(), shell.out());
    assertTrue(
        small.get(0).matches("fear/56\\.png: its face is [23]\\d pixels high.*"), small.get(0));
    assertEquals(ExitCode.PARTIAL, shell.exit(), shell.err());
  }

  @Test
  void aSoundSetHasNothingToMend() throws IOException {
    Files.createDirectories(root.resolve("fear"));
    Files.write(root.resolve("fear/a.jpg"), SampleData.people().get(0).jpeg());
    Shell shell = Shell.argen("check", root.toString());
    assertEquals(ExitCode.DONE, shell.exit(), shell.out() + shell.err());
    assertTrue(shell.out().contains("nothing to mend"), shell.out());
    assertEquals(2, Shell.argen("check", root.resolve("none").toString()).exit());
  }
}
