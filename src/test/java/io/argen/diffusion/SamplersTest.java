package io.argen.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.tensor.SafetensorsFile;
import io.argen.tensor.Tensors;
import java.io.IOException;
import java.util.Arrays;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

final class SamplersTest {
  @Test
  void eulerFollowsTheReference() throws IOException {
    follows("euler", new EulerSampler(), NoiseSchedule.of(12, 5));
  }

  @Test
  void dpmSolverFollowsTheReference() throws IOException {
    follows("dpm++", new DpmSolverSampler(), NoiseSchedule.of(12, 5).whole());
  }

  @Test
  void uniPcFollowsTheReference() throws IOException {
    follows("unipc", new UniPcSampler(), NoiseSchedule.uniPc(12, 5));
  }

  private static void follows(String name, Sampler sampler, NoiseSchedule schedule)
      throws IOException {
    SafetensorsFile golden = Goldens.read("flow_schedulers.safetensors");
    float[] sigmas = golden.values(name + ".sigmas");
    for (int i = 0; i < sigmas.length; i++) {
      assertEquals(sigmas[i], schedule.levels()[i], 1e-5);
    }
    if (golden.has(name + ".timesteps")) {
      float[] steps = golden.values(name + ".timesteps");
      for (int i = 0; i < steps.length; i++) {
        assertEquals(steps[i], schedule.timestep(i), 0, "timestep " + i);
      }
    }
    Tensor a = Tensors.of(golden.values("in.A"), 4, 4);
    Tensor x = Tensors.of(golden.values("in.x"), 1, 4, 3, 2, 2);
    float[] trajectory = golden.values(name + ".trajectory");
    int size = (int) x.numel();
    Velocity velocity =
        (y, t) ->
            a.matmul(y.reshape(4, size / 4))
                .reshape(1, 4, 3, 2, 2)
                .add(y.sin().mul(new Scalar(t / 1000)));
    sampler.sample(
        velocity,
        x,
        schedule,
        (i, state) ->
            assertArrayEquals(
                Arrays.copyOfRange(trajectory, (i + 1) * size, (i + 2) * size),
                Tensors.values(state),
                1e-4f,
                "step " + i));
  }

  @Test
  void eulerConvergesAtFirstOrder() {
    assertEquals(1, slope(new EulerSampler()), 0.3);
  }

  @Test
  void dpmSolverConvergesAtSecondOrder() {
    double slope = slope(new DpmSolverSampler());
    assertTrue(slope >= 1.7, "slope " + slope);
  }

  @Test
  void uniPcConvergesAtLeastAtSecondOrder() {
    double slope = slope(new UniPcSampler());
    assertTrue(slope >= 1.7, "slope " + slope);
  }

  /** Of log error over log steps on the flow of a Gaussian, from s = 0.999 to 0.05. */
  private static double slope(Sampler sampler) {
    double mean = 0.7;
    double sd = 0.4;
    Velocity velocity =
        (x, t) -> {
          double s = t / 1000;
          double variance = (1 - s) * (1 - s) * sd * sd + s * s;
          double factor = (s - (1 - s) * sd * sd) / variance;
          return x.sub(new Scalar((1 - s) * mean)).mul(new Scalar(factor)).sub(new Scalar(mean));
        };
    double[] z = {-1.3, 0.4, 2};
    double sumX = 0;
    double sumY = 0;
    double sumXx = 0;
    double sumXy = 0;
    int n = 0;
    for (int steps = 40; steps <= 320; steps *= 2) {
      Tensor start = Tensors.of(states(z, mean, sd, 0.999), 3);
      Tensor end = sampler.sample(velocity, start, NoiseSchedule.of(steps, 3, 0.999, 0.05));
      Tensor truth = Tensors.of(states(z, mean, sd, 0.05), 3);
      double x = Math.log(steps);
      double y = Math.log(end.sub(truth).abs().max().item_double());
      sumX += x;
      sumY += y;
      sumXx += x * x;
      sumXy += x * y;
      n++;
    }
    return -(n * sumXy - sumX * sumY) / (n * sumXx - sumX * sumX);
  }

  private static double[] states(double[] z, double mean, double sd, double s) {
    double scale = Math.sqrt((1 - s) * (1 - s) * sd * sd + s * s);
    return Arrays.stream(z).map(v -> (1 - s) * mean + scale * v).toArray();
  }

  @Test
  void knownFramesAreReturnedExactlyAndOneSeedGivesTheSameBits() {
    WanDenoiser net = WanDenoiserTest.tiny();
    Tensor clean = WanDenoiserTest.noise(7, 2, 3, 4, 1, 1);
    Tensor text = WanDenoiserTest.noise(8, 2, 2, 5);
    boolean[] known = {true, false, true, false};
    for (Sampler sampler :
        new Sampler[] {new EulerSampler(), new DpmSolverSampler(), new UniPcSampler()}) {
      GuidedSampling sampling =
          new GuidedSampling(net, sampler, NoiseSchedule.uniPc(5, 3), new Guidance(1.5, 3));
      Tensor noise = WanDenoiserTest.noise(9, 2, 3, 4, 1, 1);
      Tensor first = sampling.draw(noise, clean, known, text);
      for (int t = 0; t < known.length; t++) {
        float[] was = Tensors.values(clean.select(2, t));
        assertEquals(known[t], Arrays.equals(was, Tensors.values(first.select(2, t))));
      }
      Tensor again = sampling.draw(noise, clean, known, text);
      assertArrayEquals(Tensors.values(first), Tensors.values(again), 0);
    }
  }

  @Test
  void aChannelThatIsKnownIsReturnedExactlyAndSteersTheOthers() {
    WanDenoiser net = WanDenoiserTest.tiny();
    Tensor clean = WanDenoiserTest.noise(7, 1, 3, 4, 1, 1);
    Tensor text = WanDenoiserTest.noise(8, 1, 2, 5);
    Tensor noise = WanDenoiserTest.noise(9, 1, 3, 4, 1, 1);
    boolean[] known = {true, false, false, false};
    // The second channel, from the third frame on.
    Tensor parts = Tensors.of(new float[] {0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0}, 1, 3, 4, 1, 1);
    GuidedSampling sampling =
        new GuidedSampling(net, new EulerSampler(), NoiseSchedule.of(5, 3), new Guidance(1, 2));
    float[] was = Tensors.values(clean);
    float[] drawn = Tensors.values(sampling.draw(noise, clean, known, parts, text));
    float[] free = Tensors.values(sampling.draw(noise, clean, known, text));
    for (int i = 0; i < was.length; i++) {
      boolean given = i % 4 == 0 || i == 6 || i == 7;
      assertEquals(given, was[i] == drawn[i], "value " + i);
      assertEquals(i % 4 == 0, free[i] == drawn[i], "value " + i + " is as without");
    }
  }

  @Test
  void guidanceOfOneIsThePassWithTextAndKnownFrames() {
    WanDenoiser net = WanDenoiserTest.tiny();
    Tensor clean = WanDenoiserTest.noise(7, 1, 3, 4, 1, 1);
    Tensor text = WanDenoiserTest.noise(8, 1, 2, 5);
    Tensor noise = WanDenoiserTest.noise(9, 1, 3, 4, 1, 1);
    boolean[] known = {true, false, false, false};
    int[] passes = {0};
    Denoiser counted =
        (x, t, c) -> {
          passes[0]++;
          return net.velocity(x, t, c);
        };
    float[][] results = new float[3][];
    double[][] weights = {{1, 1}, {1, 3}, {2, 3}};
    for (int i = 0; i < 3; i++) {
      Guidance guidance = new Guidance(weights[i][0], weights[i][1]);
      passes[0] = 0;
      results[i] =
          Tensors.values(
              new GuidedSampling(counted, new EulerSampler(), NoiseSchedule.of(1, 3), guidance)
                  .draw(noise, clean, known, text));
      assertEquals(i + 1, passes[0]);
    }
    // One Euler step from full noise is noise minus velocity: combine the passes by hand.
    Tensor mask = Tensors.of(new float[] {1, 0, 0, 0}, 1, 1, 4, 1, 1);
    Tensor x = clean.mul(mask).add(noise.mul(mask.neg().add(new Scalar(1.0))));
    Tensor t = Tensors.of(new float[] {0, 1000, 1000, 1000}, 1, 4);
    Tensor none = text.mul(new Scalar(0.0));
    Tensor with = net.velocity(x, t, text);
    Tensor frames = net.velocity(x, t, none);
    Tensor free = net.velocity(noise, t.mul(new Scalar(0.0)).add(new Scalar(1000.0)), none);
    Tensor v =
        free.add(frames.sub(free).mul(new Scalar(2.0))).add(with.sub(frames).mul(new Scalar(3.0)));
    float[] whole = Tensors.values(noise.sub(v).narrow(2, 1, 3));
    assertArrayEquals(whole, Tensors.values(at(results[2])), 1e-4f);
    assertArrayEquals(
        Tensors.values(noise.sub(with).narrow(2, 1, 3)), Tensors.values(at(results[0])), 1e-5f);
  }

  private static Tensor at(float[] all) {
    return Tensors.of(all, 1, 3, 4, 1, 1).narrow(2, 1, 3);
  }
}
