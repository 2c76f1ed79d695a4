package io.argen.recognize;

/**
 * How a recogniser is trained.
 *
 * @param kind what it looks at
 * @param resNet of a video recogniser; a mesh recogniser has none and leaves it alone
 * @param width of the transformer
 * @param layers blocks
 * @param steps updates at most
 * @param batch clips an update
 * @param learningRate of AdamW at its highest
 * @param weightDecay of AdamW, on matrices
 * @param dropout share of the pooled state that is left out
 * @param balance what is done about scarce classes
 * @param checkEvery updates between looks at the validation clips
 * @param patience looks without improvement before it ends; 0 for all updates
 * @param seed of weights, order, alterations and dropout
 */
public record TrainingOptions(
    RecognizerKind kind,
    ResNetOptions resNet,
    int width,
    int layers,
    int steps,
    int batch,
    double learningRate,
    double weightDecay,
    double dropout,
    Balance balance,
    int checkEvery,
    int patience,
    long seed) {
  /** First guesses that were tuned on no data set. */
  public static final TrainingOptions MESH =
      new TrainingOptions(
          RecognizerKind.MESH,
          ResNetOptions.USUAL,
          64,
          2,
          400,
          32,
          2e-3,
          0.05,
          0.2,
          Balance.NONE,
          20,
          0,
          0);

  /** The same for pictures. */
  public static final TrainingOptions VIDEO =
      new TrainingOptions(
          RecognizerKind.VIDEO,
          ResNetOptions.USUAL,
          64,
          1,
          300,
          8,
          5e-4,
          0.05,
          0.2,
          Balance.NONE,
          20,
          0,
          0);

  public TrainingOptions {
    if (steps < 1
        || batch < 1
        || checkEvery < 1
        || patience < 0
        || !(learningRate > 0)
        || !(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException(
          "steps, batch and checkEvery must be at least 1, patience 0, the learning rate above 0,"
              + " dropout 0 to below 1, got "
              + steps
              + ", "
              + batch
              + ", "
              + checkEvery
              + ", "
              + patience
              + ", "
              + learningRate
              + " and "
              + dropout);
    }
  }

  /** First guesses for a kind. */
  public static TrainingOptions of(RecognizerKind kind) {
    return kind == RecognizerKind.MESH ? MESH : VIDEO;
  }

  /** The same with another number of updates. */
  public TrainingOptions steps(int other) {
    return new TrainingOptions(
        kind,
        resNet,
        width,
        layers,
        other,
        batch,
        learningRate,
        weightDecay,
        dropout,
        balance,
        checkEvery,
        patience,
        seed);
  }

  /** The same with another balance and seed. */
  public TrainingOptions with(Balance other, long otherSeed) {
    return new TrainingOptions(
        kind,
        resNet,
        width,
        layers,
        steps,
        batch,
        learningRate,
        weightDecay,
        dropout,
        other,
        checkEvery,
        patience,
        otherSeed);
  }

  /** The same with another ResNet. */
  public TrainingOptions resNet(ResNetOptions other) {
    return new TrainingOptions(
        kind,
        other,
        width,
        layers,
        steps,
        batch,
        learningRate,
        weightDecay,
        dropout,
        balance,
        checkEvery,
        patience,
        seed);
  }

  /** The same with another learning rate and patience. */
  public TrainingOptions pace(double otherRate, int otherPatience) {
    return new TrainingOptions(
        kind,
        resNet,
        width,
        layers,
        steps,
        batch,
        otherRate,
        weightDecay,
        dropout,
        balance,
        checkEvery,
        otherPatience,
        seed);
  }
}
