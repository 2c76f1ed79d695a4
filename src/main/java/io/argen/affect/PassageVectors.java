package io.argen.affect;

import io.argen.run.ArgenException;
import io.argen.run.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * Vectors of ARGen's own passages, computed beforehand so that the index opens at once. A file
 * {@code affect/vectors.bin} of records: 8 bytes of the text's SHA-256, then {@link
 * TextEncoder#WIDTH} bytes of the vector, big-endian, -127 to 127 for -0.5 to 0.5.
 */
final class PassageVectors {
  static final int RECORD_BYTES = 8 + TextEncoder.WIDTH;
  private static final float STEP = 0.5f / 127;

  private final Map<Long, float[]> known = new HashMap<>();

  private PassageVectors() {}

  static PassageVectors load() {
    PassageVectors vectors = new PassageVectors();
    try (InputStream in = PassageVectors.class.getResourceAsStream("/affect/vectors.bin")) {
      ByteBuffer data = ByteBuffer.wrap(in == null ? new byte[0] : in.readAllBytes());
      while (data.remaining() >= RECORD_BYTES) {
        long key = data.getLong();
        float[] vector = new float[TextEncoder.WIDTH];
        for (int k = 0; k < vector.length; k++) {
          vector[k] = data.get() * STEP;
        }
        vectors.known.put(key, normal(vector));
      }
    } catch (IOException e) {
      throw new ArgenException("affect/vectors.bin cannot be read", e);
    }
    return vectors;
  }

  /** One record of the file. */
  static byte[] record(String text, float[] vector) {
    ByteBuffer data = ByteBuffer.allocate(RECORD_BYTES).putLong(key(text));
    for (float v : vector) {
      data.put((byte) Math.max(-127, Math.min(127, Math.round(v / STEP))));
    }
    return data.array();
  }

  boolean knows(String text) {
    return known.containsKey(key(text));
  }

  /** The vector of a text, computed if it is not known. */
  float[] of(String text, TextEncoder encoder) {
    float[] vector = known.get(key(text));
    return vector == null ? encoder.vector(text) : vector.clone();
  }

  private static long key(String text) {
    return Long.parseUnsignedLong(Digests.hex(text).substring(0, 16), 16);
  }

  private static float[] normal(float[] vector) {
    double square = 0;
    for (float v : vector) {
      square += (double) v * v;
    }
    float scale = (float) (1 / Math.sqrt(Math.max(square, 1e-24)));
    for (int k = 0; k < vector.length; k++) {
      vector[k] *= scale;
    }
    return vector;
  }
}
