package io.argen.recognize;

import io.argen.run.InputException;
import io.argen.run.Progress;
import io.argen.run.Seeds;
import io.argen.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Trains a recogniser. All chance comes from the seed: the same call gives the same weights to the
 * bit, on any number of threads.
 */
public final class RecognizerTrainer {
  private static final int MOST_FRAMES = 16;
  private static final int LEAST_FRAMES = 4;
  private static final String STAGE = "learning";

  private final TrainingOptions options;
  private final Session session;
  private final List<Example> train;
  private final List<Example> val;
  private final Network network;
  private final List<String> labels;
  private final BatchOrder order;

  /**
   * How a training runs; changes nothing of what comes out.
   *
   * @param jobs threads
   * @param checkpoint where it stands is written now and then, and read again
   * @param definition tells trainings apart: a checkpoint of another one is not gone on with
   */
  public record Session(int jobs, Optional<Path> checkpoint, String definition, Progress progress) {
    /** On one thread, in one go. */
    public static final Session PLAIN = new Session(1, Optional.empty(), "", Progress.NONE);
  }

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
      TrainingOptions options,
      Session session,
      List<String> labels,
      List<Example> train,
      List<Example> val) {
    if (train.isEmpty()) {
      throw new IllegalArgumentException("no clip to train on");
    }
    this.options = options;
    this.session = session;
    this.labels = labels;
    this.train = train;
    this.val = val;
    int longest = train.stream().mapToInt(e -> e.input().frames()).max().orElse(1);
    int frames = Math.max(LEAST_FRAMES, Math.min(MOST_FRAMES, longest));
    this.network =
        switch (options.kind()) {
          case MESH ->
              new MeshNetwork(
                  new MeshConfig(frames, options.width(), options.layers(), labels.size()),
                  InputScale.of(train.stream().map(e -> (ClipFeatures) e.input()).toList()));
          case VIDEO ->
              new VideoNetwork(
                  new VideoConfig(
                      frames,
                      options.resNet().planes(),
                      options.width(),
                      options.layers(),
                      labels.size()),
                  options.resNet().precision());
        };
    this.order = new BatchOrder(train, labels.size(), options);
  }

  /** Trains on the calling thread, in one go. */
  public static Trained train(
      TrainingOptions options, List<String> labels, List<Example> train, List<Example> val) {
    return train(options, Session.PLAIN, labels, train, val);
  }

  /**
   * Trains.
   *
   * @param labels names of the classes
   * @param train at least one clip
   * @param val clips of other people that decide which weights are kept; may be empty
   */
  public static Trained train(
      TrainingOptions options,
      Session session,
      List<String> labels,
      List<Example> train,
      List<Example> val) {
    Tensors.useThreads(1);
    return new RecognizerTrainer(options, session, labels, train, val).run();
  }

  @SuppressWarnings("try") // The scope acts by being open.
  private Trained run() {
    TrainingState at = start();
    float[] best = at.best();
    float[] bestStatistics = at.bestStatistics();
    double bestLoss = at.bestLoss();
    int bestStep = at.bestStep();
    int since = at.since();
    int step = at.step();
    session.progress().begin(STAGE, options.steps() - step);
    try (PointerScope scope = new PointerScope();
        RecognizerUpdate update =
            new RecognizerUpdate(options, network, train, labels.size(), session.jobs())) {
      RecognizerUpdate.State state =
          new RecognizerUpdate.State(
              tensor(at.weights()),
              tensor(at.first()),
              tensor(at.second()),
              tensor(network.layout().decayed()),
              tensor(at.statistics()));
      while (step < options.steps() && !(options.patience() > 0 && since >= options.patience())) {
        update.make(state, batch(), step++);
        session.progress().step(STAGE);
        boolean last = step == options.steps();
        if (step % options.checkEvery() != 0 && !last) {
          continue;
        }
        float[] now = Tensors.values(state.weights());
        float[] counted = Tensors.values(state.statistics());
        if (val.isEmpty()) {
          best = now;
          bestStatistics = counted;
          bestStep = step;
        } else {
          double loss = balancedLoss(new Recognizer(labels, network, now, counted));
          since++;
          if (loss < bestLoss) {
            bestLoss = loss;
            best = now;
            bestStatistics = counted;
            bestStep = step;
            since = 0;
          }
        }
        if (session.checkpoint().isPresent()) {
          new TrainingState(
                  step,
                  now,
                  Tensors.values(state.first()),
                  Tensors.values(state.second()),
                  counted,
                  best,
                  bestStatistics,
                  bestLoss,
                  bestStep,
                  since)
              .write(session.checkpoint().get(), session.definition());
        }
      }
    }
    session.progress().end(STAGE);
    return new Trained(
        new Recognizer(labels, network, best, bestStatistics),
        step,
        bestStep,
        val.isEmpty() ? Double.NaN : bestLoss);
  }

  private static Tensor tensor(float[] values) {
    return Tensors.of(values, values.length);
  }

  private int[] batch() {
    int[] clips = new int[options.batch()];
    for (int i = 0; i < clips.length; i++) {
      clips[i] = order.next();
    }
    return clips;
  }

  private TrainingState start() {
    if (session.checkpoint().isPresent()) {
      @Nullable TrainingState state =
          TrainingState.read(session.checkpoint().get(), session.definition());
      if (state != null && state.weights().length == network.layout().length()) {
        for (int i = 0; i < state.step(); i++) {
          batch(); // The deck of clips stands where it stood.
        }
        session.progress().note("goes on after update " + state.step());
        return state;
      }
    }
    float[] weights =
        network.initial(Seeds.generator(Seeds.derive(options.seed(), "recognizer weights")));
    float[] statistics = network.initialStatistics();
    if (options.resNet().weights().isPresent() && network instanceof VideoNetwork video) {
      try {
        video.load(options.resNet().weights().get(), weights, statistics);
      } catch (IOException e) {
        throw new InputException(
            options.resNet().weights().get(),
            String.valueOf(e.getMessage()),
            "give a ResNet-18 with torchvision's names as safetensors, and the --width it has",
            e);
      }
    }
    return TrainingState.start(weights, statistics);
  }

  /** Mean over the classes there are of the mean loss of their clips. */
  private double balancedLoss(Recognizer recognizer) {
    List<double[]> p =
        recognizer.probabilities(val.stream().map(Example::input).toList(), session.jobs());
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
