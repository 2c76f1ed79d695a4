package io.argen.dataset;

import java.util.Optional;

/**
 * How to read a data set.
 *
 * @param layout a layout's name; empty to recognise it
 */
public record ReadOptions(Optional<String> layout) {
  /** Recognises the layout. */
  public static ReadOptions defaults() {
    return new ReadOptions(Optional.empty());
  }

  /** Takes the layout of this name. */
  public static ReadOptions layout(String name) {
    return new ReadOptions(Optional.of(name));
  }
}
