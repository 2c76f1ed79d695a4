package io.argen.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.augment.ClipLook;
import io.argen.augment.FaceStudio;
import io.argen.augment.PlanItem;
import io.argen.augment.SampleData;
import io.argen.augment.studio.AnimationStudio;
import io.argen.augment.studio.ReenactmentStudio;
import io.argen.clip.Traces;
import io.argen.dataset.Dataset;
import io.argen.dataset.Sample;
import io.argen.motion.ExpressionDynamics;
import io.argen.motion.MotionRequest.Phase;
import io.argen.run.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faces whose people did not agree are neither animated nor learned from, whatever the verb. */
final class ConsentTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path root;

  private Path agreed = Path.of("");
  private Path refused = Path.of("");

  @BeforeEach
  void writeASet() throws IOException {
    Path clips = Files.createDirectories(root.resolve("set/clips"));
    agreed = clips.resolve("ann.jpg");
    refused = clips.resolve("bob.jpg");
    Files.write(agreed, SampleData.people().get(0).jpeg());
    Files.write(refused, SampleData.people().get(1).jpeg());
    Files.writeString(
        root.resolve("set/metadata.csv"),
        """
        file_name,label,subject,split,consent
        clips/ann.jpg,fear,ann,train,true
        clips/bob.jpg,fear,bob,train,false
        """);
  }

  @Test
  void aPhotoOrDriverGivenByItselfIsRefusedByItsSetsTable() {
    Path out = root.resolve("out.mp4");
    List<String[]> wrong =
        List.of(
            new String[] {"animate", refused.toString(), "--emotion", "fear", "--out", "" + out},
            new String[] {"reenact", refused.toString(), agreed.toString(), "--out", "" + out},
            new String[] {"reenact", agreed.toString(), refused.toString(), "--out", "" + out});
    for (String[] words : wrong) {
      Shell shell = Shell.argen(words);
      assertEquals(ExitCode.USAGE, shell.exit(), shell.out() + shell.err());
      assertTrue(shell.err().contains("bob.jpg: has consent: false"), shell.err());
      assertFalse(Files.exists(out));
    }
  }

  @Test
  void motionIsLearnedFromNobodyWhoRefused() {
    // As fit motion, train motion --data and evaluate reenactment read their clips.
    for (Path data : List.of(root.resolve("set"), root.resolve("set/clips"))) {
      assertEquals(
          List.of(agreed.toAbsolutePath().normalize()),
          MotionData.sources(data).stream()
              .map(source -> source.path().toAbsolutePath().normalize())
              .toList());
    }
    // As augment --adapt does.
    Map<String, List<MotionData.Source>> classes =
        OwnMotion.classes(Dataset.read(root.resolve("set")));
    assertEquals(
        List.of("ann"),
        classes.getOrDefault("fear", List.of()).stream()
            .map(MotionData.Source::person)
            .collect(Collectors.toList()));
  }

  @Test
  void aSetOfWhichNobodyAgreedIsNamed() throws IOException {
    Files.writeString(
        root.resolve("set/metadata.csv"),
        "file_name,label,consent\nclips/ann.jpg,fear,false\nclips/bob.jpg,fear,no\n");
    for (Path data : List.of(root.resolve("set"), root.resolve("set/clips"))) {
      InputException e = assertThrows(InputException.class, () -> MotionData.sources(data));
      assertTrue(String.valueOf(e.getMessage()).contains("agreed"), e.toString());
    }
  }

  @Test
  void theReenactmentArmOfAStudyIsDrivenByNobodyWhoRefused() {
    List<Sample> refusing =
        Dataset.read(root.resolve("set")).samples().stream()
            .filter(sample -> !sample.consent())
            .toList();
    assertEquals(1, refusing.size());
    AnimationStudio blind =
        new AnimationStudio(
            () -> {
              throw new AssertionError("a driver was looked at");
            },
            new ExpressionDynamics());
    ClipLook look =
        new ClipLook("mp4", 64, 64, 8, 25, false, Phase.FULL, 0.5, 0.5, 0.5, 25, Traces.UNKNOWN);
    PlanItem item =
        new PlanItem(
            "",
            "fear",
            "fear",
            "ann",
            "ann",
            "",
            0,
            -1,
            0,
            0,
            1,
            new TreeMap<>(),
            new TreeMap<>(),
            look,
            1,
            "");
    FaceStudio.ClipOrder order = new FaceStudio.ClipOrder(item, agreed, 1);
    for (ReenactmentStudio studio :
        List.of(
            new ReenactmentStudio(blind, refusing),
            new ReenactmentStudio(blind, List.of()).with(refusing))) {
      InputException e =
          assertThrows(
              InputException.class, () -> studio.generate(order, root.resolve("made.mp4")));
      assertTrue(String.valueOf(e.getMessage()).contains("nobody else shows fear"), e.toString());
    }
  }
}
