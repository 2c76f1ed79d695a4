package io.argen.recognize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.clip.Image;
import io.argen.run.Digests;
import io.argen.run.Progress;
import io.argen.run.Seeds;
import io.argen.tensor.Safetensors;
import io.argen.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VideoRecognizerTest {
  private static final List<String> LABELS = List.of("down", "up");
  private static final TrainingOptions QUICK =
      new TrainingOptions(
          RecognizerKind.VIDEO,
          4,
          Optional.empty(),
          16,
          1,
          12,
          6,
          3e-3,
          0.05,
          0.1,
          Balance.OVERSAMPLE,
          4,
          0,
          3);

  /** Grey pictures in which a bright bar goes down or up. */
  private static List<Example> examples(Path folder, int clips, long seed) {
    RandomGenerator random = Seeds.generator(seed);
    List<Example> examples = new ArrayList<>();
    for (int c = 0; c < clips; c++) {
      int label = c % 2;
      List<Image> pictures = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        byte[] rgb = new byte[3 * ClipCrops.SIDE * ClipCrops.SIDE];
        int middle = 30 + 20 * (label == 0 ? t : 3 - t);
        for (int y = 0; y < ClipCrops.SIDE; y++) {
          byte grey = (byte) (Math.abs(y - middle) < 14 ? 220 : 60 + random.nextInt(20));
          Arrays.fill(rgb, y * 3 * ClipCrops.SIDE, (y + 1) * 3 * ClipCrops.SIDE, grey);
        }
        pictures.add(new Image(ClipCrops.SIDE, ClipCrops.SIDE, rgb));
      }
      Path file = folder.resolve("s" + seed + "c" + c + ".json");
      examples.add(new Example(ClipCrops.write(file, pictures, List.of(0, 2, 4, 6)), label));
    }
    return examples;
  }

  private static RecognizerTrainer.Session session(int jobs, Path checkpoint, Progress progress) {
    return new RecognizerTrainer.Session(
        jobs, Optional.of(checkpoint), Digests.hex("same"), progress);
  }

  @Test
  void theSameWeightsToTheBitOnOneThreadOnTwoAndAfterAnInterruption(@TempDir Path folder) {
    List<Example> train = examples(folder, 8, 1);
    List<Example> val = examples(folder, 4, 2);
    Path checkpoint = folder.resolve("checkpoint.safetensors");
    RecognizerTrainer.Trained one = RecognizerTrainer.train(QUICK, LABELS, train, val);
    AtomicInteger steps = new AtomicInteger();
    Progress cut =
        new Progress() {
          @Override
          public void begin(String stage, long total) {}

          @Override
          public void step(String stage) {
            if (steps.incrementAndGet() == 7) {
              throw new IllegalStateException("the power went");
            }
          }

          @Override
          public void end(String stage) {}

          @Override
          public void note(String message) {}
        };
    assertThrows(
        IllegalStateException.class,
        () -> RecognizerTrainer.train(QUICK, session(2, checkpoint, cut), LABELS, train, val));
    assertTrue(Files.exists(checkpoint));
    RecognizerTrainer.Trained two =
        RecognizerTrainer.train(QUICK, session(2, checkpoint, Progress.NONE), LABELS, train, val);
    assertArrayEquals(one.recognizer().weights(), two.recognizer().weights());
    assertEquals(one.bestStep(), two.bestStep());
    assertFalse(
        Arrays.equals(
            one.recognizer().weights(),
            RecognizerTrainer.train(QUICK.with(Balance.OVERSAMPLE, 4), LABELS, train, val)
                .recognizer()
                .weights()));

    Path file = folder.resolve("model.safetensors");
    one.recognizer().write(file, Map.of());
    Recognizer back = Recognizer.read(file);
    assertEquals(RecognizerKind.VIDEO, back.kind());
    ClipInput clip = val.get(0).input();
    double[] p = back.probabilities(List.of(clip)).get(0);
    assertArrayEquals(one.recognizer().probabilities(List.of(clip)).get(0), p);
    assertArrayEquals(p, back.probabilities(List.of(clip, clip, clip, clip, clip), 2).get(4), 1e-5);
    List<double[]> over = back.overTime(clip);
    assertEquals(4, over.size());
    // The third frame's window is the whole clip, as far as there is one.
    assertArrayEquals(p, over.get(2), 1e-4);
    assertEquals(6, clip.frameNumber(3));
  }

  @Test
  void learnsWhatMoves(@TempDir Path folder) {
    List<Example> test = examples(folder, 20, 5);
    Recognizer recognizer =
        RecognizerTrainer.train(QUICK.steps(60), LABELS, examples(folder, 16, 1), List.of())
            .recognizer();
    List<double[]> p = recognizer.probabilities(test.stream().map(Example::input).toList());
    long right =
        IntStream.range(0, test.size())
            .filter(i -> Recognizer.best(p.get(i)) == test.get(i).label())
            .count();
    assertTrue(right >= 17, right + " of 20 right");
  }

  /** Numbers that both sides of the comparison can write down: sin(0.37 k) / 5, scales plus 1. */
  private static float[] told(ResNet18 net) {
    float[] values = new float[new WeightLayout(net.shapes()).length()];
    int at = 0;
    for (Map.Entry<String, long[]> entry : net.shapes().entrySet()) {
      int size = WeightLayout.size(entry.getValue());
      boolean scale = entry.getValue().length == 1 && entry.getKey().endsWith(".weight");
      for (int k = at; k < at + size; k++) {
        values[k] = (float) (0.2 * Math.sin(0.37 * k)) + (scale ? 1 : 0);
      }
      at += size;
    }
    return values;
  }

  /** Expected values by torch 1.13's modules, put together as torchvision does. */
  @Test
  @SuppressWarnings("try") // The scopes act by being open.
  void seesWhatTorchsOwnResNetSees() {
    ResNet18 net = new ResNet18(4);
    WeightLayout weights = new WeightLayout(net.shapes());
    WeightLayout counted = new WeightLayout(net.statistics());
    float[] picture = new float[2 * 3 * 112 * 112];
    for (int k = 0; k < picture.length; k++) {
      picture[k] = (float) Math.sin(0.013 * k);
    }
    float[] start = new VideoNetwork(new VideoConfig(4, 4, 4, 1, 2)).initialStatistics();
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      Map<String, Tensor> w = weights.views(Tensors.of(told(net), weights.length()));
      Tensor statistics = Tensors.of(start, start.length);
      Tensor x = Tensors.of(picture, 2, 3, 112, 112);
      float[] still = Tensors.values(net.features(w, counted.views(statistics), x, false));
      float[] first = {
        368.0741f, 390.2454f, 410.2617f, 417.9854f, 412.6105f, 381.595f, 328.5273f, 279.7547f
      };
      assertArrayEquals(first, Arrays.copyOf(still, 8), 0.05f);
      float[] learning = Tensors.values(net.features(w, counted.views(statistics), x, true));
      float[] normed = {0.5675f, 0.5318f, 0.5805f, 0.679f, 0.7497f, 0.8439f, 0.9283f, 0.9617f};
      assertArrayEquals(normed, Arrays.copyOf(learning, 8), 1e-3f);
      float[] mean = Tensors.values(counted.views(statistics).get("bn1.running_mean"));
      float[] moved = {-0.00154377f, -0.00460723f, 0.00665403f, -0.0027733f};
      assertArrayEquals(moved, mean, 1e-5f);
    }
  }

  @Test
  void aFileWithTorchvisionsNamesIsTakenAndAnotherIsRefused(@TempDir Path folder)
      throws IOException {
    ResNet18 full = new ResNet18(64);
    WeightLayout layout = new WeightLayout(full.shapes());
    assertEquals(11_689_512 - 513_000, layout.length(), "resnet18 without its last layer");
    assertEquals(60, layout.shapes().size());
    assertTrue(layout.shapes().containsKey("layer4.0.downsample.1.bias"));
    assertTrue(full.statistics().containsKey("layer2.1.bn2.running_var"));

    ResNet18 net = new ResNet18(4);
    WeightLayout small = new WeightLayout(net.shapes());
    WeightLayout counted = new WeightLayout(net.statistics());
    Safetensors out = new Safetensors().add("fc.bias", new float[10], 10);
    Map<String, float[]> parts = small.parts(told(net));
    small.shapes().forEach((name, shape) -> out.add(name, parts.get(name), shape));
    counted
        .shapes()
        .forEach((name, shape) -> out.add(name, new float[WeightLayout.size(shape)], shape));
    Path file = folder.resolve("resnet.safetensors");
    out.write(file);
    VideoNetwork video = new VideoNetwork(new VideoConfig(4, 4, 4, 1, 2));
    float[] weights = new float[video.layout().length()];
    video.load(file, weights, video.initialStatistics());
    assertEquals(told(net)[100], weights[100]);
    VideoNetwork wider = new VideoNetwork(new VideoConfig(4, 8, 4, 1, 2));
    IOException refused =
        assertThrows(
            IOException.class,
            () -> wider.load(file, new float[wider.layout().length()], wider.initialStatistics()));
    assertTrue(String.valueOf(refused.getMessage()).contains("conv1.weight"));
  }
}
