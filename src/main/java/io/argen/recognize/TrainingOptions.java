package io.argen.recognize;

/**
 * How a recogniser is trained.
 *
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
  /** A first guess that was tuned on no data set. */
  public static final TrainingOptions DEFAULT =
      new TrainingOptions(64, 2, 400, 32, 2e-3, 0.05, 0.2, Balance.NONE, 20, 0, 0);

  public TrainingOptions {
    if (steps < 1
        || batch < 1
        || checkEvery < 1
        || patience < 0
        || !(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException(
          "steps, batch and checkEvery must be at least 1, patience 0, dropout 0 to below 1, got "
              + steps
              + ", "
              + batch
              + ", "
              + checkEvery
              + ", "
              + patience
              + " and "
              + dropout);
    }
  }

  /** The same with another number of updates. */
  public TrainingOptions steps(int other) {
    return new TrainingOptions(
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
}
