package io.argen.dataset;

import java.nio.file.Path;

/** A way in which corpora store clips and labels. */
public interface Layout {
  /** The name for {@code --layout}. */
  String name();

  /** Whether a folder looks like this layout. */
  boolean matches(Path root);

  /**
   * Reads a data set; what cannot be used is named in {@link Dataset#skipped} and the rest is read.
   *
   * @throws io.argen.run.InputException if nothing in it can be used
   */
  Dataset read(Path root);

  /**
   * Reads one of several published folds.
   *
   * @param fold from 1
   * @throws io.argen.run.InputException also if there is no such fold
   */
  default Dataset read(Path root, int fold) {
    if (fold != 1) {
      throw new io.argen.run.InputException(
          root, "has no folds in layout " + name(), "leave --fold out");
    }
    return read(root);
  }
}
