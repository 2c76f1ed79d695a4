package io.argen.clip;

/**
 * How the pictures of a written video are coded.
 *
 * @param codec which encoder
 * @param quantiser 1 (fine) to 51 (coarse; MPEG-4: 31), for every frame
 * @param keyInterval frames from one that decodes on its own to the next; 0 for two seconds' worth
 */
public record Coding(VideoCodec codec, int quantiser, int keyInterval) {
  /** Photo-like pictures come back at 40 dB luma and more. */
  public static final Coding FINE = new Coding(VideoCodec.H264, Compression.DEFAULT_QUANTISER, 0);

  public Coding {
    if (quantiser < 1 || quantiser > codec.coarsest()) {
      throw new IllegalArgumentException(
          "quantiser must be from 1 to " + codec.coarsest() + ", got " + quantiser);
    }
    if (keyInterval < 0) {
      throw new IllegalArgumentException("keyInterval must not be negative, got " + keyInterval);
    }
  }
}
