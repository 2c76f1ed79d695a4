package io.argen.face;

import io.argen.clip.Image;
import io.argen.facs.Emotion;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A net that scores seven basic expressions. */
public abstract sealed class ExpressionNet implements AutoCloseable {
  static final String SECOND_OUTPUT = "Identity";

  private final OnnxNet net;
  private final String output;
  private final List<Emotion> order;

  private ExpressionNet(OnnxNet net, String output, List<Emotion> order) {
    this.net = net;
    this.output = output;
    this.order = order;
  }

  /** The net that judges generated clips: face-api's. */
  static ExpressionNet first(byte[] model, int threads) {
    return new FaceApi(model, threads);
  }

  /**
   * A second opinion from another net on grey 64 px pictures: never used to judge, only to test.
   */
  static ExpressionNet second(byte[] model, int threads) {
    return new Grey(model, threads);
  }

  /** Probabilities for a face. */
  public ExpressionScores scores(Image image, FaceMesh mesh) {
    float[] values =
        OnnxNet.output(net.run(input(image, Region.around(mesh).faceOnly().scaled(1.1))), output);
    Map<Emotion, Double> probabilities = new EnumMap<>(Emotion.class);
    for (int i = 0; i < order.size(); i++) {
      probabilities.put(order.get(i), (double) values[i]);
    }
    return new ExpressionScores(probabilities);
  }

  abstract float[] input(Image image, Region face);

  @Override
  public void close() {
    net.close();
  }

  private static final class FaceApi extends ExpressionNet {
    private static final int SIDE = 112;
    private static final float[] MEAN = {122.782f, 117.001f, 104.298f};

    FaceApi(byte[] model, int threads) {
      super(
          new OnnxNet(model, "input", new long[] {1, 3, SIDE, SIDE}, threads),
          "output",
          List.of(
              Emotion.NEUTRAL,
              Emotion.HAPPINESS,
              Emotion.SADNESS,
              Emotion.ANGER,
              Emotion.FEAR,
              Emotion.DISGUST,
              Emotion.SURPRISE));
    }

    @Override
    float[] input(Image image, Region face) {
      float[] pixels = face.sample(image, SIDE, 1 / 255f, 0);
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] -= MEAN[i % 3] / 255f;
      }
      return Region.channelsFirst(pixels);
    }
  }

  private static final class Grey extends ExpressionNet {
    private static final int SIDE = 64;

    Grey(byte[] model, int threads) {
      super(
          new OnnxNet(model, "input_1", new long[] {1, SIDE, SIDE, 1}, threads),
          SECOND_OUTPUT,
          List.of(
              Emotion.ANGER,
              Emotion.DISGUST,
              Emotion.FEAR,
              Emotion.HAPPINESS,
              Emotion.SADNESS,
              Emotion.SURPRISE,
              Emotion.NEUTRAL));
    }

    @Override
    float[] input(Image image, Region face) {
      float[] pixels = face.sample(image, SIDE, 1 / 255f, 0);
      float[] grey = new float[SIDE * SIDE];
      for (int i = 0; i < grey.length; i++) {
        grey[i] =
            2
                * (0.2989f * pixels[i * 3]
                    + 0.587f * pixels[i * 3 + 1]
                    + 0.114f * pixels[i * 3 + 2]
                    - 0.5f);
      }
      return grey;
    }
  }
}
