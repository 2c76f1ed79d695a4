package io.argen.dataset;

import java.util.Optional;

/**
 * How to read a data set.
 *
 * @param layout a layout's name; empty to recognise it
 * @param fold which of several published folds, from 1
 */
public record ReadOptions(Optional<String> layout, int fold) {
  /** Recognises the layout. */
  public static ReadOptions defaults() {
    return new ReadOptions(Optional.empty(), 1);
  }

  /** Takes the layout of this name. */
  public static ReadOptions layout(String name) {
    return new ReadOptions(Optional.of(name), 1);
  }
}
