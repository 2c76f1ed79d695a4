package io.argen.affect;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.argen.run.ArgenException;
import io.argen.run.OnnxRuntime;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Turns a description into numbers: one state a token for the diffusion model's cross-attention,
 * and one vector a text for retrieval.
 *
 * <p>The nets are all-MiniLM-L6-v2 (Apache-2.0), whose token states the motion model has learned
 * from, and bge-small-en-v1.5 (MIT), which finds passages better; both quantised, read from their
 * jars: no network. One thread computes, so that the same text gives the same bits. Safe for use by
 * several threads.
 */
public final class TextEncoder implements AutoCloseable {
  /** Numbers a token state and a text vector have. */
  public static final int WIDTH = 384;

  /** Tokens kept of a text, its two marks included. */
  public static final int MAX_TOKENS = 128;

  /** Which net. */
  public enum Net {
    /** For token states; a text's vector is their mean. */
    MINILM("all-minilm-l6-v2-q", ""),
    /** For retrieval; a text's vector is the state of its first token. */
    BGE_SMALL("bge-small-en-v1.5-q", "Represent this sentence for searching relevant passages: ");

    private final String file;
    private final String prefix;

    Net(String file, String prefix) {
      this.file = file;
      this.prefix = prefix;
    }

    /** Of its files, and for what is kept of its numbers. */
    String file() {
      return file;
    }
  }

  /** No token is longer than this many characters on the average of any text worth encoding. */
  private static final int MAX_CHARS = 40 * MAX_TOKENS;

  private static final int REMEMBERED = 1024;

  private final OrtSession session;
  private final HuggingFaceTokenizer tokenizer;
  private final Map<String, float[][]> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, float[][]> eldest) {
          return size() > REMEMBERED;
        }
      };

  private final Net net;

  /** Loads MiniLM. */
  public TextEncoder() {
    this(Net.MINILM);
  }

  /**
   * Loads net and tokenizer.
   *
   * @throws ArgenException if they are not on the class path or do not load
   */
  public TextEncoder(Net net) {
    this.net = net;
    // The tokenizer library reports its use to its makers unless told not to.
    System.setProperty("OPT_OUT_TRACKING", "true");
    useProcessor();
    try {
      this.session = OnnxRuntime.session(resource("/" + net.file + ".onnx"), "the text encoder", 1);
      this.tokenizer =
          HuggingFaceTokenizer.newInstance(
              new ByteArrayInputStream(resource("/" + net.file + "-tokenizer.json")),
              Map.of("padding", "false", "truncation", "false"));
    } catch (IOException e) {
      throw new ArgenException("the text encoder does not load; build again with mvn package", e);
    }
  }

  /**
   * Where the tokenizer library sees an NVIDIA card it looks for a build for it on the network; it
   * needs none.
   */
  private static void useProcessor() {
    if (System.getenv("RUST_FLAVOR") == null && System.getProperty("RUST_FLAVOR") == null) {
      System.setProperty("RUST_FLAVOR", "cpu");
    }
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = TextEncoder.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name + " is not on the class path");
      }
      return in.readAllBytes();
    }
  }

  /** Whether the end of a text does not fit and is not read. */
  public boolean cuts(String text) {
    return text.length() > MAX_CHARS || tokenizer.encode(text).getIds().length > MAX_TOKENS;
  }

  /**
   * The last hidden state of every token, of shape {@code [L, 384]} with L from 2 to {@link
   * #MAX_TOKENS}; what does not fit is left out ({@link #cuts}).
   */
  public float[][] states(String text) {
    synchronized (known) {
      float[][] before = known.get(text);
      if (before != null) {
        return copy(before);
      }
    }
    float[][] states = encode(text);
    synchronized (known) {
      known.put(text, states);
    }
    return copy(states);
  }

  /** The vector of a question, where the net tells questions from passages. */
  public float[] question(String text) {
    return vector(net.prefix + text);
  }

  /** What a text means, of length 1: the dot product of two is their cosine. */
  public float[] vector(String text) {
    float[][] states = states(text);
    if (net == Net.BGE_SMALL) {
      states = new float[][] {states[0]};
    }
    float[] mean = new float[WIDTH];
    for (float[] state : states) {
      for (int k = 0; k < WIDTH; k++) {
        mean[k] += state[k] / states.length;
      }
    }
    double square = 0;
    for (float v : mean) {
      square += (double) v * v;
    }
    float scale = (float) (1 / Math.sqrt(Math.max(square, 1e-24)));
    for (int k = 0; k < WIDTH; k++) {
      mean[k] *= scale;
    }
    return mean;
  }

  private float[][] encode(String text) {
    long[] ids = tokens(text);
    long[] shape = {1, ids.length};
    long[] ones = new long[ids.length];
    Arrays.fill(ones, 1);
    try (OnnxTensor tokens =
            OnnxTensor.createTensor(OnnxRuntime.environment(), LongBuffer.wrap(ids), shape);
        OnnxTensor mask =
            OnnxTensor.createTensor(OnnxRuntime.environment(), LongBuffer.wrap(ones), shape);
        OnnxTensor types =
            OnnxTensor.createTensor(
                OnnxRuntime.environment(), LongBuffer.wrap(new long[ids.length]), shape);
        OrtSession.Result result =
            session.run(
                Map.of("input_ids", tokens, "attention_mask", mask, "token_type_ids", types))) {
      FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
      float[][] states = new float[ids.length][WIDTH];
      for (float[] state : states) {
        values.get(state);
      }
      return states;
    } catch (OrtException e) {
      throw new ArgenException("the text cannot be encoded: " + e.getMessage(), e);
    }
  }

  /** Token numbers between the marks of beginning and end. */
  private long[] tokens(String text) {
    String start = text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS) : text;
    long[] ids = tokenizer.encode(start).getIds();
    if (ids.length <= MAX_TOKENS) {
      return ids;
    }
    long[] cut = Arrays.copyOf(ids, MAX_TOKENS);
    cut[MAX_TOKENS - 1] = ids[ids.length - 1];
    return cut;
  }

  private static float[][] copy(float[][] states) {
    float[][] copy = new float[states.length][];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = states[i].clone();
    }
    return copy;
  }

  @Override
  public void close() {
    tokenizer.close();
    try {
      session.close();
    } catch (OrtException e) {
      throw new ArgenException("the text encoder does not close", e);
    }
  }
}
