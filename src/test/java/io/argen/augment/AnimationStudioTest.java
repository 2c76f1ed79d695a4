package io.argen.augment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.augment.studio.AnimationStudio;
import io.argen.clip.ClipMark;
import io.argen.clip.ClipMarks;
import io.argen.clip.ClipReader;
import io.argen.clip.Clips;
import io.argen.clip.Frame;
import io.argen.clip.Image;
import io.argen.clip.Images;
import io.argen.clip.Stills;
import io.argen.clip.Traces;
import io.argen.dataset.Dataset;
import io.argen.dataset.Sample;
import io.argen.evaluate.GenerationEvaluator;
import io.argen.evaluate.GenerationReport;
import io.argen.face.FaceNets;
import io.argen.face.TestNets;
import io.argen.facs.ActionUnits;
import io.argen.facs.Emotion;
import io.argen.motion.ExpressionDynamics;
import io.argen.motion.MotionRequest.Phase;
import io.argen.run.ContentCache;
import io.argen.run.Json;
import io.argen.run.Progress;
import io.argen.run.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real nets on real faces, which are not part of the project. */
final class AnimationStudioTest {
  private static final List<String> PEOPLE = List.of("d0", "d20");
  private static final ClipLook LOOK =
      new ClipLook("mp4", 256, 256, 16, 25, false, Phase.FULL, 0.55, 0.5, 0.53, 25, Traces.UNKNOWN);

  private static Path photos = Path.of("");
  private static FaceNets nets;
  private static AnimationStudio studio;

  @BeforeAll
  static void realFaces() {
    String shared = System.getenv("ARGEN_SHARED");
    Assumptions.assumeTrue(shared != null, "set ARGEN_SHARED to the folder of development faces");
    photos = Path.of(shared, "faces", "photos");
    nets = TestNets.nets();
    studio = new AnimationStudio(() -> nets, new ExpressionDynamics());
  }

  @Test
  void aNeutralPhotoIsUsableAndAFacelessOneSaysWhyNot() {
    ClipSurvey survey = studio.survey(photo("d0"));
    assertTrue(survey.best().orElseThrow().neutrality() > 0.6, survey.toString());
    ClipSurvey faceless = studio.survey(photos.resolve("no_face.jpg"));
    assertEquals("no face found", faceless.problem());
    assertTrue(faceless.frames().isEmpty());
  }

  @Test
  void clipsAgreeWithWhatWasAskedMoreThanWithOtherEmotions(@TempDir Path out) {
    List<Emotion> emotions =
        List.of(
            Emotion.HAPPINESS,
            Emotion.SADNESS,
            Emotion.SURPRISE,
            Emotion.FEAR,
            Emotion.ANGER,
            Emotion.DISGUST);
    int passed = 0;
    int pairs = 0;
    int mistaken = 0;
    StringBuilder table = new StringBuilder();
    for (String person : PEOPLE) {
      List<List<ActionUnits>> asked = new ArrayList<>();
      List<Findings> findings = new ArrayList<>();
      for (Emotion emotion : emotions) {
        FaceStudio.ClipOrder order = order(person, emotion);
        Path clip = out.resolve(person + emotion + ".mp4");
        asked.add(studio.generate(order, clip));
        findings.add(studio.inspect(clip, order));
      }
      for (int made = 0; made < emotions.size(); made++) {
        for (int label = 0; label < emotions.size(); label++) {
          LabelCheck.Verdict verdict =
              LabelCheck.check(
                  Optional.of(emotions.get(label)), asked.get(label), findings.get(made));
          table.append(String.format(Locale.ROOT, " %.2f", verdict.scores().auAgreement()));
          if (made == label) {
            passed += verdict.passed() ? 1 : 0;
          } else {
            pairs++;
            mistaken += verdict.passed() ? 1 : 0;
          }
        }
        table.append('\n');
      }
    }
    assertTrue(passed >= 11, passed + " of 12 passed\n" + table);
    assertTrue(mistaken <= pairs / 4, mistaken + " of " + pairs + " mistaken\n" + table);
  }

  @Test
  void aSetOfPhotosComesOutBalancedMarkedAndReadable(@TempDir Path folder) throws IOException {
    Path in = folder.resolve("gesichter ü");
    put(in, "neutral", "d18");
    put(in, "neutral", "d19");
    put(in, "surprise", "d20");
    Path out = folder.resolve("out");
    AugmentResult result =
        Augmenter.run(
            AugmentOptions.balance(out, 3, 1),
            Dataset.read(in),
            studio,
            ContentCache.none(),
            Progress.NONE,
            Clock.systemUTC());
    assertTrue(result.complete(), result.toString());
    Dataset again = Dataset.read(out);
    assertEquals(Map.of("neutral", 2, "surprise", 2), again.counts("train"));
    Sample made = again.samples().stream().filter(Sample::synthetic).findFirst().orElseThrow();
    assertEquals(Optional.of(Emotion.SURPRISE), made.emotion());
    ClipMark mark = ClipMarks.read(made.path()).orElseThrow();
    ItemRecord entry = Json.readLines(out.resolve(".argen/items.jsonl"), ItemRecord.class).get(0);
    assertEquals(entry.seed(), mark.seed());
    assertTrue(mark.prompt().contains("brow"), mark.prompt());
    Image source = Stills.read(out.resolve(entry.source()));
    try (ClipReader reader = Clips.open(made.path())) {
      Frame first = reader.next();
      assertTrue(first != null && Images.psnrLuma(first.image(), source) >= 38, "first frame");
    }
    GenerationReport.Summary quality =
        new GenerationEvaluator(nets, 1, Progress.NONE).evaluate(out).report().overall();
    assertEquals(1, quality.clips());
    assertTrue(quality.identity() != null && quality.identity().mean() > 0.7, "" + quality);
    assertTrue(
        quality.auCorrelation() != null && quality.auCorrelation().mean() > 0.4, "" + quality);
  }

  private static void put(Path in, String label, String person) throws IOException {
    Files.createDirectories(in.resolve(label));
    Files.copy(photo(person), in.resolve(label).resolve(person + ".jpg"));
  }

  private static FaceStudio.ClipOrder order(String person, Emotion emotion) {
    ActionUnits apex = studio.apex(emotion, 0.9, Seeds.generator(5));
    PlanItem item =
        new PlanItem(
                "",
                emotion.label(),
                emotion.label(),
                person,
                person,
                "",
                0,
                -1,
                0,
                0,
                0.9,
                ActionUnitMaps.channels(apex),
                ActionUnitMaps.channels(apex),
                LOOK,
                11,
                "a face shows " + emotion.label())
            .identified();
    return new FaceStudio.ClipOrder(item, photo(person), 11);
  }

  private static Path photo(String person) {
    return photos.resolve("neutral_" + person + ".jpg");
  }
}
