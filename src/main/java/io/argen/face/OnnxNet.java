package io.argen.face;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.argen.run.ArgenException;
import io.argen.run.OnnxRuntime;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;

/** One ONNX net with one float input of fixed shape. Safe for several threads. */
final class OnnxNet implements AutoCloseable {
  private final OrtSession session;
  private final String input;
  private final long[] shape;

  OnnxNet(byte[] model, String input, long[] shape, int threads) {
    this.input = input;
    this.shape = shape;
    this.session = OnnxRuntime.session(model, "a face net", threads);
  }

  /** All outputs by name, flattened. */
  Map<String, float[]> run(float[] values) {
    try (OnnxTensor tensor =
            OnnxTensor.createTensor(OnnxRuntime.environment(), FloatBuffer.wrap(values), shape);
        OrtSession.Result result = session.run(Map.of(input, tensor))) {
      Map<String, float[]> outputs = new HashMap<>();
      for (Map.Entry<String, OnnxValue> entry : result) {
        FloatBuffer buffer = ((OnnxTensor) entry.getValue()).getFloatBuffer();
        float[] copy = new float[buffer.remaining()];
        buffer.get(copy);
        outputs.put(entry.getKey(), copy);
      }
      return outputs;
    } catch (OrtException e) {
      throw new ArgenException("a face net failed: " + e.getMessage(), e);
    }
  }

  /** The output called {@code name}. */
  static float[] output(Map<String, float[]> outputs, String name) {
    float[] values = outputs.get(name);
    if (values == null) {
      throw new ArgenException("a face net has no output " + name + ", only " + outputs.keySet());
    }
    return values;
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new ArgenException("ONNX Runtime cannot release a face net", e);
    }
  }
}
