package io.argen.recognize;

/**
 * The size of a {@code video} recogniser.
 *
 * @param frames a clip is resampled to, at least 2
 * @param planes channels of the first stage of the ResNet-18; 64 as published
 * @param width of the transformer, a multiple of 4
 * @param layers blocks
 * @param classes it tells apart
 */
public record VideoConfig(int frames, int planes, int width, int layers, int classes) {
  /** Side of what the network sees, pixels. */
  static final int SIDE = 112;

  TemporalTransformer transformer() {
    return new TemporalTransformer(frames, resNet().features(), width, layers, classes);
  }

  ResNet18 resNet() {
    return new ResNet18(planes);
  }
}
