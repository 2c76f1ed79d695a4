package io.argen.run;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * ONNX Runtime as every net uses it: one environment, and sessions that are made with much stack.
 */
public final class OnnxRuntime {
  private static final long STACK_BYTES = 64L << 20;

  /** Apart, so that it is made on the thread that first needs it: one with a deep stack. */
  private static final class Environment {
    static final OrtEnvironment ENVIRONMENT =
        OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
  }

  private OnnxRuntime() {}

  /** For tensors that go into a session. */
  public static OrtEnvironment environment() {
    return Environment.ENVIRONMENT;
  }

  /**
   * Loads a net.
   *
   * @param model the file's bytes
   * @param name of the net, for messages
   * @param threads for one call
   * @throws ArgenException if it does not load
   */
  public static OrtSession session(byte[] model, String name, int threads) {
    return withDeepStack(
        name,
        () -> {
          try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            return environment().createSession(model, options);
          }
        });
  }

  /**
   * ONNX Runtime needs much stack to start and to walk a net's graph: on the 1 MB of an ordinary
   * Java thread it can end the process with a segmentation fault.
   */
  private static OrtSession withDeepStack(String name, Callable<OrtSession> work) {
    FutureTask<OrtSession> task = new FutureTask<>(work);
    Thread thread = new Thread(null, task, "onnx-load", STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw new ArgenException(
          "ONNX Runtime cannot load "
              + name
              + ": "
              + (cause instanceof OrtException ? cause.getMessage() : cause),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ArgenException("interrupted while " + name + " was loaded", e);
    }
  }
}
