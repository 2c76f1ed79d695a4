package io.argen.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.argen.clip.ClipMark;
import io.argen.clip.Image;
import io.argen.clip.VideoWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verb on clips without faces and on files that are no clips, with the real nets. */
final class AnalyzeCommandTest {
  private static final int FRAMES = 4;

  private Path folder = Path.of("");
  private Path out = Path.of("");

  @BeforeEach
  void makeFolders(@TempDir Path temp) {
    folder = temp.resolve("clips mit Ä 🙂");
    out = temp.resolve("out");
  }

  @Test
  void aClipWithoutAFaceIsDoneAndSaysSo() throws IOException {
    Path clip = sky("sky.mp4");
    Shell shell = Shell.argen("analyze", clip.toString(), "--out", out.toString());
    assertEquals(ExitCode.DONE, shell.exit(), shell.err());
    assertTrue(shell.out().contains("4 frames, no face found"), shell.out());
    assertTrue(Files.exists(out.resolve("sky.csv")));
    assertFalse(Files.exists(out.resolve("sky.safetensors")));
  }

  @Test
  void badFilesAreNamedAndTheRestIsDone() throws IOException {
    sky("a.mp4");
    sky("sub/b.mp4");
    Files.createFile(folder.resolve("empty.mp4"));
    Files.writeString(folder.resolve("text.mp4"), "dear diary");
    Shell shell = Shell.argen("analyze", folder.toString(), "--out", out.toString(), "--json");
    assertEquals(ExitCode.PARTIAL, shell.exit(), shell.err());
    JsonNode document = shell.document();
    assertEquals("argen/analyze/1", document.get("schema").asText());
    assertEquals("a", document.at("/clips/0/id").asText());
    assertEquals("sub__b", document.at("/clips/1/id").asText());
    assertEquals(2 * FRAMES, document.get("frames").asInt());
    assertTrue(document.at("/skipped/0/path").asText().endsWith("empty.mp4"));
    assertTrue(document.at("/skipped/1/path").asText().endsWith("text.mp4"));
    assertTrue(shell.err().contains("text.mp4"), shell.err());
  }

  @Test
  void underStrictASkippedFileFailsTheCommand() throws IOException {
    sky("a.mp4");
    Files.createFile(folder.resolve("empty.mp4"));
    Shell shell = Shell.argen("analyze", folder.toString(), "--out", out.toString(), "--strict");
    assertEquals(ExitCode.FAILED, shell.exit(), shell.err());
    assertTrue(Files.exists(out.resolve("a.csv")));
  }

  @Test
  void withNothingReadableTheInputIsUnusable() throws IOException {
    Files.createDirectories(folder);
    Path empty = Files.createFile(folder.resolve("empty.mp4"));
    Shell shell = Shell.argen("analyze", empty.toString(), "--out", out.toString());
    assertEquals(ExitCode.USAGE, shell.exit());
    assertTrue(shell.err().contains("empty.mp4"), shell.err());
    assertFalse(shell.err().contains("\tat "), shell.err());
  }

  @Test
  void anOverlayOfAClipWithoutAFaceIsTheClip() throws IOException {
    Path clip = sky("sky.mp4");
    Shell shell =
        Shell.argen("analyze", clip.toString(), "--out", out.toString(), "--overlay", "--crops");
    assertEquals(ExitCode.DONE, shell.exit(), shell.err());
    assertTrue(Files.size(out.resolve("sky_overlay.mp4")) > 0);
    assertFalse(Files.exists(out.resolve("sky_crops")));
  }

  /** A few frames of blue, brighter toward the ground. */
  private Path sky(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Image image = Image.black(96, 64);
    for (int i = 0; i < image.rgb().length; i += 3) {
      image.rgb()[i + 1] = (byte) (100 + i / 300);
      image.rgb()[i + 2] = (byte) 200;
    }
    VideoWriter writer = VideoWriter.create(file, 96, 64, 10, ClipMark.none());
    for (int i = 0; i < FRAMES; i++) {
      writer.write(image);
    }
    writer.close();
    return file;
  }
}
