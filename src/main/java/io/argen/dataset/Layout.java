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
}
