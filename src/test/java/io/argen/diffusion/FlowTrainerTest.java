package io.argen.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.run.InputException;
import io.argen.run.Seeds;
import io.argen.tensor.Tensors;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FlowTrainerTest {
  private static final WanConfig TINY =
      new WanConfig(1, 1, 1, 2, 2, 32, 64, 16, 4, 2, 2, 2, true, true, 1e-6);
  private static final FlowOptions OPTIONS =
      new FlowOptions(120, 5, 3e-3, 0.01, 1, 0.99, 0.1, 0.1, 0.5, 2, 11, false);

  private final ParameterVector layout = new ParameterVector(TINY);

  /** Two kinds of latents, told apart by the text. */
  private static void train(FlowTrainer trainer, int from, int to) {
    for (int step = from; step < to; step++) {
      RandomGenerator random = Seeds.generator(step);
      float[] clean = new float[8 * 2 * 6];
      float[] text = new float[8 * 2 * 4];
      for (int b = 0; b < 8; b++) {
        int kind = random.nextInt(2);
        for (int i = 0; i < 12; i++) {
          clean[b * 12 + i] = kind == 0 ? -1 : 1;
        }
        text[b * 8 + kind] = 1;
      }
      trainer.step(Tensors.of(clean, 8, 2, 6, 1, 1), Tensors.of(text, 8, 2, 4));
    }
  }

  @Test
  void trainingLowersTheLoss() {
    TrainingState state = TrainingState.initial(layout, 1);
    train(new FlowTrainer(TINY, OPTIONS, layout, state), 0, 120);
    float[] losses = state.losses();
    double start = 0;
    double end = 0;
    for (int i = 0; i < 10; i++) {
      start += losses[i] / 10;
      end += losses[110 + i] / 10;
    }
    assertTrue(end < 0.4 * start, "from " + start + " to " + end);
  }

  @Test
  @SuppressWarnings("try") // The scope acts by being open.
  void blocksComputedAgainGiveTheSameGradient() {
    for (int told = 0; told < 2; told++) {
      try (PointerScope scope = new PointerScope()) {
        Tensor weights =
            Tensors.of(layout.initial(Seeds.generator(3)), layout.length())
                .toType(ScalarType.Double)
                .add(Tensors.noise(Seeds.generator(4), layout.length()).mul(new Scalar(0.05)));
        Tensor x = Tensors.noise(Seeds.generator(5), 3, 2, 6, 1, 1).toType(ScalarType.Double);
        Tensor t = Tensors.noise(Seeds.generator(6), 3, 6).abs().mul(new Scalar(400.0));
        Tensor text = Tensors.noise(Seeds.generator(7), 3, 2, 4).mul(new Scalar((double) told));
        Tensor leaf = weights.detach().set_requires_grad(true);
        Tensor loss =
            WanDenoiser.unchecked(TINY, layout.views(leaf)).velocity(x, t, text).square().sum();
        loss.backward();
        FlowTrainer.Gradient again =
            new Recompute(TINY, layout, weights).of(x, t, text, v -> v.square().sum());
        assertEquals(loss.item_double(), again.loss(), 1e-10 * loss.item_double());
        double off = again.gradient().sub(leaf.grad()).norm().item_double();
        assertTrue(off <= 1e-12 * leaf.grad().norm().item_double(), "off by " + off);
      }
    }
  }

  @Test
  void aRunThatStoppedGoesOnWithTheSameBits(@TempDir Path folder) {
    TrainingState whole = TrainingState.initial(layout, 1);
    train(new FlowTrainer(TINY, OPTIONS, layout, whole), 0, 12);

    TrainingState first = TrainingState.initial(layout, 1);
    train(new FlowTrainer(TINY, OPTIONS, layout, first), 0, 7);
    Path file = folder.resolve("state.safetensors");
    first.write(file, "run");
    TrainingState second = TrainingState.read(file, layout, "run");
    assertEquals(7, second.step());
    train(new FlowTrainer(TINY, OPTIONS, layout, second), 7, 12);

    assertArrayEquals(whole.losses(), second.losses());
    assertArrayEquals(Tensors.values(whole.weights), Tensors.values(second.weights));
    assertArrayEquals(Tensors.values(whole.average()), Tensors.values(second.average()));
  }

  @Test
  void anotherRunsStateIsRefused(@TempDir Path folder) {
    Path file = folder.resolve("state.safetensors");
    TrainingState.initial(layout, 1).write(file, "one");
    InputException refused =
        assertThrows(InputException.class, () -> TrainingState.read(file, layout, "another"));
    assertTrue(String.valueOf(refused.getMessage()).contains("another configuration"));
  }

  @Test
  void knownFramesAreCleanOrDroppedAndNeverLearned() {
    FlowOptions dropping = new FlowOptions(1, 0, 1, 0, 1, 0, 1, 0.5, 1, 1, 0, false);
    NoiseLevels levels = NoiseLevels.draw(dropping, 200, 8, Seeds.generator(3));
    int clean = 0;
    int dropped = 0;
    for (int i = 0; i < levels.levels().length; i++) {
      if (levels.counts()[i] == 0) {
        assertTrue(levels.levels()[i] == 0 || levels.levels()[i] == 1);
        clean += levels.levels()[i] == 0 ? 1 : 0;
        dropped += levels.levels()[i] == 1 ? 1 : 0;
      }
    }
    assertTrue(clean > 100 && dropped > 100, clean + " clean, " + dropped + " dropped");
    for (float told : levels.told()) {
      assertEquals(0, told);
    }
  }

  @Test
  void viewsHoldTheVectorInOrder() {
    float[] counted = new float[layout.length()];
    for (int i = 0; i < counted.length; i++) {
      counted[i] = i;
    }
    Tensor vector = Tensors.of(counted, counted.length);
    float at = 0;
    for (float[] values : layout.values(vector).values()) {
      assertEquals(at, values[0]);
      at += values.length;
    }
    assertEquals(layout.length(), at);
  }

  @Test
  void theRateRisesThenFalls() {
    assertEquals(3e-3 / 5, OPTIONS.learningRate(0), 1e-12);
    assertEquals(3e-3, OPTIONS.learningRate(5), 1e-12);
    assertTrue(OPTIONS.learningRate(60) < OPTIONS.learningRate(30));
    assertEquals(0.02 * 3e-3, OPTIONS.learningRate(120), 1e-9);
  }

  @Test
  void aConfigurationSurvivesItsText() {
    assertEquals(TINY, WanConfig.parse(TINY.json()));
  }
}
