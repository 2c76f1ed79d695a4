package io.argen.recognize;

/**
 * The size of a {@code mesh} recogniser.
 *
 * @param frames a clip is resampled to, at least 2
 * @param width of the transformer, a multiple of 4
 * @param layers blocks
 * @param classes it tells apart
 */
public record MeshConfig(int frames, int width, int layers, int classes) {
  /** Numbers of a frame: features and the velocities of displacements and units. */
  static final int INPUT = ClipFeatures.WIDTH + ClipFeatures.WIDTH - ClipFeatures.POINTS;

  TemporalTransformer transformer() {
    return new TemporalTransformer(frames, INPUT, width, layers, classes);
  }
}
