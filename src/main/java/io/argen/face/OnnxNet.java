package io.argen.face;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.argen.run.ArgenException;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** One ONNX net with one float input of fixed shape. Safe for several threads. */
final class OnnxNet implements AutoCloseable {
  private static final long STACK_BYTES = 64L << 20;

  /** Apart, so that it is made on the thread that first needs it: one with a deep stack. */
  private static final class Environment {
    static final OrtEnvironment ENVIRONMENT =
        OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
  }

  private final OrtSession session;
  private final String input;
  private final long[] shape;

  OnnxNet(byte[] model, String input, long[] shape, int threads) {
    this.input = input;
    this.shape = shape;
    this.session = withDeepStack(() -> newSession(model, threads));
  }

  private static OrtSession newSession(byte[] model, int threads) {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      return Environment.ENVIRONMENT.createSession(model, options);
    } catch (OrtException e) {
      throw new ArgenException("ONNX Runtime cannot load a face net: " + e.getMessage(), e);
    }
  }

  /**
   * ONNX Runtime needs much stack to start and to walk a net's graph: on the 1 MB of an ordinary
   * Java thread it can end the process with a segmentation fault.
   */
  private static OrtSession withDeepStack(Supplier<OrtSession> work) {
    FutureTask<OrtSession> task = new FutureTask<>(work::get);
    Thread thread = new Thread(null, task, "onnx-load", STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof ArgenException cause
          ? cause
          : new ArgenException("ONNX Runtime cannot load a face net: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ArgenException("interrupted while a face net was loaded", e);
    }
  }

  /** All outputs by name, flattened. */
  Map<String, float[]> run(float[] values) {
    try (OnnxTensor tensor =
            OnnxTensor.createTensor(Environment.ENVIRONMENT, FloatBuffer.wrap(values), shape);
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
