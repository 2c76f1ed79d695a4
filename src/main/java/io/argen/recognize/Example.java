package io.argen.recognize;

/**
 * A clip with its class.
 *
 * @param input of a frame at least
 * @param label index of the class
 */
public record Example(ClipInput input, int label) {
  public Example {
    if (input.frames() == 0) {
      throw new IllegalArgumentException("the clip shows no face");
    }
  }
}
