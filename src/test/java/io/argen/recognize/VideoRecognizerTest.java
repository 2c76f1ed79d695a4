package io.argen.recognize;

import static java.util.Objects.requireNonNull;
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
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class VideoRecognizerTest {
  private static final List<String> LABELS = List.of("dawn", "dusk");
  private static final TrainingOptions QUICK =
      new TrainingOptions(
          RecognizerKind.VIDEO,
          new ResNetOptions(16, Optional.empty(), Precision.FLOAT32),
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

  /** Grey pictures that grow brighter or darker. */
  private static List<Example> examples(Path folder, int clips, long seed) {
    RandomGenerator random = Seeds.generator(seed);
    List<Example> examples = new ArrayList<>();
    for (int c = 0; c < clips; c++) {
      int label = c % 2;
      List<Image> pictures = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        byte[] rgb = new byte[3 * ClipCrops.SIDE * ClipCrops.SIDE];
        int light = 40 + 50 * (label == 0 ? t : 3 - t);
        for (int i = 0; i < rgb.length; i += 3) {
          byte grey = (byte) (light + random.nextInt(30));
          Arrays.fill(rgb, i, i + 3, grey);
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

  @ParameterizedTest
  @EnumSource
  void learnsWhatComesAfterWhat(Precision precision, @TempDir Path folder) {
    RecognizerTrainer.Trained trained =
        RecognizerTrainer.train(
            QUICK
                .steps(60)
                .pace(5e-4, 0)
                .resNet(new ResNetOptions(16, Optional.empty(), precision)),
            LABELS,
            examples(folder, 16, 1),
            examples(folder, 20, 5));
    // Begun untrained and stopped early; who knows nothing loses log 2 = 0.693.
    assertTrue(trained.loss() < 0.685, "loss " + trained.loss());
    assertTrue(trained.bestStep() > 20, "update " + trained.bestStep());
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
    ResNet18 net = new ResNet18(8);
    WeightLayout weights = new WeightLayout(net.shapes());
    WeightLayout counted = new WeightLayout(net.statistics());
    float[] picture = new float[2 * 3 * 112 * 112];
    for (int k = 0; k < picture.length; k++) {
      picture[k] = (float) Math.sin(0.013 * k);
    }
    float[] start = new VideoNetwork(new VideoConfig(4, 8, 4, 1, 2)).initialStatistics();
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      Map<String, Tensor> w = weights.views(Tensors.of(told(net), weights.length()));
      Tensor statistics = Tensors.of(start, start.length);
      Tensor x = Tensors.of(picture, 2, 3, 112, 112);
      float[] still = Tensors.values(net.features(w, counted.views(statistics), x, false));
      float[] first = {
        972.621f, 874.8953f, 792.7391f, 819.0619f, 981.0253f, 1056.9285f, 999.0492f, 964.0104f
      };
      assertArrayEquals(first, Arrays.copyOf(still, 8), 0.106f);
      float[] learning = Tensors.values(net.features(w, counted.views(statistics), x, true));
      float[] normed = {0.3955f, 0.2229f, 0.1479f, 0.213f, 0.3464f, 0.4713f, 0.6544f, 0.8344f};
      assertArrayEquals(normed, Arrays.copyOf(learning, 8), 1e-3f);
      float[] mean =
          Tensors.values(requireNonNull(counted.views(statistics).get("bn1.running_mean")));
      float[] moved = {
        -0.00154377f,
        -0.00460723f,
        0.00665403f,
        -0.00277330f,
        -0.00357794f,
        0.00674188f,
        -0.00390004f,
        -0.00241603f
      };
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

    ResNet18 net = new ResNet18(8);
    WeightLayout small = new WeightLayout(net.shapes());
    WeightLayout counted = new WeightLayout(net.statistics());
    Safetensors out = new Safetensors().add("fc.bias", new float[10], 10);
    Map<String, float[]> parts = small.parts(told(net));
    small.shapes().forEach((name, shape) -> out.add(name, requireNonNull(parts.get(name)), shape));
    counted
        .shapes()
        .forEach((name, shape) -> out.add(name, new float[WeightLayout.size(shape)], shape));
    Path file = folder.resolve("resnet.safetensors");
    out.write(file);
    VideoNetwork video = new VideoNetwork(new VideoConfig(4, 8, 4, 1, 2));
    float[] weights = new float[video.layout().length()];
    video.load(file, weights, video.initialStatistics());
    assertEquals(told(net)[100], weights[100]);
    VideoNetwork wider = new VideoNetwork(new VideoConfig(4, 16, 4, 1, 2));
    IOException refused =
        assertThrows(
            IOException.class,
            () -> wider.load(file, new float[wider.layout().length()], wider.initialStatistics()));
    assertTrue(String.valueOf(refused.getMessage()).contains("conv1.weight"));
  }
}
