package io.argen.recognize;

import io.argen.run.ArgenException;
import io.argen.run.Seeds;
import io.argen.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Trains a recogniser with AdamW (Loshchilov & Hutter 2019). All chance comes from the seed: the
 * same call gives the same weights to the bit. Runs on the calling thread alone.
 */
public final class RecognizerTrainer {
  private static final int MOST_FRAMES = 16;
  private static final int LEAST_FRAMES = 4;
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.99;
  private static final double EPS = 1e-8;
  private static final double CLIP = 1;
  private static final double SMOOTHING = 0.05;

  private final TrainingOptions options;
  private final List<Example> train;
  private final List<Example> val;
  private final MeshConfig config;
  private final MeshNetwork network;
  private final InputScale scale;
  private final List<String> labels;
  private final double[] share;
  private final BatchOrder order;

  /**
   * What came out.
   *
   * @param recognizer with the weights of the best look
   * @param steps updates made
   * @param bestStep updates before the best look
   * @param loss class-balanced validation loss at the best look; NaN without validation clips
   */
  public record Trained(Recognizer recognizer, int steps, int bestStep, double loss) {}

  private RecognizerTrainer(
      TrainingOptions options, List<String> labels, List<Example> train, List<Example> val) {
    if (train.isEmpty()) {
      throw new IllegalArgumentException("no clip to train on");
    }
    this.options = options;
    this.labels = labels;
    this.train = train;
    this.val = val;
    int longest = train.stream().mapToInt(e -> e.features().frames()).max().orElse(1);
    int frames = Math.max(LEAST_FRAMES, Math.min(MOST_FRAMES, longest));
    this.config = new MeshConfig(frames, options.width(), options.layers(), labels.size());
    this.network = new MeshNetwork(config);
    this.scale = InputScale.of(train.stream().map(Example::features).toList());
    this.share = new double[labels.size()];
    train.forEach(example -> share[example.label()] += 1.0 / train.size());
    this.order = new BatchOrder(train, labels.size(), options);
  }

  /**
   * Trains.
   *
   * @param labels names of the classes
   * @param train at least one clip
   * @param val clips of other people that decide which weights are kept; may be empty
   */
  public static Trained train(
      TrainingOptions options, List<String> labels, List<Example> train, List<Example> val) {
    Tensors.useThreads(1);
    return new RecognizerTrainer(options, labels, train, val).run();
  }

  @SuppressWarnings("try") // The scope acts by being open.
  private Trained run() {
    int n = network.length();
    float[] start =
        network.initial(Seeds.generator(Seeds.derive(options.seed(), "recognizer weights")));
    float[] zeros = new float[n];
    float[] best = start;
    double bestLoss = Double.POSITIVE_INFINITY;
    int bestStep = 0;
    int since = 0;
    int step = 0;
    try (PointerScope scope = new PointerScope()) {
      Tensor weights = Tensors.of(start, n);
      Tensor first = Tensors.of(zeros, n);
      Tensor second = Tensors.of(zeros, n);
      Tensor decayed = Tensors.of(network.decayed(), n);
      while (step < options.steps()) {
        update(weights, first, second, decayed, step++);
        boolean last = step == options.steps();
        if (val.isEmpty()) {
          if (last) {
            best = Tensors.values(weights);
            bestStep = step;
          }
        } else if (step % options.checkEvery() == 0 || last) {
          float[] now = Tensors.values(weights);
          double loss = balancedLoss(new Recognizer(labels, config, scale, now));
          since++;
          if (loss < bestLoss) {
            bestLoss = loss;
            best = now;
            bestStep = step;
            since = 0;
          }
          if (options.patience() > 0 && since >= options.patience()) {
            break;
          }
        }
      }
    }
    return new Trained(
        new Recognizer(labels, config, scale, best),
        step,
        bestStep,
        val.isEmpty() ? Double.NaN : bestLoss);
  }

  @SuppressWarnings("try") // The scopes act by being open.
  private void update(Tensor weights, Tensor first, Tensor second, Tensor decayed, int step) {
    RandomGenerator random =
        Seeds.generator(Seeds.derive(options.seed(), "recognizer update", Integer.toString(step)));
    int b = options.batch();
    int k = labels.size();
    int size = config.frames() * MeshConfig.INPUT;
    float[] input = new float[b * size];
    float[] wanted = new float[b * k];
    double total = 0;
    for (int i = 0; i < b; i++) {
      Example example = train.get(order.next());
      scale.write(example.features(), config.frames(), random, input, i * size);
      double weight =
          options.balance() == Balance.CLASS_WEIGHTED ? 1 / (k * share[example.label()]) : 1;
      total += weight;
      Arrays.fill(wanted, i * k, (i + 1) * k, (float) (weight * SMOOTHING / k));
      wanted[i * k + example.label()] += (float) (weight * (1 - SMOOTHING));
    }
    float[] keep = new float[b * options.width()];
    for (int i = 0; i < keep.length; i++) {
      keep[i] = random.nextDouble() < options.dropout() ? 0 : (float) (1 / (1 - options.dropout()));
    }
    float[] raise = new float[k];
    for (int c = 0; c < k && options.balance() == Balance.LOGIT_ADJUSTED; c++) {
      raise[c] = (float) Math.log(Math.max(share[c], 0.5 / train.size()));
    }
    try (PointerScope scope = new PointerScope()) {
      Tensor leaf = weights.detach().set_requires_grad(true);
      Tensor x = Tensors.of(input, b, config.frames(), MeshConfig.INPUT);
      Tensor logits =
          network.logits(leaf, x, Tensors.of(keep, b, options.width())).add(Tensors.of(raise, k));
      Tensor loss =
          logits.log_softmax(1).mul(Tensors.of(wanted, b, k)).sum().mul(new Scalar(-1 / total));
      loss.backward();
      if (!Double.isFinite(loss.item_double())) {
        throw new ArgenException("the loss is not finite; lower --learning-rate");
      }
      apply(weights, first, second, decayed, leaf.grad(), step);
    }
  }

  @SuppressWarnings("try")
  private void apply(
      Tensor weights, Tensor first, Tensor second, Tensor decayed, Tensor gradient, int step) {
    try (NoGradGuard guard = new NoGradGuard()) {
      double norm = gradient.norm().item_double();
      gradient.mul_(new Scalar(Math.min(1, CLIP / Math.max(norm, EPS))));
      double rate = rate(step);
      first.mul_(new Scalar(BETA1)).add_(gradient, new Scalar(1 - BETA1));
      second.mul_(new Scalar(BETA2)).addcmul_(gradient, gradient, new Scalar(1 - BETA2));
      double correction1 = 1 - Math.pow(BETA1, step + 1.0);
      double correction2 = 1 - Math.pow(BETA2, step + 1.0);
      Tensor size = second.div(new Scalar(correction2)).sqrt_().add_(new Scalar(EPS));
      weights.addcmul_(weights, decayed, new Scalar(-rate * options.weightDecay()));
      weights.addcdiv_(first, size, new Scalar(-rate / correction1));
    }
  }

  /** A rise over a twentieth of the updates, then half a cosine down to a twentieth. */
  private double rate(int step) {
    double rise = Math.max(1, options.steps() / 20.0);
    double done = (step + 1.0) / options.steps();
    double cosine = 0.525 + 0.475 * Math.cos(Math.PI * done);
    return options.learningRate() * Math.min(1, (step + 1) / rise) * cosine;
  }

  /** Mean over the classes there are of the mean loss of their clips. */
  private double balancedLoss(Recognizer recognizer) {
    List<double[]> p = recognizer.probabilities(val.stream().map(Example::features).toList());
    double[] sum = new double[labels.size()];
    int[] count = new int[labels.size()];
    for (int i = 0; i < p.size(); i++) {
      int label = val.get(i).label();
      sum[label] -= Math.log(Math.max(1e-9, p.get(i)[label]));
      count[label]++;
    }
    double mean = 0;
    int classes = 0;
    for (int k = 0; k < sum.length; k++) {
      if (count[k] > 0) {
        mean += sum[k] / count[k];
        classes++;
      }
    }
    return mean / classes;
  }
}
