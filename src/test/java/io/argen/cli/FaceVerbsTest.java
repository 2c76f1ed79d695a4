package io.argen.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.argen.augment.SampleData;
import io.argen.augment.SampleData.SamplePerson;
import io.argen.clip.ClipMark;
import io.argen.clip.ClipMarks;
import io.argen.run.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs on the built-in invented people, with the real nets. */
final class FaceVerbsTest {
  private Path folder = Path.of("");

  @BeforeEach
  void makeAFolder(@TempDir Path temp) {
    folder = temp;
  }

  @Test
  void aPhotoBecomesAMarkedClipAndTheSameCommandTheSameBytes() throws IOException {
    Path photo = person(0, "photo.jpg");
    Path first = folder.resolve("one.mp4");
    Path second = folder.resolve("two.mp4");
    Shell shell = animate(photo, first, "--emotion", "happy", "--seed", "3", "--json");
    assertEquals(ExitCode.DONE, shell.exit(), shell.err());
    JsonNode document = shell.document();
    assertEquals("argen/animate/1", document.get("schema").asText());
    assertEquals(6, document.get("frames").asInt());
    assertTrue(document.at("/action_units").size() > 0);
    ClipMark mark = ClipMarks.read(first).orElseThrow();
    assertEquals(3, mark.seed());
    assertTrue(mark.prompt().contains("happiness"), mark.prompt());
    assertEquals(
        ExitCode.DONE, animate(photo, second, "--emotion", "happiness", "--seed", "3").exit());
    assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second));
  }

  @Test
  void whatCannotBeAnimatedIsNamedBeforeAnythingIsWritten() throws IOException {
    Path photo = person(1, "photo.jpg");
    Path out = folder.resolve("out.mp4");
    assertEquals(ExitCode.USAGE, animate(photo, out).exit(), "neither emotion nor units");
    assertEquals(
        ExitCode.USAGE, animate(photo, out, "--emotion", "fear", "--aus", "1=3").exit(), "both");
    Shell range = animate(photo, out, "--emotion", "fear", "--intensity", "1.5");
    assertEquals(ExitCode.USAGE, range.exit());
    assertTrue(range.err().contains("--intensity"), range.err());
    Shell missing = animate(folder.resolve("nobody.jpg"), out, "--aus", "12=4");
    assertEquals(ExitCode.USAGE, missing.exit());
    assertTrue(missing.err().contains("nobody.jpg"), missing.err());
    Shell folderAsFile = animate(photo, folder, "--aus", "12=4");
    assertEquals(ExitCode.USAGE, folderAsFile.exit());
    assertFalse(Files.exists(out));
  }

  @Test
  void aScarceClassIsFilledOnceAndTheRestIsRefusedOrReused() throws IOException {
    Path data = folder.resolve("data");
    person(0, "data/neutral/a.jpg");
    person(1, "data/neutral/b.jpg");
    person(2, "data/happy/c.jpg");
    Path out = folder.resolve("out");
    Shell plan = augment(data, out, "--dry-run", "--json");
    assertEquals("argen/augment-dry-run/1", plan.document().get("schema").asText());
    assertEquals(1, plan.document().at("/to_make/happy").asInt());
    assertFalse(Files.exists(out));

    Shell run = augment(data, out, "--json");
    assertEquals(ExitCode.DONE, run.exit(), run.err());
    JsonNode document = run.document();
    assertEquals("argen/augment/1", document.get("schema").asText());
    assertEquals(2, document.at("/counts_after/train/happy").asInt());
    assertTrue(Files.size(Path.of(document.get("report").asText())) > 0);
    byte[] metadata = Files.readAllBytes(out.resolve("train/metadata.jsonl"));

    Shell again = augment(data, out, "--json");
    assertEquals(ExitCode.DONE, again.exit(), again.err());
    assertEquals(1, again.document().get("reused").asInt());
    assertArrayEquals(metadata, Files.readAllBytes(out.resolve("train/metadata.jsonl")));

    Shell other = augment(data, out, "--seed", "5");
    assertEquals(ExitCode.USAGE, other.exit());
    assertTrue(other.err().contains("--seed was 0, now 5"), other.err());
    assertEquals(ExitCode.DONE, Shell.argen("report", out.toString()).exit());
  }

  @Test
  void aClassIsFilledByDiffusionThatLearnsFromItsClips() throws IOException {
    Path data = folder.resolve("data");
    person(0, "data/neutral/a.jpg");
    person(1, "data/neutral/b.jpg");
    Path photo = person(2, "photo.jpg");
    Files.createDirectories(data.resolve("happy"));
    Shell clip =
        Shell.argen(
            "animate",
            photo.toString(),
            "--out",
            data.resolve("happy/c.mp4").toString(),
            "--emotion",
            "happiness",
            "--frames",
            "24",
            "--fps",
            "16",
            "--size",
            "192",
            "--motion",
            "diffusion",
            "--steps",
            "2");
    assertEquals(ExitCode.DONE, clip.exit(), clip.err());
    Path out = folder.resolve("out");
    List<String> options =
        List.of("--motion", "diffusion", "--steps", "2", "--adapt", "1", "--adapt-updates", "1");
    Shell run = augment(data, out, options.toArray(new String[0]));
    assertEquals(ExitCode.DONE, run.exit(), run.err());
    assertTrue(run.err().contains("learns from 3 clips of happy, neutral"), run.err());
    try (Stream<Path> made = Files.list(out.resolve("train/synthetic"))) {
      Path one = made.filter(f -> f.toString().endsWith(".mp4")).findFirst().orElseThrow();
      assertEquals(ClipMark.Method.TRAINED, ClipMarks.read(one).orElseThrow().method());
    }
    Shell again = augment(data, out, options.toArray(new String[0]));
    assertEquals(ExitCode.DONE, again.exit(), again.err());
    assertTrue(again.err().contains("has learned from 3 clips"), again.err());
  }

  @Test
  void realClipsBecomeExemplarsThatDescriptionsCite() throws IOException {
    Path data = folder.resolve("data");
    person(0, "data/neutral/a b.jpg");
    person(1, "data/neutral/b.jpg");
    Path ours = folder.resolve("ours");
    Shell made =
        Shell.argen("describe", "--exemplars", data.toString(), "--out", ours.toString(), "--json");
    assertEquals(ExitCode.DONE, made.exit(), made.err());
    assertEquals(2, made.document().get("exemplars").asInt());
    JsonNode first = Json.tree(Files.readAllLines(ours.resolve("exemplars.jsonl")).get(0));
    assertEquals("neutral", first.at("/emotions/0").asText());
    assertEquals("measured", first.get("basis").asText());
    Shell cites =
        Shell.argen("describe", "--emotion", "neutral", "--knowledge", ours.toString(), "--json");
    assertEquals(ExitCode.DONE, cites.exit(), cites.err());
    String evidence = cites.document().get("evidence").toString();
    assertTrue(evidence.contains(first.get("id").asText()), evidence);
    assertEquals(ExitCode.USAGE, Shell.argen("describe", "--exemplars", data.toString()).exit());
  }

  @Test
  void aModelThatIsDownIsToldOfAndTheComposerWrites() throws IOException {
    Path vlm = folder.resolve("vlm.yaml");
    Files.writeString(
        vlm,
        """
        vlm:
          provider: openai
          base_url: http://127.0.0.1:1/v1
          model: m
          calls_per_minute: 10000
          votes: 1
        """);
    Path clip = folder.resolve("clip.mp4");
    Shell animated =
        animate(
            person(0, "photo.jpg"), clip, "--emotion", "joy", "--vlm", vlm.toString(), "--json");
    assertEquals(ExitCode.DONE, animated.exit(), animated.err());
    JsonNode description = animated.document().get("description");
    assertEquals("composer/1", description.get("writer").asText());
    assertEquals(1, description.at("/vlm/by_composer").asInt());
    assertEquals(description.get("text").asText(), ClipMarks.read(clip).orElseThrow().prompt());
    Path data = folder.resolve("data");
    person(0, "data/neutral/a.jpg");
    person(1, "data/neutral/b.jpg");
    person(2, "data/happy/c.jpg");
    Path out = folder.resolve("out");
    Shell run = augment(data, out, "--vlm", vlm.toString(), "--json");
    assertEquals(ExitCode.DONE, run.exit(), run.err());
    JsonNode written = run.document().get("descriptions");
    assertTrue(written.at("/vlm/by_composer").asInt() >= 1, written.toString());
    assertTrue(written.at("/vlm/reasons").toString().contains("cannot be reached"));
    assertTrue(Files.readString(out.resolve("report.html")).contains("cannot be reached"));
    Shell without = augment(data, out, "--json");
    assertEquals(ExitCode.USAGE, without.exit());
    assertTrue(without.err().contains("vlm"), without.err());
  }

  @Test
  void aConfigurationFileGivesDefaultsAndTheCommandLineWins() throws IOException {
    Path data = folder.resolve("data");
    person(0, "data/neutral/a.jpg");
    person(1, "data/happy/b.jpg");
    person(2, "data/sad/c.jpg");
    Path config = folder.resolve("argen.yaml");
    Files.writeString(
        config,
        """
        seed: 4
        jobs: 1
        augment:
          target: 5
          classes: [happy, sad]
          prototype: [sad=1=2,15=2]
          strict: true
        """);
    String[] file = {"--dry-run", "--json", "--config", config.toString()};
    JsonNode plan = augment(data, folder.resolve("out"), file).document();
    assertEquals(5, plan.get("target").asInt());
    assertEquals(8, plan.get("total").asInt());
    JsonNode typed =
        run(
                List.of("augment", data.toString(), "--out", folder.resolve("out").toString()),
                "--dry-run",
                "--json",
                "--target=3",
                "--config=" + config)
            .document();
    assertEquals(3, typed.get("target").asInt());
    assertEquals(4, typed.get("total").asInt());
  }

  @Test
  void ofAnAnalyzedPhotoTheFaceIsFoundAndCutOut() throws IOException {
    Path photo = person(0, "photo.jpg");
    Path out = folder.resolve("out");
    Shell shell =
        Shell.argen(
            "analyze", photo.toString(), "--out", out.toString(), "--overlay", "--crops", "--json");
    assertEquals(ExitCode.DONE, shell.exit(), shell.err());
    assertEquals(1, shell.document().at("/clips/0/face_frames").asInt());
    try (Stream<Path> files = Files.list(out)) {
      List<String> names = files.map(f -> f.getFileName().toString()).sorted().toList();
      assertEquals(
          List.of("photo.csv", "photo.safetensors", "photo_crops", "photo_overlay.png"), names);
    }
  }

  private static Shell animate(Path photo, Path out, String... more) {
    return run(
        List.of("animate", photo.toString(), "--out", out.toString(), "--frames", "6"), more);
  }

  private static Shell augment(Path data, Path out, String... more) {
    return run(List.of("augment", data.toString(), "--out", out.toString()), more);
  }

  private static Shell run(List<String> words, String... more) {
    return Shell.argen(Stream.concat(words.stream(), Stream.of(more)).toArray(String[]::new));
  }

  private Path person(int number, String name) throws IOException {
    SamplePerson person = SampleData.people().get(number);
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, person.jpeg());
    return file;
  }
}
