package io.argen.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.run.InputException;
import io.argen.tensor.SafetensorsFile;
import io.argen.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WanDenoiserTest {
  static final WanConfig TINY =
      new WanConfig(1, 1, 1, 3, 3, 12, 16, 6, 5, 3, 2, 2, true, true, 1e-6);

  @ParameterizedTest
  @ValueSource(strings = {"wan_dit_1x1_grid", "wan_dit_scalar_t", "wan_dit_per_token_t"})
  void agreesWithTheReference(String name) throws IOException {
    SafetensorsFile golden = Goldens.read(name + ".safetensors");
    WanConfig config = WanConfig.parse(present(golden.metadata(), "config"));
    WanDenoiser net = new WanDenoiser(config, Tensors.read(golden, "weights."), null);
    Map<String, Tensor> in = Tensors.read(golden, "in.");
    Tensor x = present(in, "x").unsqueeze(0);
    Tensor text = present(in, "context").unsqueeze(0);
    Tensor t = present(in, "t");
    Tensor y =
        t.numel() == 1
            ? net.velocity(x, t.view(1, 1).expand(1, x.size(2) / config.patchT()), text)
            : net.velocityPerToken(x, t, text);
    assertArrayEquals(golden.values("out"), Tensors.values(y), 1e-4f);
  }

  @Test
  void aTextToldOnceGivesTheSameBits() {
    WanDenoiser net = new WanDenoiser(TINY, weights(ScalarType.Float), null);
    Tensor x = noise(1, 2, 3, 4, 1, 1);
    Tensor t = Tensors.of(new float[] {0, 300, 700, 1000, 0, 1, 2, 3}, 2, 4);
    Tensor text = noise(2, 2, 2, 5);
    Denoiser.Told told = net.told(text);
    for (int i = 0; i < 2; i++) {
      assertArrayEquals(
          Tensors.values(net.velocity(x, t, text)), Tensors.values(told.velocity(x, t)));
    }
  }

  @Test
  @SuppressWarnings("try") // The guard acts by being open.
  void gradientsAgreeWithDifferencesInFloat64() {
    Map<String, Tensor> weights = weights(ScalarType.Double);
    weights.values().forEach(w -> w.requires_grad_(true));
    WanDenoiser net = new WanDenoiser(TINY, weights, null);
    Tensor x = noise(1, 1, 3, 4, 1, 1).toType(ScalarType.Double);
    Tensor t = Tensors.of(new double[] {0, 300, 700, 1000}, 1, 4);
    Tensor text = noise(2, 1, 2, 5).toType(ScalarType.Double);
    Tensor pull = noise(3, 1, 3, 4, 1, 1).toType(ScalarType.Double);
    net.velocity(x, t, text).mul(pull).sum().backward();
    double h = 1e-5;
    try (NoGradGuard guard = new NoGradGuard()) {
      for (Map.Entry<String, Tensor> entry : weights.entrySet()) {
        // Along a random direction, all of a tensor's entries are checked at once.
        Tensor w = entry.getValue();
        Tensor along = noise(entry.getKey().hashCode(), w.shape()).toType(ScalarType.Double);
        double[] sums = new double[2];
        for (int side = 0; side < 2; side++) {
          Map<String, Tensor> moved = new HashMap<>(weights);
          moved.put(entry.getKey(), w.detach().add(along.mul(new Scalar(side == 0 ? h : -h))));
          sums[side] =
              new WanDenoiser(TINY, moved, null).velocity(x, t, text).mul(pull).sum().item_double();
        }
        double slope = (sums[0] - sums[1]) / (2 * h);
        double gradient = w.grad().mul(along).sum().item_double();
        assertEquals(slope, gradient, 1e-5 * Math.max(1e-2, Math.abs(slope)), entry.getKey());
      }
    }
  }

  @Test
  void mergedLowRankAdditionsDoTheSameAsUnmergedAndComeBackFromAFile(@TempDir Path folder) {
    Map<String, Tensor> weights = weights(ScalarType.Float);
    Map<String, Tensor> factors = new HashMap<>();
    List<String> layers = Lora.layers(weights, Pattern.compile(".*attn\\.[qkvo]|.*ffn\\.\\d"));
    assertEquals(2 * (8 + 2), layers.size());
    for (String layer : layers) {
      long[] shape = present(weights, layer + ".weight").shape();
      factors.put(layer + Lora.A, noise(layer.hashCode(), 2, shape[1]));
      factors.put(layer + Lora.B, noise(~layer.hashCode(), shape[0], 2).mul(new Scalar(0.1)));
    }
    Lora lora = new Lora(factors, 0.5);
    float[] apart = run(new WanDenoiser(TINY, weights, lora));
    assertArrayEquals(apart, run(new WanDenoiser(TINY, lora.mergedInto(weights), null)), 1e-5f);
    float[] plain = run(new WanDenoiser(TINY, weights, null));
    double most = 0;
    for (int i = 0; i < plain.length; i++) {
      most = Math.max(most, Math.abs(plain[i] - apart[i]));
    }
    assertTrue(most > 1e-3, "the additions do nothing");
    lora.write(folder.resolve("lora.safetensors"));
    Lora back = Lora.read(folder.resolve("lora.safetensors"));
    assertArrayEquals(apart, run(new WanDenoiser(TINY, weights, back)), 0f);
    InputException e =
        assertThrows(InputException.class, () -> Lora.read(folder.resolve("none.safetensors")));
    assertTrue(String.valueOf(e.getMessage()).contains("none.safetensors"), e.getMessage());
  }

  @Test
  void halfPrecisionComesNearAndGivesBackWhatItTook() {
    WanDenoiser whole = tiny();
    Map<String, Tensor> halves = new LinkedHashMap<>();
    whole.weights().forEach((name, w) -> halves.put(name, w.toType(ScalarType.BFloat16)));
    WanDenoiser half = new WanDenoiser(TINY, halves, null);
    Tensor x = noise(7, 2, 3, 4, 1, 1);
    Tensor t = Tensors.of(new float[] {0, 500, 500, 900, 0, 10, 20, 1000}, 2, 4);
    Tensor text = noise(8, 2, 2, 5);
    float[] exact = Tensors.values(whole.velocity(x, t, text));
    Tensor near = half.velocity(x, t, text);
    assertEquals(ScalarType.Float, near.scalar_type().intern());
    float most = 0;
    for (float v : exact) {
      most = Math.max(most, Math.abs(v));
    }
    assertArrayEquals(exact, Tensors.values(near), 0.05f * most);
  }

  @Test
  void unusableWeightsAreNamedWithBothShapes() {
    Map<String, Tensor> weights = weights(ScalarType.Float);
    weights.remove("blocks.1.ffn.2.bias");
    weights.put("head.modulation", noise(1, 1, 2, 9));
    weights.put("patch_embedding.bias", noise(1, 12).div(new Scalar(0.0)));
    weights.put("more", noise(1, 1));
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> new WanDenoiser(TINY, weights, null));
    String message = String.valueOf(e.getMessage());
    for (String part :
        List.of(
            "blocks.1.ffn.2.bias is missing",
            "head.modulation has shape [1, 2, 9], expected [1, 2, 12]",
            "patch_embedding.bias holds numbers that are not finite",
            "more is not")) {
      assertTrue(message.contains(part), message);
    }
  }

  private static <T> T present(Map<String, T> map, String key) {
    return Objects.requireNonNull(map.get(key), key);
  }

  static WanDenoiser tiny() {
    return new WanDenoiser(TINY, weights(ScalarType.Float), null);
  }

  static float[] run(WanDenoiser net) {
    return Tensors.values(
        net.velocity(
            noise(1, 2, 3, 4, 1, 1),
            noise(4, 2, 4).abs().mul(new Scalar(300.0)),
            noise(2, 2, 2, 5)));
  }

  private static Map<String, Tensor> weights(ScalarType type) {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    WanWeights.shapes(TINY)
        .forEach(
            (name, shape) ->
                weights.put(name, noise(name.hashCode(), shape).mul(new Scalar(0.3)).toType(type)));
    return weights;
  }

  static Tensor noise(long seed, long... shape) {
    return Tensors.noise(new Random(seed), shape);
  }
}
