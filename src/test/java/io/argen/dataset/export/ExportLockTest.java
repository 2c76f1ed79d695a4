package io.argen.dataset.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.dataset.Dataset;
import io.argen.dataset.Sample;
import io.argen.facs.Emotion;
import io.argen.run.InputException;
import io.argen.run.Progress;
import io.argen.run.RunLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExportLockTest {
  @Test
  @SuppressWarnings("try") // The lock acts by being held.
  void aSecondExportIntoOneFolderIsRefusedWhileTheFirstRuns(@TempDir Path folder)
      throws IOException {
    Path clip = Files.writeString(folder.resolve("a.mp4"), "not looked into");
    Sample sample =
        new Sample(
            "a", clip, "fear", Optional.of(Emotion.FEAR), Optional.empty(), "train", true, false);
    Dataset set = new Dataset(folder, "folders", List.of(sample), List.of(), List.of());
    Path out = Files.createDirectories(folder.resolve("out"));
    ExportOptions options =
        new ExportOptions(out, ExportOptions.Format.FOLDERS, ExportOptions.Which.ALL);
    try (RunLock held = RunLock.take(out.resolve(".argen-export.lock"))) {
      InputException e =
          assertThrows(
              InputException.class, () -> new Exporter(options, Progress.NONE).export(set));
      assertTrue(String.valueOf(e.getMessage()).contains("another run"), e.toString());
    }
    assertEquals(1, new Exporter(options, Progress.NONE).export(set).clips());
  }
}
