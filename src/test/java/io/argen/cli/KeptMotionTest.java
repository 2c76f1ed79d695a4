package io.argen.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.facs.Emotion;
import io.argen.motion.MotionLatents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeptMotionTest {
  private static PeopleMotion motion(String person, Optional<Emotion> emotion, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    float[][] rows = new float[40][MotionLatents.FIXED];
    for (float[] row : rows) {
      for (int k = 0; k < row.length; k++) {
        row[k] = random.nextFloat();
      }
    }
    return new PeopleMotion(person, emotion, new MotionLatents(rows, 3, 25));
  }

  @Test
  void comesBackAsItWas(@TempDir Path folder) {
    List<PeopleMotion> given =
        List.of(
            motion("anna", Optional.of(Emotion.FEAR), 1),
            motion("anna", Optional.empty(), 2),
            motion("../b/1", Optional.empty(), 3));
    KeptMotion.write(folder.resolve("people"), given);
    List<PeopleMotion> back = KeptMotion.read(folder.resolve("people"));
    assertEquals(
        List.of("../b/1", "anna", "anna"), back.stream().map(PeopleMotion::person).toList());
    assertEquals(Optional.of(Emotion.FEAR), back.get(1).emotion());
    assertEquals(Optional.empty(), back.get(2).emotion());
    for (int t = 0; t < 40; t++) {
      assertArrayEquals(given.get(1).motion().row(t), back.get(2).motion().row(t));
    }
    assertEquals(3, back.get(0).motion().reference());
    assertEquals(25, back.get(0).motion().frameRateHz());
  }

  @Test
  void aModelLearnsFromItAsFromTheClips(@TempDir Path folder) throws Exception {
    Path people = folder.resolve("people");
    KeptMotion.write(
        people, List.of(motion("a", Optional.empty(), 1), motion("b", Optional.empty(), 2)));
    Path out = folder.resolve("out");
    Shell shell =
        Shell.argen(
            "train",
            "motion",
            "--width=32",
            "--layers=1",
            "--tokens=32",
            "--descriptions=4",
            "--batch=4",
            "--updates=2",
            "--data=" + people,
            "--people=b",
            "--out=" + out);
    assertEquals(ExitCode.DONE, shell.exit(), shell.err());
    assertTrue(Files.exists(out.resolve("people/b.safetensors")));
    assertEquals(
        -1, Files.mismatch(people.resolve("b.safetensors"), out.resolve("people/b.safetensors")));
    Shell other =
        Shell.argen(
            "train", "motion", "--data=" + people, "--people=c", "--out=" + folder.resolve("o"));
    assertEquals(ExitCode.USAGE, other.exit());
    assertTrue(other.err().contains("shows no c"), other.err());
  }
}
