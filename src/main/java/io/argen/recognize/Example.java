package io.argen.recognize;

/**
 * A clip with its class.
 *
 * @param features at least one frame
 * @param label index of the class
 */
public record Example(ClipFeatures features, int label) {
  public Example {
    if (features.frames() == 0) {
      throw new IllegalArgumentException("the clip shows no face");
    }
  }
}
