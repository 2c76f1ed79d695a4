package io.argen.recognize;

import io.argen.augment.Workers;
import io.argen.run.ArgenException;
import io.argen.run.Seeds;
import io.argen.tensor.Adam;
import io.argen.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * One update with AdamW (Loshchilov & Hutter 2019). The clips of an update are computed in parts of
 * a size that is always the same, each on one thread, and their gradients are added in order: the
 * bits do not depend on how many threads there are. Batch statistics are those of a part.
 */
final class RecognizerUpdate implements AutoCloseable {
  /** Clips of a part where pictures are computed on. */
  private static final int PART = 4;

  private static final Adam ADAM = new Adam(0.99);
  private static final double CLIP = 1;
  private static final double SMOOTHING = 0.05;

  private final TrainingOptions options;
  private final Network network;
  private final List<Example> train;
  private final int classes;
  private final double[] share;
  private final float[] raise;
  private final Workers workers;

  RecognizerUpdate(
      TrainingOptions options, Network network, List<Example> train, int classes, int jobs) {
    this.options = options;
    this.network = network;
    this.train = train;
    this.classes = classes;
    this.share = new double[classes];
    train.forEach(example -> share[example.label()] += 1.0 / train.size());
    this.raise = new float[classes];
    for (int c = 0; c < classes && options.balance() == Balance.LOGIT_ADJUSTED; c++) {
      raise[c] = (float) Math.log(Math.max(share[c], 0.5 / train.size()));
    }
    this.workers = new Workers(jobs);
  }

  /** Weights, both moments and statistics, in one vector each. */
  record State(Tensor weights, Tensor first, Tensor second, Tensor decayed, Tensor statistics) {}

  /** What a part gives. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Part(Tensor gradient, float[] statistics) {}

  /**
   * Makes an update.
   *
   * @param clips indices of the clips it learns from
   */
  @SuppressWarnings("try") // The scopes act by being open.
  void make(State state, int[] clips, int step) {
    double total = 0;
    for (int clip : clips) {
      total += weight(train.get(clip));
    }
    double sum = total;
    int size = network.kind() == RecognizerKind.MESH ? clips.length : PART;
    int parts = (clips.length + size - 1) / size;
    try (PointerScope scope = new PointerScope()) {
      List<Part> done =
          parts == 1
              ? List.of(part(state, clips, step, 0, sum))
              : workers.map(
                  IntStream.range(0, parts).boxed().toList(),
                  p -> {
                    int to = Math.min(clips.length, (p + 1) * size);
                    return part(state, Arrays.copyOfRange(clips, p * size, to), step, p, sum);
                  });
      try (NoGradGuard guard = new NoGradGuard()) {
        Tensor gradient = done.get(0).gradient();
        for (Part part : done.subList(1, parts)) {
          gradient.add_(part.gradient());
        }
        if (network.statistics().length() > 0) {
          float[] mean = mean(done);
          state.statistics().copy_(Tensors.of(mean, mean.length));
        }
        apply(state, gradient, step);
      }
      done.forEach(part -> part.gradient().close());
    }
  }

  private static float[] mean(List<Part> parts) {
    float[] mean = new float[parts.get(0).statistics().length];
    for (Part part : parts) {
      for (int k = 0; k < mean.length; k++) {
        mean[k] += part.statistics()[k] / parts.size();
      }
    }
    return mean;
  }

  private double weight(Example example) {
    return options.balance() == Balance.CLASS_WEIGHTED ? 1 / (classes * share[example.label()]) : 1;
  }

  private long seed(int step, int part) {
    String name = "recognizer update";
    return part == 0
        ? Seeds.derive(options.seed(), name, Integer.toString(step))
        : Seeds.derive(options.seed(), name, Integer.toString(step), Integer.toString(part));
  }

  @SuppressWarnings("try")
  private Part part(State state, int[] clips, int step, int number, double total) {
    RandomGenerator random = Seeds.generator(seed(step, number));
    int b = clips.length;
    int size = network.inputSize();
    float[] input = new float[b * size];
    float[] wanted = new float[b * classes];
    for (int i = 0; i < b; i++) {
      Example example = train.get(clips[i]);
      network.write(example.input(), random, input, i * size);
      double weight = weight(example);
      Arrays.fill(wanted, i * classes, (i + 1) * classes, (float) (weight * SMOOTHING / classes));
      wanted[i * classes + example.label()] += (float) (weight * (1 - SMOOTHING));
    }
    float[] keep = new float[b * network.width()];
    for (int i = 0; i < keep.length; i++) {
      keep[i] = random.nextDouble() < options.dropout() ? 0 : (float) (1 / (1 - options.dropout()));
    }
    float[][] counted = new float[1][];
    Tensor gradient =
        Tensors.freeing(
            () -> {
              Tensor leaf = state.weights().detach().set_requires_grad(true);
              Tensor own = state.statistics().clone();
              Tensor x = Tensors.of(input, b, size);
              Tensor logits =
                  network
                      .logits(leaf, own, x, Tensors.of(keep, b, network.width()))
                      .add(Tensors.of(raise, classes));
              Tensor loss =
                  logits
                      .log_softmax(1)
                      .mul(Tensors.of(wanted, b, classes))
                      .sum()
                      .mul(new Scalar(-1 / total));
              loss.backward();
              if (!Double.isFinite(loss.item_double())) {
                throw new ArgenException("the loss is not finite; lower --learning-rate");
              }
              counted[0] = Tensors.values(own);
              return leaf.grad().detach();
            });
    return new Part(gradient, counted[0]);
  }

  private void apply(State s, Tensor gradient, int step) {
    double norm = gradient.norm().item_double();
    gradient.mul_(new Scalar(Math.min(1, CLIP / Math.max(norm, 1e-8))));
    double rate = rate(step);
    s.weights().addcmul_(s.weights(), s.decayed(), new Scalar(-rate * options.weightDecay()));
    ADAM.update(s.weights(), s.first(), s.second(), gradient, rate, step);
  }

  /** A rise over a twentieth of the updates, then half a cosine down to a twentieth. */
  private double rate(int step) {
    double rise = Math.max(1, options.steps() / 20.0);
    double done = (step + 1.0) / options.steps();
    double cosine = 0.525 + 0.475 * Math.cos(Math.PI * done);
    return options.learningRate() * Math.min(1, (step + 1) / rise) * cosine;
  }

  @Override
  public void close() {
    workers.close();
  }
}
