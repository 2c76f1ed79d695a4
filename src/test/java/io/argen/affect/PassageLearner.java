package io.argen.affect;

import io.argen.tensor.Adam;
import io.argen.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Moves passages' vectors until each passage is the nearest to what it is asked as: cross-entropy
 * over all passages, from the middle {@link PassageVectors#middle}.
 *
 * <p>Test questions have no part in it. Sharpness and pull were chosen by {@link #main}.
 */
final class PassageLearner {
  /** What cosines are multiplied by. */
  private static final double SHARPNESS = 40;

  /** Back to the middle, by the square of the distance. */
  private static final double PULL = 1e-3;

  private static final int UPDATES = 300;
  private static final double RATE = 2e-3;
  private static final Adam ADAM = new Adam(0.999);

  /** What the last author wrote for a passage; two shared the work. */
  private static final int LEFT_OUT = 12;

  private PassageLearner() {}

  /**
   * Learned vectors, of length 1.
   *
   * @param middles of passages, [P][384]
   * @param asked what each is asked as, encoded, [P][..][384]
   */
  static float[][] learn(List<float[]> middles, List<List<float[]>> asked) {
    return learn(middles, asked, SHARPNESS, PULL);
  }

  @SuppressWarnings("try") // The scopes act by being open.
  private static float[][] learn(
      List<float[]> middles, List<List<float[]>> asked, double sharpness, double pull) {
    int passages = middles.size();
    List<float[]> questions = asked.stream().flatMap(List::stream).toList();
    float[] own = new float[questions.size() * passages];
    int row = 0;
    for (int p = 0; p < passages; p++) {
      for (int i = 0; i < asked.get(p).size(); i++) {
        own[row++ * passages + p] = 1f / questions.size();
      }
    }
    Tensors.useThreads(1);
    try (PointerScope scope = new PointerScope()) {
      Tensor wanted = Tensors.of(own, questions.size(), passages);
      Tensor x = tensor(questions);
      Tensor middle = tensor(middles);
      Tensor vectors = middle.clone();
      Tensor first = vectors.mul(new Scalar(0));
      Tensor second = vectors.mul(new Scalar(0));
      for (int update = 0; update < UPDATES; update++) {
        try (PointerScope one = new PointerScope()) {
          Tensor leaf = vectors.detach().set_requires_grad(true);
          x.matmul(unit(leaf).t())
              .mul(new Scalar(sharpness))
              .log_softmax(1)
              .mul(wanted)
              .sum()
              .neg()
              .add(leaf.sub(middle).square().sum().mul(new Scalar(pull)))
              .backward();
          try (NoGradGuard guard = new NoGradGuard()) {
            ADAM.update(vectors, first, second, leaf.grad(), RATE, update);
          }
        }
      }
      float[] values = Tensors.values(unit(vectors));
      float[][] learned = new float[passages][TextEncoder.WIDTH];
      for (int p = 0; p < passages; p++) {
        System.arraycopy(values, p * TextEncoder.WIDTH, learned[p], 0, TextEncoder.WIDTH);
      }
      return learned;
    }
  }

  private static Tensor tensor(List<float[]> rows) {
    float[] values = new float[rows.size() * TextEncoder.WIDTH];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i), 0, values, i * TextEncoder.WIDTH, TextEncoder.WIDTH);
    }
    return Tensors.of(values, rows.size(), TextEncoder.WIDTH);
  }

  private static Tensor unit(Tensor rows) {
    return rows.div(rows.square().sum(1).sqrt().unsqueeze(1));
  }

  /**
   * Prints how well what the last author wrote finds its passages, learned from the other authors.
   */
  public static void main(String[] args) {
    PassageAnalysis analysis = new PassageAnalysis();
    List<float[]> middles = new ArrayList<>();
    List<List<float[]>> known = new ArrayList<>();
    List<List<float[]>> leftOut = new ArrayList<>();
    try (TextEncoder encoder = new TextEncoder(Retriever.NET)) {
      for (Passage passage : MakeIndex.passages()) {
        List<float[]> asked = passage.askedAs().stream().map(encoder::question).toList();
        int cut = asked.size() - LEFT_OUT;
        List<float[]> others = asked.subList(0, cut);
        known.add(others);
        leftOut.add(asked.subList(cut, asked.size()));
        middles.add(PassageVectors.middle(passage, others, analysis, encoder));
      }
    }
    print("middle", reciprocalRank(middles.toArray(new float[0][]), leftOut));
    for (double sharpness : new double[] {20, 30, SHARPNESS, 60}) {
      tell(middles, known, leftOut, sharpness, PULL);
    }
    for (double pull : new double[] {1e-4, 1e-2}) {
      tell(middles, known, leftOut, SHARPNESS, pull);
    }
  }

  private static void tell(
      List<float[]> middles,
      List<List<float[]>> known,
      List<List<float[]>> leftOut,
      double sharpness,
      double pull) {
    float[][] learned = learn(middles, known, sharpness, pull);
    print("sharpness " + sharpness + ", pull " + pull, reciprocalRank(learned, leftOut));
  }

  private static void print(String what, double reciprocalRank) {
    System.out.printf(Locale.ROOT, "%s: mean reciprocal rank %.3f%n", what, reciprocalRank);
  }

  private static double reciprocalRank(float[][] vectors, List<List<float[]>> questions) {
    double sum = 0;
    int count = 0;
    for (int p = 0; p < vectors.length; p++) {
      for (float[] question : questions.get(p)) {
        double own = dot(vectors[p], question);
        int rank = 1;
        for (float[] other : vectors) {
          rank += dot(other, question) > own ? 1 : 0;
        }
        sum += 1.0 / rank;
        count++;
      }
    }
    return sum / count;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }
}
