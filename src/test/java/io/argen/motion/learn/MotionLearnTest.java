package io.argen.motion.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.affect.TextEncoder;
import io.argen.diffusion.EulerSampler;
import io.argen.diffusion.FlowOptions;
import io.argen.diffusion.Guidance;
import io.argen.diffusion.WanConfig;
import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Emotion;
import io.argen.facs.Side;
import io.argen.motion.EmotionPrototypes;
import io.argen.motion.ExpressionDynamics.Timing;
import io.argen.motion.FaceMotion;
import io.argen.motion.MotionFrame;
import io.argen.motion.MotionLatents;
import io.argen.motion.MotionRequest;
import io.argen.run.InputException;
import io.argen.run.Progress;
import io.argen.tensor.Safetensors;
import io.argen.tensor.SafetensorsFile;
import io.argen.tensor.Tensors;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MotionLearnTest {
  private static final WanConfig TINY = MotionTrainer.network(32, 1, 32, MotionLatents.FIXED);
  private static final FlowOptions OPTIONS =
      new FlowOptions(4, 1, 1e-3, 0, 1, 0.9, 0.1, 0.1, 0.5, 3, 4, false);

  private final MotionCorpus corpus = new MotionCorpus(12, "test", 4, false, new PlainDescriber());
  private final TextEncoder encoder = new TextEncoder();
  private Path folder = Path.of("");

  @SuppressWarnings("NullAway.Init") // Trained before the tests.
  private MotionModel model;

  @BeforeAll
  void train(@TempDir Path made) {
    folder = made;
    // The samplers below use one thread too; another number may give other bits.
    Tensors.useThreads(1);
    trainer(folder).run(4, new Silent(), Progress.NONE);
    model = MotionModel.read(folder.resolve("model.safetensors"));
  }

  @AfterAll
  void close() {
    encoder.close();
  }

  private MotionTrainer trainer(Path out) {
    return new MotionTrainer(TINY, OPTIONS, 4, 2, corpus, null, out);
  }

  private static final class Silent implements MotionTrainer.Watcher {
    @Override
    public void after(io.argen.diffusion.TrainingState state) {}

    @Override
    public void wrote(Path file, io.argen.diffusion.TrainingState state) {}
  }

  private MotionSampler sampler(Guidance guidance) {
    return new MotionSampler(model, new EulerSampler(), 2, 3, guidance, 1);
  }

  private DiffusionMotion source() {
    return new DiffusionMotion(
        model, sampler(new Guidance(1, 2)), new PlainDescriber(), encoder, "test");
  }

  @Test
  void aRunInTwoPartsWritesTheSameModel(@TempDir Path parts) throws Exception {
    trainer(parts).run(3, new Silent(), Progress.NONE);
    trainer(parts).run(4, new Silent(), Progress.NONE);
    assertEquals(
        -1,
        Files.mismatch(folder.resolve("model.safetensors"), parts.resolve("model.safetensors")));
  }

  @Test
  void everyLengthAndRateStartsAtThePhoto() {
    ActionUnits smile = EmotionPrototypes.typical(Emotion.HAPPINESS, 1);
    for (int frames : new int[] {1, 2, 9, 33, 100}) {
      for (double rate : new double[] {8, 16, 30}) {
        for (MotionRequest.Phase phase : MotionRequest.Phase.values()) {
          FaceMotion motion =
              source().motion(new MotionRequest(smile, frames, rate, phase), frames);
          assertEquals(frames, motion.frames().size());
          assertEquals(MotionFrame.REST, motion.frames().get(0));
        }
      }
    }
  }

  @Test
  void aLongMotionDoesNotGatherUnitsThatNobodyAskedFor() {
    MotionModel shipped = MotionModel.shipped();
    MotionSampler drawing =
        new MotionSampler(
            shipped, new EulerSampler(), 4, DiffusionMotion.SHIFT, DiffusionMotion.GUIDANCE, 1);
    ActionUnits smile = ActionUnits.neutral().with(ActionUnit.AU12, 4);
    List<MotionFrame> frames =
        new DiffusionMotion(shipped, drawing, new PlainDescriber(), encoder, "shipped")
            .motion(new MotionRequest(smile, 500, 16, MotionRequest.Phase.FULL), 1)
            .frames();
    double asked = 0;
    double other = 0;
    for (MotionFrame frame : frames.subList(350, 450)) {
      asked += frame.actionUnits().get(ActionUnit.AU12) / 100;
      for (ActionUnit unit : ActionUnit.values()) {
        if (unit != ActionUnit.AU12 && unit != ActionUnit.AU45) {
          other += frame.actionUnits().get(unit) / 100;
        }
      }
    }
    assertTrue(asked > 2 && other < 2, asked + " asked, " + other + " not");
  }

  @Test
  void theSameSeedGivesTheSameMotionAndAnotherSeedAnother() {
    MotionRequest request =
        new MotionRequest(
            EmotionPrototypes.typical(Emotion.FEAR, 1), 60, 25, MotionRequest.Phase.FULL);
    assertEquals(source().motion(request, 3), source().motion(request, 3));
    assertNotEquals(source().motion(request, 3), source().motion(request, 4));
    assertEquals(
        source().motion("Strong jaw drop.", 40, 16, MotionTimeline.NONE, 3),
        source().motion("Strong jaw drop.", 40, 16, MotionTimeline.NONE, 3));
  }

  @Test
  void knownFramesAreReturnedExactly() {
    List<MotionFrame> clean = corpus.take(3, 9);
    boolean[] known = new boolean[MotionScript.FRAMES];
    Random random = new Random(1);
    for (int t = 0; t < known.length; t++) {
      known[t] = random.nextBoolean();
    }
    List<MotionFrame> drawn =
        sampler(new Guidance(1.5, 3))
            .draw(
                Collections.singletonList(encoder.states("Mild blink.")),
                List.of(clean),
                known,
                new long[] {5})
            .get(0);
    for (int t = 0; t < known.length; t++) {
      assertEquals(known[t], clean.get(t).equals(drawn.get(t)), "frame " + t);
    }
  }

  @Test
  void aWindowIsTheSameInAnyBatch() {
    List<MotionFrame> rest = Collections.nCopies(MotionScript.FRAMES, MotionFrame.REST);
    boolean[] known = new boolean[MotionScript.FRAMES];
    known[0] = true;
    float[][] text = encoder.states("Extreme jaw drop.");
    MotionSampler sampler = sampler(new Guidance(1, 1));
    List<MotionFrame> alone =
        sampler.draw(Collections.singletonList(text), List.of(rest), known, new long[] {8}).get(0);
    List<MotionFrame> second =
        sampler
            .draw(
                List.of(encoder.states("Mild dimpler."), text),
                List.of(rest, rest),
                known,
                new long[] {7, 8})
            .get(1);
    for (int t = 0; t < alone.size(); t++) {
      float[] a = MotionLatents.row(alone.get(t), MotionLatents.FIXED);
      float[] b = MotionLatents.row(second.get(t), MotionLatents.FIXED);
      for (int k = 0; k < a.length; k++) {
        assertEquals(a[k], b[k], 1e-4f);
      }
    }
  }

  @Test
  void latentsHoldTheMotion() {
    List<List<MotionFrame>> clips = List.of(corpus.take(0, 1), corpus.take(1, 1));
    List<List<MotionFrame>> back = model.scale().motion(model.scale().latents(clips));
    for (int b = 0; b < 2; b++) {
      for (int t = 0; t < MotionScript.FRAMES; t++) {
        float[] a = MotionLatents.row(clips.get(b).get(t), MotionLatents.FIXED);
        float[] c = MotionLatents.row(back.get(b).get(t), MotionLatents.FIXED);
        for (int k = 0; k < a.length; k++) {
          assertEquals(a[k], c[k], 1e-5f);
        }
      }
    }
  }

  @Test
  void strongerUnitsGetStrongerWords() {
    List<String> words = new ArrayList<>();
    for (double v = 0.3; v <= 5; v += 0.1) {
      String word = PlainDescriber.strength(v);
      if (!words.contains(word)) {
        words.add(word);
      }
    }
    assertEquals(
        List.of("trace", "slight", "mild", "moderate", "marked", "strong", "extreme"), words);
  }

  @Test
  void descriptionsNameUnitsSidesAndTimes() {
    ActionUnits apex =
        ActionUnits.neutral().with(ActionUnit.AU14, Side.LEFT, 4).with(ActionUnit.AU04, 1);
    String text =
        new PlainDescriber()
            .describe(
                new MotionScript(apex, Optional.empty(), new Timing(0.25, 0.5, 1.5, 0.5), 0), 1);
    assertEquals(
        "Strong dimpler on the left, slight brow lowerer. It begins at frame 4, peaks at frame 12"
            + " and fades from frame 24.",
        text);
  }

  @Test
  void theSameSeedGivesTheSameCorpus() {
    assertEquals(
        corpus.hash(), new MotionCorpus(12, "test", 4, false, new PlainDescriber()).hash());
    assertNotEquals(
        corpus.hash(), new MotionCorpus(12, "other", 4, false, new PlainDescriber()).hash());
  }

  @Test
  void takesOfAScriptDifferButNotInTime() {
    List<MotionFrame> one = corpus.take(2, 1);
    assertEquals(one, corpus.take(2, 1));
    assertNotEquals(one, corpus.take(2, 2));
  }

  @Test
  void aFileThatIsNoModelIsRefusedByName(@TempDir Path other) throws Exception {
    Path file = other.resolve("not.safetensors");
    Files.write(file, new byte[] {1, 2, 3});
    InputException refused = assertThrows(InputException.class, () -> MotionModel.read(file));
    assertTrue(String.valueOf(refused.getMessage()).contains("not.safetensors"));
  }

  /** The model's file with some tensors changed. */
  private Path altered(Path other, String missing, String misshapen, String broken)
      throws Exception {
    SafetensorsFile whole =
        SafetensorsFile.read(folder.resolve("model.safetensors"), Integer.MAX_VALUE);
    Safetensors changed = new Safetensors();
    whole.metadata().forEach(changed::describe);
    for (String name : whole.names()) {
      float[] values = whole.values(name);
      long[] shape = java.util.Arrays.stream(whole.shape(name)).asLongStream().toArray();
      if (name.equals(misshapen)) {
        shape = new long[] {1, values.length};
      }
      if (name.equals(broken)) {
        values[0] = Float.NaN;
      }
      if (!name.equals(missing)) {
        changed.add(name, values, shape);
      }
    }
    Path file = other.resolve("altered.safetensors");
    changed.write(file);
    return file;
  }

  @Test
  void tensorsThatCannotBeUsedAreNamedWithBothShapes(@TempDir Path other) throws Exception {
    Path file = altered(other, "blocks.0.ffn.2.bias", "patch_embedding.bias", "");
    InputException refused = assertThrows(InputException.class, () -> MotionModel.read(file));
    String message = String.valueOf(refused.getMessage());
    for (String part :
        List.of(
            "altered.safetensors",
            "blocks.0.ffn.2.bias is missing",
            "patch_embedding.bias has shape [1, 32], expected [32]")) {
      assertTrue(message.contains(part), message);
    }
    Path broken = altered(other, "", "", "text_embedding.0.bias");
    InputException nan = assertThrows(InputException.class, () -> MotionModel.read(broken));
    assertTrue(String.valueOf(nan.getMessage()).contains("text_embedding.0.bias that are not"));
  }

  @Test
  void aTextThatIsTooLongIsReadToItsLimit() {
    String text = "Strong jaw drop. ".repeat(500);
    assertTrue(encoder.cuts(text));
    assertEquals(40, source().motion(text, 40, 16, MotionTimeline.NONE, 1).frames().size());
  }

  @Test
  void twoThousandFramesAreMade() {
    ActionUnits smile = EmotionPrototypes.typical(Emotion.HAPPINESS, 1);
    MotionRequest request = new MotionRequest(smile, 2000, 25, MotionRequest.Phase.FULL);
    assertEquals(2000, source().motion(request, 3).frames().size());
  }

  @Test
  void aFaceThatShowsAllThatIsAskedIsToldToRest() {
    MotionScript script =
        new MotionScript(
            ActionUnits.neutral(), Optional.empty(), new Timing(0.25, 0.5, 1.5, 0.5), 0);
    assertTrue(new PlainDescriber().describe(script, 1).endsWith("The face stays at rest."));
    MotionRequest request =
        new MotionRequest(ActionUnits.neutral(), 20, 16, MotionRequest.Phase.FULL);
    assertEquals(20, source().motion(request, 3).frames().size());
  }

  private static MotionLatents tracked(int frames) {
    float[][] rows = new float[frames][MotionLatents.FIXED];
    for (int t = 0; t < frames; t++) {
      double rise = Math.max(0, Math.min(1, (t - 8) / 8.0));
      rows[t][ActionUnits.channel(ActionUnit.AU12, Side.LEFT)] = (float) (4 * rise);
      rows[t][ActionUnits.channel(ActionUnit.AU12, Side.RIGHT)] = (float) (1 * rise);
      rows[t][ActionUnits.CHANNELS + 3] = 0.3f + 0.01f * t;
    }
    return new MotionLatents(rows, 0, MotionScript.RATE_HZ);
  }

  @Test
  void aTimelineIsFollowedExactlyWhereItSaysSomething(@TempDir Path other) throws Exception {
    Path file = other.resolve("timeline.csv");
    Files.writeString(
        file, "frame,AU12_r,AU04_L_r\n1,5,5\n10, 3.5,\n11,3.6,\n40,,2\n", StandardCharsets.UTF_8);
    MotionTimeline timeline = MotionTimeline.read(file);
    MotionRequest request =
        new MotionRequest(ActionUnits.neutral(), 50, 25, MotionRequest.Phase.FULL);
    List<MotionFrame> frames = source().directed(request, timeline, 4).frames();
    assertEquals(MotionFrame.REST, frames.get(0));
    assertEquals(3.5, frames.get(9).actionUnits().get(ActionUnit.AU12, Side.LEFT), 1e-6);
    assertEquals(3.6, frames.get(10).actionUnits().get(ActionUnit.AU12, Side.RIGHT), 1e-6);
    assertEquals(2, frames.get(39).actionUnits().get(ActionUnit.AU04, Side.LEFT), 1e-6);
    List<MotionFrame> free = source().motion(request, 4).frames();
    assertEquals(free.get(0), frames.get(0));
    assertNotEquals(free.get(20), frames.get(20));
  }

  @Test
  void aTimelineThatDoesNotReadIsRefusedByItsLine(@TempDir Path other) throws Exception {
    Path file = other.resolve("timeline.csv");
    for (String text : new String[] {"frame,AU12_r\n1,6\n", "frame,AU12_r\nx,1\n"}) {
      Files.writeString(file, text, StandardCharsets.UTF_8);
      InputException e = assertThrows(InputException.class, () -> MotionTimeline.read(file));
      assertTrue(String.valueOf(e.getMessage()).contains("line 2"), e.getMessage());
    }
    Files.writeString(file, "time,AU12_r\n", StandardCharsets.UTF_8);
    assertThrows(InputException.class, () -> MotionTimeline.read(file));
  }

  @Test
  void aTrackedWindowIsDescribedByWhatItShows() {
    TrackedWindow window = TrackedWindow.of(tracked(32), Optional.of(Emotion.HAPPINESS), 8).get(0);
    assertEquals(4, window.script().apex().get(ActionUnit.AU12, Side.LEFT), 0.01);
    assertTrue(Math.abs(8 - window.script().beginFrame()) <= 2);
    assertTrue(Math.abs(16 - window.script().apexFrame()) <= 2);
    assertEquals(MotionScript.FRAMES, window.script().fallFrame());
    assertEquals(0, window.frames().get(0).yaw(), 1e-6);
    assertEquals(0.31, window.frames().get(31).yaw(), 1e-3);
    TrackedWindow other = window.mirrored();
    assertEquals(4, other.script().apex().get(ActionUnit.AU12, Side.RIGHT), 0.01);
    assertEquals(-0.31, other.frames().get(31).yaw(), 1e-3);
    assertEquals(window.frames().get(20), other.mirrored().frames().get(20));
  }

  @Test
  void aClipUnderASecondTeachesNothing() {
    assertEquals(List.of(), TrackedWindow.of(tracked(15), Optional.empty(), 8));
    assertEquals(1, TrackedWindow.of(tracked(20), Optional.empty(), 8).size());
    assertEquals(3, TrackedWindow.of(tracked(48), Optional.empty(), 8).size());
  }

  @Test
  void trackedWindowsAreDrawnAsOftenAsAsked() {
    MotionCorpus both =
        corpus.with(TrackedWindow.of(tracked(48), Optional.empty(), 8), 0.5, new PlainDescriber());
    assertEquals(15, both.size());
    assertNotEquals(corpus.hash(), both.hash());
    Random random = new Random(1);
    int seen = 0;
    for (int i = 0; i < 1000; i++) {
      seen += both.draw(random) >= 12 ? 1 : 0;
    }
    assertTrue(Math.abs(500 - seen) < 60);
  }

  @Test
  void anAdaptationThatIsDoneIsNotDoneAgain(@TempDir Path other) throws Exception {
    List<TrackedWindow> windows = TrackedWindow.of(tracked(48), Optional.empty(), 4);
    MotionAdaptation adaptation = new MotionAdaptation(3, 0.5, 1);
    Path once = adaptation.adapt(model, windows, other.resolve("a"), Progress.NONE);
    Path again = adaptation.adapt(model, windows, other.resolve("a"), Progress.NONE);
    assertEquals(once, again);
    assertEquals("3", MotionModel.read(once).notes().get("updates"));
    assertNotEquals(-1, Files.mismatch(folder.resolve("model.safetensors"), once));
  }
}
