package io.argen.run;

import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Seeds for every random choice of a run, derived from the run's own seed and the names of what is
 * chosen: the same choice gets the same seed whatever the order or the number of threads.
 */
public final class Seeds {
  private static final RandomGeneratorFactory<RandomGenerator> FACTORY =
      RandomGeneratorFactory.of("L64X128MixRandom");

  private Seeds() {}

  /** The first 64 bits of SHA-256 over the seed and the names. */
  public static long derive(long seed, String... names) {
    return ByteBuffer.wrap(Digests.sha256(Long.toString(seed), names)).getLong();
  }

  /** A generator of 2^192 period; the same seed gives the same stream on every machine. */
  public static RandomGenerator generator(long seed) {
    return FACTORY.create(seed);
  }
}
